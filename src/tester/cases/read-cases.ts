import {
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  type Path,
  type Problem,
  type SourceDocument,
  shapeProblems,
} from '../../core/index.ts'
import { caseProblems } from './case-problems.ts'
import { casesKind } from './cases-kind.ts'
import { type ReadObjects, withoutNulls } from './derive-object.ts'
import { deriveRows } from './derive-rows.ts'
import type { DerivedRow, PolicyCase } from './policy-case.ts'

export type ReadCases =
  | {
      readonly kind: 'cases'
      readonly cases: readonly PolicyCase[]
      /** Paths of the policies, relative to the document; undefined where those beside it are meant. */
      readonly policies: readonly string[] | undefined
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** The cases of a `PolicyCases` document, or everything that is wrong with it: nothing is skipped or guessed. */
export function readCases(document: SourceDocument, readObjects: ReadObjects = noFiles): ReadCases {
  const misshapen = shapeProblems(document, [], document.value, casesKind.shape)
  if (misshapen.length > 0) return { kind: 'problems', problems: misshapen }
  const whole = withoutNulls(document.value as JsonObject)
  const { rows, problems: underived } = deriveRows(document, readObjects)
  const cases = rows.map((row, index) => caseFrom(row, ['cases', index], whole))
  const problems = [...underived, ...caseProblems(document, rows, cases)]
  return problems.length > 0
    ? { kind: 'problems', problems: problems.sort(byLine) }
    : { kind: 'cases', cases, policies: whole['policies'] as readonly string[] | undefined }
}

function noFiles(): ReturnType<ReadObjects> {
  return { objects: [], problem: 'files are not read here' }
}

/** A case as its row has it; where that is broken nobody looks at it. */
function caseFrom({ fields }: DerivedRow, at: Path, whole: JsonObject): PolicyCase {
  const { accessReviews, context = [] } = fields
  const shared = ['policy', 'kubernetesVersion', 'raw'].filter((name) => Object.hasOwn(whole, name))
  return {
    raw: false,
    ...Object.fromEntries(shared.map((name) => [name, whole[name]])),
    ...fields,
    at,
    context: [...((whole['context'] ?? []) as JsonObject[]), ...(context as JsonObject[])],
    ...(accessReviews === undefined ? {} : { accessReviews: withoutNullsInside(accessReviews) }),
    expect: expectationFrom(fields['expect']),
  } as unknown as PolicyCase
}

function expectationFrom(expect: JsonValue | undefined): JsonObject {
  const given = withoutNulls(isObject(expect) ? expect : {})
  const { refusals } = given
  return isArray(refusals)
    ? { ...given, refusals: refusals.map((each) => withoutNulls(each as JsonObject)) }
    : given
}

/** The same for every object inside of the value. */
function withoutNullsInside(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(withoutNullsInside)
  if (!isObject(value)) return value
  const fields = Object.entries(withoutNulls(value))
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNullsInside(field)]))
}

function byLine(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0)
}
