import {
  type MissingKind,
  type PassageProblem,
  type Problem,
  printPath,
  type RemovedKind,
  type SourceDocument,
} from '../core/index.ts'
import type { ObjectView } from './object-view.ts'
import type { MutationProblem } from './through-doors.ts'

/** How the API server takes fields that it does not know, as its query parameter `fieldValidation` says; kubectl sends Strict. */
export type FieldValidation = 'strict' | 'warn' | 'ignore'

export const fieldValidations = ['strict', 'warn', 'ignore'] as const

/** What is wrong with the sent object, at its place in the text: undecodable values, and unknown fields as asked. */
export function sentProblem(
  document: SourceDocument,
  problem: PassageProblem,
  fieldValidation: FieldValidation,
): readonly Problem[] {
  if (problem.kind === 'undecodable') return [wrongType(document, problem)]
  if (fieldValidation === 'ignore') return []
  const severity = fieldValidation === 'strict' ? 'error' : 'warning'
  return [
    {
      ...placeOf(document, problem, 'key'),
      code: 'unknown-field',
      severity,
      message: `${problem.text}: refused where fieldValidation is Strict, as with kubectl, else dropped`,
      remedy:
        problem.nearest === undefined
          ? 'take it out, or put it where it belongs'
          : `did you mean ${problem.nearest}?`,
    },
  ]
}

function wrongType(document: SourceDocument, problem: PassageProblem): Problem {
  const { expected, found = '', text } = problem
  const place = {
    ...placeOf(document, problem, 'value'),
    code: 'wrong-type',
    severity: 'error',
  } as const
  if (expected === undefined) return { ...place, message: text }
  const isText = expected === 'a string' && !/^a /.test(found)
  return {
    ...place,
    message: `expected ${expected}, found ${found} (${text})`,
    remedy: isText ? 'put the value in quotes' : `give it ${expected}`,
  }
}

/** A template of which no Pod can be created: a value in it is of the wrong type. */
export function wrongTemplate(
  document: SourceDocument,
  problem: PassageProblem,
  view: ObjectView,
): Problem {
  const { path } = view.origin(problem.path)
  return wrongType(document, { ...problem, path })
}

/**
 * What is wrong with the object since policies changed it. What was written so is shown at its place, what a policy wrote
 * stands nowhere in the text.
 */
export function mutationProblem(
  document: SourceDocument,
  { kind, path, text }: MutationProblem,
  { view, policies }: { readonly view: ObjectView; readonly policies: readonly string[] },
): Problem {
  const place = { source: document.source, path: printPath(view.place(path)) }
  if (kind === 'invalid') {
    return {
      ...placeOf(document, view.origin(path), 'value'),
      path: place.path,
      code: 'invalid',
      severity: 'error',
      message: `the API server refuses it: ${text}`,
      remedy: 'write what the CustomResourceDefinition asks for',
    }
  }
  return {
    ...place,
    code: 'broken-mutation',
    severity: 'error',
    message: `a mutation makes an object that the API server refuses: ${text}`,
    remedy: `correct the mutating policy (${[...new Set(policies)].join(', ')})`,
  }
}

/** A kind that the API server no longer serves in this version. */
export function notServed(
  document: SourceDocument,
  { apiVersion, kind, since, successor }: RemovedKind,
): Problem {
  return {
    ...placeOf(document, { path: ['apiVersion'] }, 'value'),
    code: 'not-served',
    severity: 'error',
    message: `${kind} of ${apiVersion} is not served since Kubernetes ${since}`,
    remedy: successor === undefined ? 'nothing took its place' : `write apiVersion: ${successor}`,
  }
}

/** A kind that does not exist. */
export function noSuchKind(
  document: SourceDocument,
  { apiVersion, kind, nearest }: MissingKind,
): Problem {
  return {
    ...placeOf(document, { path: ['kind'] }, 'value'),
    code: 'no-such-kind',
    severity: 'error',
    message: `${apiVersion} has no kind ${kind}`,
    remedy: nearest === undefined ? 'look at apiVersion and kind' : `did you mean ${nearest}?`,
  }
}

/** A policy that names another version only, for which code would have to convert the object. */
export function notJudged(
  document: SourceDocument,
  { policy, unconverted }: { readonly policy: string; readonly unconverted: string },
): Problem {
  return {
    ...placeOf(document, { path: ['apiVersion'] }, 'value'),
    code: 'not-judged',
    severity: 'warning',
    message: `policy "${policy}" did not judge it: the object would have to be converted to ${unconverted}, which only a cluster does`,
    remedy: `write it in ${unconverted}, or name its version in the policy's rules`,
  }
}

function placeOf(
  document: SourceDocument,
  { path }: Pick<PassageProblem, 'path'>,
  side: 'key' | 'value',
) {
  const range = side === 'key' ? document.locateKey(path) : document.locate(path)
  return {
    source: document.source,
    ...(path.length === 0 ? {} : { path: printPath(path) }),
    ...(range === undefined
      ? {}
      : {
          line: range.start.line,
          column: range.start.column,
          excerpt: document.excerpt(range),
        }),
  }
}
