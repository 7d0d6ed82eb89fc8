import type { Status } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { distinct, type FieldError, printFieldError } from '../kubernetes/custom/field-error.ts'
import type { Evaluation } from '../pod-security/evaluate.ts'
import type { LevelVersion } from '../pod-security/level-version.ts'
import { quoteForGo } from '../source/go-quote.ts'

/** Keys without the prefix that the one who answers puts before them: the plugin's own, or the webhook's name. */
export type AuditAnnotations = Readonly<
  Partial<Record<'enforce-policy' | 'audit-violations' | 'exempt' | 'error', string>>
>

/** What Pod Security says of a request. */
export interface Response {
  readonly kind: 'response'
  readonly allowed: boolean
  /** Of a refusal. */
  readonly status: Status | undefined
  readonly warnings: readonly string[]
  readonly auditAnnotations: AuditAnnotations
  /** What the refusal or the warning is about, where that is a Pod. */
  readonly spoken?: Spoken
}

/** The level that a Pod violates, and what it found in it. */
export interface Spoken {
  readonly standard: LevelVersion
  readonly evaluation: Evaluation
}

/** What must be known before a request can be answered: the request's namespace, or all Pods of a namespace. */
export type Question =
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'pods'; readonly namespace: string }

/** Nothing is to be said: one value for all. */
export const allowed: Response = {
  kind: 'response',
  allowed: true,
  status: undefined,
  warnings: [],
  auditAnnotations: {},
}

export function allowedWithAnnotations(auditAnnotations: AuditAnnotations): Response {
  return { kind: 'response', allowed: true, status: undefined, warnings: [], auditAnnotations }
}

export function allowedWithWarnings(warnings: readonly string[]): Response {
  return { ...allowed, warnings }
}

/** The object may not be: https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#L209 */
export function forbidden({ resource: { group, resource }, name }: Request, why: string): Status {
  const qualified = group === '' ? resource : `${resource}.${group}`
  const subject = name === '' ? qualified : `${qualified} ${quoteForGo(name)}`
  return { message: `${subject} is forbidden: ${why}`, reason: 'Forbidden', code: 403 }
}

/** Some of its fields may not be: the same place, NewInvalid. */
export function invalidObject({ kind: { group, kind }, name }: Request, why: string): Status {
  const qualified = group === '' ? kind : `${kind}.${group}`
  const message = `${qualified} ${quoteForGo(name)} is invalid: ${why}`
  return { message, reason: 'Invalid', code: 422 }
}

export function badRequest(message: string): Status {
  return { message, reason: 'BadRequest', code: 400 }
}

export function internalError(message: string): Status {
  return { message: `Internal error occurred: ${message}`, reason: 'InternalError', code: 500 }
}

export function refused(status: Status, auditAnnotations: AuditAnnotations = {}): Response {
  return { ...allowed, allowed: false, status, auditAnnotations }
}

/** Refused because it could not be judged; the cause, where it has a text of its own, goes to the audit log alone. */
export function failed(status: Status, cause?: string): Response {
  const error = cause === undefined ? status.message : `${status.message}: ${cause}`
  return refused(status, { error })
}

/** Several errors as one text, each once. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go */
export function printErrors(errors: readonly FieldError[]): string {
  const texts = distinct(errors).map(printFieldError)
  return texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`
}
