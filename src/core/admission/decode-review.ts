import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import type {
  Door,
  GroupVersionKind,
  GroupVersionResource,
  Operation,
  Request,
  ReviewVersion,
  UserInfo,
} from './request.ts'
import { parseBody, type ReviewBody } from './review-body.ts'

/** Why a body is no review; stable, for metrics and scripts. */
export type BadReviewCode =
  | 'not-utf-8'
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
 * An AdmissionReview as a request. Fields that Kubernetes added later may be missing (`requestKind`, `options`, …).
 * https://github.com/kubernetes/api/blob/master/admission/v1/types.go
 */
export function decodeReview(body: ReviewBody, door: Door): DecodedReview {
  const parsed = parseBody(body)
  if (parsed.kind === 'problem') return bad(parsed.code, parsed.message)
  const review = parsed.value
  if (!isObject(review) || review['kind'] !== 'AdmissionReview') {
    return bad(
      'not-a-review',
      `expected kind AdmissionReview, found ${describe(fieldOf(review, 'kind'))}`,
    )
  }
  const reviewVersion = reviewVersions.find((version) => version === review['apiVersion'])
  if (reviewVersion === undefined) {
    const found = describe(fieldOf(review, 'apiVersion'))
    return bad(
      'unknown-version',
      `expected apiVersion ${reviewVersions.join(' or ')}, found ${found}`,
    )
  }
  const { request } = review
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
  const { uid } = request
  if (typeof uid !== 'string' || uid === '') {
    return bad('no-uid', 'request.uid is missing; an answer must repeat it', '', reviewVersion)
  }
  const wrong = wrongReference(request) ?? wrongText(request) ?? wrongValue(request)
  if (wrong === undefined) {
    return { kind: 'request', request: requestFrom(request, door, reviewVersion) }
  }
  const found = describe(fieldOf(request, wrong))
  const message = `request.${wrong}: expected ${expectations[wrong]}, found ${found}`
  return bad('bad-field', message, uid, reviewVersion)
}

const kindParts = '{group, version, kind}'
const resourceParts = '{group, version, resource}'

/** What each field must be, as one reads it. */
const expectations = {
  kind: kindParts,
  resource: resourceParts,
  requestKind: kindParts,
  requestResource: resourceParts,
  subResource: 'a string',
  requestSubResource: 'a string',
  name: 'a string',
  namespace: 'a string',
  operation: operations.join(', '),
  userInfo: '{username, uid, groups, extra}',
  dryRun: 'true or false',
  object: 'an object or null',
  oldObject: 'an object or null',
} as const

type FieldName = keyof typeof expectations

function wrongReference(request: JsonObject): FieldName | undefined {
  const { kind, resource, requestKind, requestResource } = request
  if (!isKind(kind)) return 'kind'
  if (!isResource(resource)) return 'resource'
  if (!isAbsent(requestKind) && !isKind(requestKind)) return 'requestKind'
  return isAbsent(requestResource) || isResource(requestResource) ? undefined : 'requestResource'
}

function wrongText(request: JsonObject): FieldName | undefined {
  const { subResource, requestSubResource, name, namespace } = request
  if (!isOptionalText(subResource)) return 'subResource'
  if (!isOptionalText(requestSubResource)) return 'requestSubResource'
  if (!isOptionalText(name)) return 'name'
  return isOptionalText(namespace) ? undefined : 'namespace'
}

function wrongValue(request: JsonObject): FieldName | undefined {
  const { operation, userInfo, dryRun, object, oldObject } = request
  if (!operations.includes(operation as Operation)) return 'operation'
  if (userInfo !== undefined && userInfo !== null && !isUserInfo(userInfo)) return 'userInfo'
  if (!isAbsent(dryRun) && typeof dryRun !== 'boolean') return 'dryRun'
  if (!isAbsent(object) && !isObject(object)) return 'object'
  return isAbsent(oldObject) || isObject(oldObject) ? undefined : 'oldObject'
}

/** A request whose fields have been checked. */
function requestFrom(request: JsonObject, door: Door, reviewVersion: ReviewVersion): Request {
  const { kind, resource, requestKind, requestResource, object, oldObject } = request
  const subResource = text(request['subResource'])
  return {
    door,
    reviewVersion,
    uid: text(request['uid']),
    kind: kind as unknown as GroupVersionKind,
    resource: resource as unknown as GroupVersionResource,
    subResource,
    requestKind: (requestKind ?? kind) as unknown as GroupVersionKind,
    requestResource: (requestResource ?? resource) as unknown as GroupVersionResource,
    requestSubResource: text(request['requestSubResource']) || subResource,
    name: text(request['name']),
    namespace: text(request['namespace']),
    operation: request['operation'] as Operation,
    userInfo: (request['userInfo'] ?? noUser) as UserInfo,
    dryRun: request['dryRun'] === true,
    object: isObject(object) ? object : null,
    oldObject: isObject(oldObject) ? oldObject : null,
    options: request['options'] ?? null,
  }
}

const noUser: UserInfo = {}

function isKind(value: JsonValue | undefined): boolean {
  return isObject(value) && isVersioned(value) && typeof value['kind'] === 'string'
}

function isResource(value: JsonValue | undefined): boolean {
  return isObject(value) && isVersioned(value) && typeof value['resource'] === 'string'
}

function isVersioned({ group, version }: JsonObject): boolean {
  return typeof group === 'string' && typeof version === 'string'
}

function isAbsent(value: JsonValue | undefined): boolean {
  return value === undefined || value === null
}

function isOptionalText(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function isUserInfo(value: JsonValue): boolean {
  if (!isObject(value)) return false
  const { username, uid, groups, extra } = value
  if (!isOptionalText(username) || !isOptionalText(uid)) return false
  if (!isAbsent(groups) && !isTexts(groups)) return false
  return isAbsent(extra) || (isObject(extra) && Object.values(extra).every(isTexts))
}

function isTexts(value: JsonValue | undefined): boolean {
  return isArray(value) && value.every((item) => typeof item === 'string')
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
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
