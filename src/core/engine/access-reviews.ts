import type {
  AccessRequirement,
  AccessSelector,
  AccessSpec,
  AccessStatus,
} from '../admission/access-review.ts'
import { parseFieldSelector } from '../cel/libraries/parse-field-selector.ts'
import { parseLabelSelector } from '../cel/libraries/parse-label-selector.ts'
import { apiVersionOf, kindOf } from '../kubernetes/object.ts'
import { problemAt } from '../policy/problem-at.ts'
import type { SourceDocument } from '../source/document.ts'
import { fieldOf, type JsonObject, type JsonValue, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'

/** Answers that were given beforehand. */
export interface AccessReviews {
  /** The status of the first review that answers the question; undefined where none does. */
  readonly statusOf: (spec: AccessSpec) => AccessStatus | undefined
}

/** A question and its answer. */
export interface AccessReview {
  readonly spec: AccessSpec
  readonly status: AccessStatus
}

/** Whether the object is a review with what an authorizer says of it. */
export function isAccessReview(object: JsonValue): boolean {
  return apiVersionOf(object) === 'authorization.k8s.io/v1' && reviewKinds.includes(kindOf(object))
}

const reviewKinds: readonly string[] = ['SubjectAccessReview', 'LocalSubjectAccessReview']

/** The reviews among the objects. */
export function accessReviewsOf(objects: readonly JsonObject[]): AccessReviews {
  return accessReviews(
    objects.filter(isAccessReview).flatMap((object) => {
      const { spec, status } = object as unknown as Partial<AccessReview>
      return spec === undefined || status === undefined ? [] : [{ spec, status }]
    }),
  )
}

/**
 * Answers from reviews, the first that fits. A review answers a question about the very same access, where a field that is left out
 * is empty, if all that it says of the user is so: the name, the groups among others, the uid, the extra fields among
 * others. One that names nobody answers for everybody.
 */
export function accessReviews(reviews: readonly AccessReview[]): AccessReviews {
  const known = new Map<string, AccessReview[]>()
  for (const review of reviews) {
    const access = accessKey(review.spec)
    const others = known.get(access)
    if (others === undefined) known.set(access, [review])
    else others.push(review)
  }
  return {
    statusOf: (asked) =>
      known.get(accessKey(asked))?.find(({ spec }) => isAbout(spec, asked))?.status,
  }
}

/** What keeps the document from being an answer, where it is a review. */
export function accessReviewProblems(document: SourceDocument): readonly Problem[] {
  return isAccessReview(document.value) ? problemsOfReview(document, [], document.value) : []
}

/** What keeps the review at a place of a document from being an answer. */
export function problemsOfReview(
  document: SourceDocument,
  at: Path,
  review: JsonValue,
): readonly Problem[] {
  const spec = fieldOf(review, 'spec')
  const attributes = ['resourceAttributes', 'nonResourceAttributes'].filter(
    (name) => (fieldOf(spec, name) ?? null) !== null,
  )
  const version = fieldOf(fieldOf(spec, 'resourceAttributes'), 'version') ?? '*'
  const inSpec = [...at, 'spec']
  return [
    ...(attributes.length === 1 ? [] : [broken(document, inSpec, ofAttributes)]),
    ...(version === '*' || version === ''
      ? []
      : [broken(document, [...inSpec, 'resourceAttributes', 'version'], ofVersion)]),
    ...unreadableSelectors(spec).map((name) =>
      broken(document, [...inSpec, 'resourceAttributes', name, 'rawSelector'], ofSelector),
    ),
    ...((fieldOf(review, 'status') ?? null) === null ? [broken(document, at, ofStatus)] : []),
  ]
}

const ofAttributes = {
  message: 'the review asks for none or for both of a resource and a path',
  remedy: 'give either resourceAttributes or nonResourceAttributes',
}

const ofVersion = {
  message: 'expressions ask about all versions of a resource, never about one',
  remedy: 'leave the version out',
}

const ofSelector = {
  message: 'the selector cannot be read',
  remedy: 'write it as kubectl would take it, or as requirements',
}

const ofStatus = {
  message: 'the review has no status, so it answers nothing',
  remedy: 'add status.allowed',
}

const selectors = [
  ['fieldSelector', parseFieldSelector],
  ['labelSelector', parseLabelSelector],
] as const

function unreadableSelectors(spec: JsonValue | undefined): readonly string[] {
  return selectors
    .filter(([name, parse]) => {
      const text = valueAt(spec, ['resourceAttributes', name, 'rawSelector'])
      return typeof text === 'string' && parse(text) === undefined
    })
    .map(([name]) => name)
}

function broken(
  document: SourceDocument,
  path: Path,
  text: { readonly message: string; readonly remedy: string },
): Problem {
  return problemAt(document, path, { code: 'broken-access-review', ...text })
}

function accessKey({ resourceAttributes, nonResourceAttributes }: AccessSpec): string {
  if (resourceAttributes === undefined) {
    return JSON.stringify([nonResourceAttributes?.path ?? '', nonResourceAttributes?.verb ?? ''])
  }
  const { version, fieldSelector, labelSelector } = resourceAttributes
  const texts = texted.map((name) => resourceAttributes[name] ?? '')
  return JSON.stringify([
    ...texts,
    version === undefined || version === '' ? '*' : version,
    requirementKeys(fieldSelector, parseFieldSelector),
    requirementKeys(labelSelector, parseLabelSelector),
  ])
}

const texted = ['namespace', 'verb', 'group', 'resource', 'subresource', 'name'] as const

/** The requirements in an order of their own; those of a selector that is given as text (`rawSelector`) too. */
function requirementKeys(
  selector: (AccessSelector & { readonly rawSelector?: string }) | undefined,
  parse: (text: string) => readonly AccessRequirement[] | undefined,
): readonly string[] {
  const { requirements, rawSelector = '' } = selector ?? { requirements: [] }
  const all = rawSelector === '' ? requirements : parse(rawSelector)
  return (all ?? [])
    .map(({ key, operator, values = [] }) => JSON.stringify([key, operator, [...values].sort()]))
    .sort()
}

function isAbout(review: AccessSpec, { user, uid, groups = [], extra = {} }: AccessSpec): boolean {
  return (
    isSame(review.user, user) &&
    isSame(review.uid, uid) &&
    (review.groups ?? []).every((group) => groups.includes(group)) &&
    Object.entries(review.extra ?? {}).every(([key, values]) =>
      Object.hasOwn(extra, key) ? isSameList(values, extra[key] ?? []) : false,
    )
  )
}

/** What the review leaves out holds for all. */
function isSame(given: string | undefined, asked: string | undefined): boolean {
  return given === undefined || given === '' || given === asked
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index])
}
