import { apiVersionOf, kindOf } from '../kubernetes/object.ts'
import { describedValue } from '../source/described-value.ts'
import type { SourceDocument } from '../source/document.ts'
import { isObject } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import { type DocumentKind, documentKinds, neighbourKinds } from './document-kinds.ts'
import {
  type BindingDocument,
  bindingFrom,
  ownBindingFrom,
  type PolicyDocument,
  policyFrom,
} from './from-document.ts'
import type { Binding, Policy } from './model.ts'
import { problemAt } from './problem-at.ts'
import { semanticProblems } from './semantic-problems.ts'
import { shapeProblems } from './shape.ts'

export interface ReadPolicies {
  readonly policies: readonly Policy[]
  readonly bindings: readonly Binding[]
  readonly problems: readonly Problem[]
}

/**
 * The policies and bindings that documents state. A document with a problem is left out, the others stay;
 * documents of other kinds are a problem too, except those that belong beside policies (`PolicyCases`).
 */
export function readPolicies(documents: readonly SourceDocument[]): ReadPolicies {
  const policies: Policy[] = []
  const bindings: Binding[] = []
  const problems: Problem[] = []
  for (const document of documents) {
    const found = readDocument(document)
    problems.push(...found.problems)
    policies.push(...found.policies)
    bindings.push(...found.bindings)
  }
  return { policies, bindings, problems: [...problems, ...duplicates(policies, bindings)] }
}

const nothing: ReadPolicies = { policies: [], bindings: [], problems: [] }

function readDocument(document: SourceDocument): ReadPolicies {
  const { value } = document
  const id = `${apiVersionOf(value)}/${kindOf(value)}`
  if (neighbourKinds.includes(id)) return nothing
  const known = documentKinds.find(
    ({ kind, apiVersions }) => kind === kindOf(value) && apiVersions.includes(apiVersionOf(value)),
  )
  if (known === undefined || !isObject(value)) {
    return { ...nothing, problems: [unknownKind(document)] }
  }
  const shaped = shapeProblems(document, [], value, known.shape)
  if (shaped.length > 0) return { ...nothing, problems: shaped }
  return readShaped(document, known)
}

function readShaped(document: SourceDocument, { kind }: DocumentKind): ReadPolicies {
  const problems = semanticProblems(document)
  if (problems.some(({ severity }) => severity === 'error')) return { ...nothing, problems }
  switch (kind) {
    case 'ValidatingAdmissionPolicyBinding':
    case 'MutatingAdmissionPolicyBinding': {
      const value = document.value as unknown as BindingDocument
      return { ...nothing, problems, bindings: [bindingFrom(document, kind, value)] }
    }
    case 'ValidatingRule':
    case 'MutatingRule': {
      const value = document.value as unknown as PolicyDocument
      return {
        problems,
        policies: [policyFrom(document, kind, value)],
        bindings: [ownBindingFrom(document, value)],
      }
    }
    default: {
      const value = document.value as unknown as PolicyDocument
      return {
        ...nothing,
        problems,
        policies: [policyFrom(document, kind as Policy['kind'], value)],
      }
    }
  }
}

function unknownKind(document: SourceDocument): Problem {
  const { value } = document
  const found = isObject(value)
    ? `${apiVersionOf(value)} ${kindOf(value)}`.trim()
    : describedValue(value)
  const expected = documentKinds
    .map(({ kind, apiVersions }) => `${apiVersions[0]} ${kind}`)
    .join(', ')
  return problemAt(document, isObject(value) ? ['kind'] : [], {
    code: 'not-a-policy',
    message: `a policy document is expected, found ${found === '' ? 'a document without kind' : found}`,
    found,
    expected,
    remedy: 'move it out of the policy folder, or correct apiVersion and kind',
  })
}

/** Two documents of one kind and name: which one is meant cannot be told. */
function duplicates(policies: readonly Policy[], bindings: readonly Binding[]): readonly Problem[] {
  const named = [
    ...policies.map(({ kind, name, place }) => ({ id: `${kind} "${name}"`, place })),
    ...bindings.flatMap(({ kind, name, place }) =>
      kind === 'own' ? [] : [{ id: `${kind} "${name}"`, place }],
    ),
  ]
  const first = new Map<string, (typeof named)[number]>()
  return named.flatMap((entry) => {
    const earlier = first.get(entry.id)
    first.set(entry.id, earlier ?? entry)
    if (earlier === undefined) return []
    const line = earlier.place.document.locate(['metadata', 'name'])?.start.line
    const where = `${earlier.place.document.source}${line === undefined ? '' : `:${line}`}`
    return [
      problemAt(entry.place.document, ['metadata', 'name'], {
        code: 'duplicate-name',
        message: `${entry.id} stands already in ${where}`,
        remedy: 'give one of the two another name, or remove it',
      }),
    ]
  })
}
