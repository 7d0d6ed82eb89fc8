import { parseJson } from '../source/json.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import type {
  AdmissionRequest,
  Door,
  GroupVersionKind,
  GroupVersionResource,
  Operation,
  Request,
  ReviewVersion,
  UserInfo,
} from './request.ts'

/** Why a body is no review; stable, for metrics and scripts. */
export type BadReviewCode =
  | 'empty-body'
  | 'not-json'
  | 'not-a-review'
  | 'unknown-version'
  | 'no-request'
  | 'no-uid'
  | 'bad-field'

/** A body that is no AdmissionReview; `uid` and `reviewVersion` as far as they could be read. */
export interface BadReview {
  readonly kind: 'bad-review'
  readonly code: BadReviewCode
  readonly message: string
  readonly uid: string
  readonly reviewVersion: ReviewVersion
}

export type DecodedReview = { readonly kind: 'request'; readonly request: Request } | BadReview

const reviewVersions: readonly ReviewVersion[] = ['admission.k8s.io/v1', 'admission.k8s.io/v1beta1']
const operations: readonly Operation[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT']

/**
 * An AdmissionReview's text as a request. Fields that Kubernetes added later may be missing (`requestKind`, `options`, …).
 * https://github.com/kubernetes/api/blob/master/admission/v1/types.go
 */
export function decodeReview(text: string, door: Door): DecodedReview {
  if (text.trim() === '')
    return bad('empty-body', 'the body is empty; an AdmissionReview is expected')
  const json = parseJson(text)
  if (json.kind === 'problem') return bad('not-json', `the body is not JSON: ${json.message}`)
  const review = json.value
  if (!isObject(review) || fieldOf(review, 'kind') !== 'AdmissionReview') {
    return bad(
      'not-a-review',
      `expected kind AdmissionReview, found ${describe(fieldOf(review, 'kind'))}`,
    )
  }
  const reviewVersion = reviewVersions.find((version) => version === fieldOf(review, 'apiVersion'))
  if (reviewVersion === undefined) {
    const found = describe(fieldOf(review, 'apiVersion'))
    return bad(
      'unknown-version',
      `expected apiVersion ${reviewVersions.join(' or ')}, found ${found}`,
    )
  }
  const request = fieldOf(review, 'request')
  if (!isObject(request)) {
    return bad('no-request', 'the AdmissionReview has no request', '', reviewVersion)
  }
  return decodeRequest(request, door, reviewVersion)
}

function decodeRequest(
  request: JsonObject,
  door: Door,
  reviewVersion: ReviewVersion,
): DecodedReview {
  const uid = textIn(request, 'uid')
  if (uid === '') {
    return bad('no-uid', 'request.uid is missing; an answer must repeat it', '', reviewVersion)
  }
  const wrong = wrongField(request)
  if (wrong === undefined) {
    return { kind: 'request', request: { ...requestFrom(request), door, reviewVersion } }
  }
  const found = describe(fieldOf(request, wrong.name))
  const message = `request.${wrong.name}: expected ${wrong.expected}, found ${found}`
  return bad('bad-field', message, uid, reviewVersion)
}

/** A request whose fields have been checked. */
function requestFrom(request: JsonObject): AdmissionRequest {
  const kind = request['kind'] as unknown as GroupVersionKind
  const resource = request['resource'] as unknown as GroupVersionResource
  const subResource = textIn(request, 'subResource')
  return {
    uid: textIn(request, 'uid'),
    kind,
    resource,
    subResource,
    requestKind: (fieldOf(request, 'requestKind') ?? kind) as GroupVersionKind,
    requestResource: (fieldOf(request, 'requestResource') ?? resource) as GroupVersionResource,
    requestSubResource: textIn(request, 'requestSubResource') || subResource,
    name: textIn(request, 'name'),
    namespace: textIn(request, 'namespace'),
    operation: request['operation'] as Operation,
    userInfo: (fieldOf(request, 'userInfo') ?? {}) as UserInfo,
    dryRun: fieldOf(request, 'dryRun') === true,
    object: objectIn(request, 'object'),
    oldObject: objectIn(request, 'oldObject'),
    options: fieldOf(request, 'options') ?? null,
  }
}

interface FieldRule {
  readonly name: string
  readonly expected: string
  readonly holds: (value: JsonValue | undefined) => boolean
}

const optionalText = (name: string): FieldRule => ({
  name,
  expected: 'a string',
  holds: (value) => isAbsent(value) || typeof value === 'string',
})

const optionalObject = (name: string): FieldRule => ({
  name,
  expected: 'an object or null',
  holds: (value) => isAbsent(value) || isObject(value),
})

const isKind = (value: JsonValue | undefined): boolean =>
  isObject(value) && isVersioned(value) && typeof value['kind'] === 'string'

const isResource = (value: JsonValue | undefined): boolean =>
  isObject(value) && isVersioned(value) && typeof value['resource'] === 'string'

function isVersioned(value: JsonObject): boolean {
  return typeof value['group'] === 'string' && typeof value['version'] === 'string'
}

const fieldRules: readonly FieldRule[] = [
  {
    name: 'kind',
    expected: '{group, version, kind}',
    holds: isKind,
  },
  {
    name: 'resource',
    expected: '{group, version, resource}',
    holds: isResource,
  },
  {
    name: 'requestKind',
    expected: '{group, version, kind}',
    holds: (value) => isAbsent(value) || isKind(value),
  },
  {
    name: 'requestResource',
    expected: '{group, version, resource}',
    holds: (value) => isAbsent(value) || isResource(value),
  },
  optionalText('subResource'),
  optionalText('requestSubResource'),
  optionalText('name'),
  optionalText('namespace'),
  {
    name: 'operation',
    expected: operations.join(', '),
    holds: (value) => operations.some((operation) => operation === value),
  },
  {
    name: 'userInfo',
    expected: '{username, uid, groups, extra}',
    holds: (value) => value === undefined || value === null || isUserInfo(value),
  },
  {
    name: 'dryRun',
    expected: 'true or false',
    holds: (value) => isAbsent(value) || typeof value === 'boolean',
  },
  optionalObject('object'),
  optionalObject('oldObject'),
]

function isAbsent(value: JsonValue | undefined): boolean {
  return value === undefined || value === null
}

function wrongField(request: JsonObject): FieldRule | undefined {
  return fieldRules.find((rule) => !rule.holds(fieldOf(request, rule.name)))
}

function isUserInfo(value: JsonValue): boolean {
  if (!isObject(value)) return false
  const extra = fieldOf(value, 'extra') ?? {}
  return (
    [fieldOf(value, 'username'), fieldOf(value, 'uid')].every(
      (text) => text === undefined || typeof text === 'string',
    ) &&
    isTexts(fieldOf(value, 'groups') ?? []) &&
    isObject(extra) &&
    Object.values(extra).every(isTexts)
  )
}

function isTexts(value: JsonValue): boolean {
  return isArray(value) && value.every((item) => typeof item === 'string')
}

function textIn(request: JsonObject, name: string): string {
  const value = fieldOf(request, name)
  return typeof value === 'string' ? value : ''
}

function objectIn(request: JsonObject, name: string): JsonObject | null {
  const value = fieldOf(request, name)
  return isObject(value) ? value : null
}

function bad(
  code: BadReviewCode,
  message: string,
  uid = '',
  reviewVersion: ReviewVersion = 'admission.k8s.io/v1',
): BadReview {
  return { kind: 'bad-review', code, message, uid, reviewVersion }
}

function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value)
}
