import {
  type AccessReview,
  isArray,
  isObject,
  isTime,
  type JsonObject,
  type JsonValue,
  type Operation,
  type PatchOperation,
  type Path,
  type Problem,
  printPath,
  problemsOfReview,
  type SourceDocument,
  shapeProblems,
  type UserInfo,
} from '../core/index.ts'
import { casesKind } from './cases-kind.ts'

/** What a case says must come out. */
export interface Expectation {
  readonly allowed: boolean
  /** Part of the message of a refusal. */
  readonly message?: string
  /** The field that the refusal points to, as `printPath` prints it. */
  readonly path?: string
  /** The whole object after all mutations. */
  readonly object?: JsonObject
  /** The JSON Patch that the mutating door answers. */
  readonly patch?: readonly PatchOperation[]
  readonly unchanged?: boolean
  /** All warnings, in order. */
  readonly warnings?: readonly string[]
}

/** One row of a `PolicyCases` document: a request, described by its object, and what must come of it. */
export interface PolicyCase {
  readonly name: string
  readonly object: JsonObject
  readonly oldObject?: JsonObject
  readonly operation?: Operation
  readonly subResource?: string
  readonly namespace?: string
  readonly namespaceObject?: JsonObject
  readonly userInfo?: UserInfo
  /** When the request is made, RFC 3339; without it every rule is enforced. */
  readonly time?: string
  /** Stands in for the params of every binding. */
  readonly params?: JsonObject
  /** Objects that the cluster holds: what lookups find. */
  readonly context?: readonly JsonObject[]
  /** What `authorizer` answers. */
  readonly accessReviews?: readonly AccessReview[]
  readonly expect: Expectation
}

export type ReadCases =
  | { readonly kind: 'cases'; readonly cases: readonly PolicyCase[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** The cases of a `PolicyCases` document, or everything that is wrong with it: nothing is skipped or guessed. */
export function readCases(document: SourceDocument): ReadCases {
  const misshapen = shapeProblems(document, [], document.value, casesKind.shape)
  if (misshapen.length > 0) return { kind: 'problems', problems: misshapen }
  const rows = (document.value as unknown as { readonly cases: readonly JsonObject[] }).cases
  const cases = rows.map(caseFrom)
  const problems = cases.flatMap((row, index) => [
    ...sameName(document, index, cases),
    ...wrongTime(document, index, row),
    ...unnamedObjects(document, index, row),
    ...(row.accessReviews ?? []).flatMap((review, place) =>
      problemsOfReview(
        document,
        ['cases', index, 'accessReviews', place],
        review as unknown as JsonObject,
      ),
    ),
    ...contradictions(document, ['cases', index, 'expect'], row.expect),
  ])
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'cases', cases }
}

function caseFrom(row: JsonObject): PolicyCase {
  const given = withoutNulls(row)
  const { accessReviews } = given
  return {
    ...given,
    ...(accessReviews === undefined ? {} : { accessReviews: withoutNullsInside(accessReviews) }),
    expect: withoutNulls(given['expect'] as JsonObject),
  } as unknown as PolicyCase
}

/** The same for every object inside of the value. */
function withoutNullsInside(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(withoutNullsInside)
  if (!isObject(value)) return value
  const fields = Object.entries(withoutNulls(value))
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNullsInside(field)]))
}

/** A field that is null is a field that is absent, as everywhere in Kubernetes' documents. */
function withoutNulls(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

function wrongTime(
  document: SourceDocument,
  index: number,
  { time }: PolicyCase,
): readonly Problem[] {
  if (time === undefined || isTime(time)) return []
  return [
    problem(document, ['cases', index, 'time'], {
      code: 'invalid-date',
      message: `"${time}" is no time`,
      remedy: 'write it as 2030-01-31T09:00:00Z',
    }),
  ]
}

function unnamedObjects(
  document: SourceDocument,
  index: number,
  { context = [] }: PolicyCase,
): readonly Problem[] {
  return context.flatMap((object, place) => {
    const { apiVersion, kind, metadata } = object
    const name = isObject(metadata) ? metadata['name'] : undefined
    if ([apiVersion, kind, name].every((text) => typeof text === 'string' && text !== '')) return []
    return [
      problem(document, ['cases', index, 'context', place], {
        code: 'not-an-object',
        message: 'a Kubernetes object with apiVersion, kind and metadata.name is expected',
        remedy: 'add what is missing, or take the object out',
      }),
    ]
  })
}

function sameName(
  document: SourceDocument,
  index: number,
  cases: readonly PolicyCase[],
): readonly Problem[] {
  const name = cases[index]?.name
  if (cases.findIndex((row) => row.name === name) === index) return []
  return [
    problem(document, ['cases', index, 'name'], {
      code: 'duplicate-name',
      message: `another case is named "${name}"`,
      remedy: 'give one of the two another name',
    }),
  ]
}

/** What cannot come out together: whatever is expected beside it would never be looked at. */
const exclusions: readonly {
  readonly field: keyof Expectation
  readonly beside: (expect: Expectation) => boolean
  readonly remedy: string
}[] = [
  ...(['message', 'path'] as const).map((field) => ({
    field,
    beside: ({ allowed }: Expectation) => allowed,
    remedy: 'expect it of a refusal (allowed: false), or take it out',
  })),
  ...(['object', 'patch', 'unchanged'] as const).map((field) => ({
    field,
    beside: ({ allowed }: Expectation) => !allowed,
    remedy: 'a refused object is not changed: take it out, or expect allowed: true',
  })),
]

function contradictions(
  document: SourceDocument,
  path: Path,
  expect: Expectation,
): readonly Problem[] {
  return exclusions
    .filter(({ field, beside }) => expect[field] !== undefined && beside(expect))
    .map(({ field, remedy }) =>
      problem(document, [...path, field], {
        code: 'contradiction',
        message: `"${field}" cannot be expected beside allowed: ${expect.allowed}`,
        remedy,
      }),
    )
}

function problem(
  document: SourceDocument,
  path: Path,
  text: Pick<Problem, 'code' | 'message'> & { readonly remedy: string },
): Problem {
  const range = document.locate(path)
  return {
    severity: 'error',
    source: document.source,
    path: printPath(path),
    ...text,
    ...(range === undefined
      ? {}
      : {
          line: range.start.line,
          column: range.start.column,
          excerpt: document.excerpt(range),
        }),
  }
}
