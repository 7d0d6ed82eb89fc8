import type { DecodeProblem } from '../kubernetes/decode/decode-problem.ts'
import { decodeStruct } from '../kubernetes/decode/decode-struct.ts'
import { structOfKind } from '../kubernetes/schema/schema.ts'
import type { SourceDocument } from '../source/document.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import { problemAt } from './problem-at.ts'

/** A document as the API server holds it, and what its decoder refuses: kubectl asks it to be strict. */
export interface DecodedDocument {
  readonly document: SourceDocument
  readonly problems: readonly Problem[]
}

/** A document of one of Kubernetes' kinds of policies and bindings; the versions of a kind have the same fields. */
export function decodeDocument(
  document: SourceDocument,
  value: JsonObject,
  kind: string,
): DecodedDocument {
  const struct = structOfKind('admissionregistration.k8s.io/v1', kind)
  if (struct === undefined) return { document, problems: [] }
  const { object, problems } = decodeStruct(value, struct)
  return {
    document: { ...document, value: object },
    problems: problems.map((problem) =>
      problem.kind === 'unknown-field'
        ? unknownField(document, problem)
        : wrongType(document, problem),
    ),
  }
}

function unknownField(
  document: SourceDocument,
  { path, text, expected, nearest }: DecodeProblem,
): Problem {
  return problemAt(
    document,
    path,
    {
      code: 'unknown-field',
      message: text,
      found: String(path.at(-1)),
      expected,
      remedy: nearest === undefined ? 'remove it' : `did you mean "${nearest}"?`,
    },
    'key',
  )
}

function wrongType(
  document: SourceDocument,
  { path, text, expected, found }: DecodeProblem,
): Problem {
  const isText = expected === 'a string' && !/^a /.test(found)
  return problemAt(document, path, {
    code: 'wrong-type',
    message: `expected ${expected}, found ${found} (${text})`,
    found,
    expected,
    remedy: isText ? 'put the value in quotes' : `give it ${expected}`,
  })
}
