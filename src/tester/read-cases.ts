import {
  type AccessReview,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  type Operation,
  type PatchOperation,
  type Path,
  type Problem,
  printPath,
  problemsOfReview,
  type Shape,
  type SourceDocument,
  shapeProblems,
  type UserInfo,
} from '../core/index.ts'
import { accessReviewShape } from './access-review-shape.ts'

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
  /** Stands in for the params of every binding. */
  readonly params?: JsonObject
  /** What `authorizer` answers. */
  readonly accessReviews?: readonly AccessReview[]
  readonly expect: Expectation
}

const text: Shape = { type: 'string' }
const texts: Shape = { type: 'list', of: text }
const name: Shape = { type: 'string', notEmpty: true }
const anyObject: Shape = { type: 'map', of: { type: 'any' } }

const patchOperation: Shape = {
  type: 'object',
  required: ['op', 'path'],
  fields: {
    op: { type: 'string', oneOf: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
    path: text,
    from: text,
    value: { type: 'any' },
  },
}

const expectation: Shape = {
  type: 'object',
  required: ['allowed'],
  fields: {
    allowed: { type: 'boolean' },
    message: name,
    path: name,
    object: anyObject,
    patch: { type: 'list', of: patchOperation },
    unchanged: { type: 'boolean' },
    warnings: texts,
  },
}

const policyCase: Shape = {
  type: 'object',
  required: ['name', 'object', 'expect'],
  fields: {
    name,
    object: anyObject,
    oldObject: anyObject,
    operation: { type: 'string', oneOf: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] },
    subResource: name,
    namespace: name,
    namespaceObject: anyObject,
    userInfo: {
      type: 'object',
      fields: { username: text, uid: text, groups: texts, extra: { type: 'map', of: texts } },
    },
    params: anyObject,
    accessReviews: { type: 'list', of: accessReviewShape },
    expect: expectation,
  },
}

const policyCases: Shape = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'cases'],
  fields: {
    apiVersion: { type: 'string', oneOf: ['sallyport.dev/v1alpha1'] },
    kind: { type: 'string', oneOf: ['PolicyCases'] },
    metadata: {
      type: 'object',
      required: ['name'],
      fields: { name, labels: { type: 'map', of: text }, annotations: { type: 'map', of: text } },
    },
    cases: { type: 'list', of: policyCase, notEmpty: true },
  },
}

export type ReadCases =
  | { readonly kind: 'cases'; readonly cases: readonly PolicyCase[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** The cases of a `PolicyCases` document, or everything that is wrong with it: nothing is skipped or guessed. */
export function readCases(document: SourceDocument): ReadCases {
  const misshapen = shapeProblems(document, [], document.value, policyCases)
  if (misshapen.length > 0) return { kind: 'problems', problems: misshapen }
  const rows = (document.value as unknown as { readonly cases: readonly JsonObject[] }).cases
  const cases = rows.map(caseFrom)
  const problems = cases.flatMap((row, index) => [
    ...sameName(document, index, cases),
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
