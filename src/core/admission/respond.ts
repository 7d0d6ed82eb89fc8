import { base64OfText } from '../source/base64.ts'
import { printJson } from '../source/json.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Decision, Status } from './decision.ts'
import type { BadReview } from './decode-review.ts'
import type { Request, ReviewVersion } from './request.ts'

/**
 * The AdmissionReview that answers a request, as JSON text: `patch` and `patchType` both or neither, none at the
 * validating door; a denial is `allowed: false` with a status.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/webhook/request/admissionreview.go
 */
export function respond(request: Request, decision: Decision): string {
  const { allowed, status, patch, warnings, auditAnnotations } = decision
  if (decision.isPlainAllow) return plainAllow(request)
  const patched = request.door === 'mutate' && allowed && patch.length > 0
  if (allowed && !patched && warnings.length === 0) return plainAllow(request, auditAnnotations)
  return printReview(request.reviewVersion, {
    uid: request.uid,
    allowed,
    ...(status === undefined ? {} : { status: { ...status, status: 'Failure' } }),
    ...(patched
      ? { patch: base64OfText(printJson(patch as unknown as JsonObject)), patchType: 'JSONPatch' }
      : {}),
    ...(Object.keys(auditAnnotations).length === 0 ? {} : { auditAnnotations }),
    ...(warnings.length === 0 ? {} : { warnings }),
  })
}

/** The AdmissionReview that refuses a request, whatever policies say. */
export function respondWithDenial({ uid, reviewVersion }: Request, status: Status): string {
  return printReview(reviewVersion, {
    uid,
    allowed: false,
    status: { ...status, status: 'Failure' },
  })
}

/** What most requests get, written directly. */
function plainAllow({ reviewVersion, uid }: Request, annotations: AuditAnnotations = {}): string {
  const printed = JSON.stringify(annotations)
  const more = printed === '{}' ? '' : `,"auditAnnotations":${printed}`
  return `{"apiVersion":"${reviewVersion}","kind":"AdmissionReview","response":{"uid":${JSON.stringify(uid)},"allowed":true${more}}}`
}

type AuditAnnotations = Decision['auditAnnotations']

/** The answer to a body that is no review: not allowed, with what was wrong and the uid as far as it could be read. */
export function respondToBadReview(review: BadReview): string {
  return printReview(review.reviewVersion, {
    uid: review.uid,
    allowed: false,
    status: { status: 'Failure', message: review.message, reason: 'BadRequest', code: 400 },
  })
}

function printReview(apiVersion: ReviewVersion, response: JsonObject): string {
  return printJson({ apiVersion, kind: 'AdmissionReview', response })
}
