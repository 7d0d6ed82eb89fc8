import type { AccessQuestion, AccessStatus } from '../admission/access-review.ts'
import type { ParamKind } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'
import { printAccess } from './print-access.ts'

/** What the core cannot know by itself; a shell answers and calls `admit` again. */
export type Question = NamespaceQuestion | AccessQuestion | PodsQuestion | ParamQuestion

interface NamespaceQuestion {
  readonly kind: 'namespace'
  readonly name: string
}

/** All Pods of a namespace that is to be held to another level. */
interface PodsQuestion {
  readonly kind: 'pods'
  readonly namespace: string
}

/** An object that a policy reads as its param; asked only of a live cluster. */
interface ParamQuestion {
  readonly kind: 'param'
  readonly paramKind: ParamKind
  /** Empty outside of namespaces. */
  readonly namespace: string
  readonly name: string
}

export type Answer =
  /** The namespace, the param. */
  | { readonly kind: 'found'; readonly object: JsonObject }
  /** What the authorizer says of an access: the status of a SubjectAccessReview with the question's spec. */
  | { readonly kind: 'reviewed'; readonly status: AccessStatus }
  /** The Pods. */
  | { readonly kind: 'listed'; readonly objects: readonly JsonObject[] }
  /** There is no such param. */
  | { readonly kind: 'missing' }
  /** The asker gets `message` as the error that the failure policy decides on. */
  | { readonly kind: 'failed'; readonly message: string }

/** What is known of one request beside the snapshot. */
export interface Facts {
  /** The time of the request, RFC 3339; with another text in it every rule is enforced. */
  readonly time: string
  /** Answers by `questionKey`. */
  readonly answers: ReadonlyMap<string, Answer>
}

/** Nothing is known, not even the time. */
export const noFacts: Facts = { time: '', answers: new Map() }

export function questionKey(question: Question): string {
  switch (question.kind) {
    case 'namespace':
      return `namespace/${question.name}`
    case 'pods':
      return `pods/${question.namespace}`
    case 'param':
      return `param/${printParam(question)}`
    case 'access':
      return `access/${JSON.stringify(question.spec)}`
  }
}

/** What is asked, in words that may stand in a message: without the user's groups and extra fields. */
export function printQuestion(question: Question): string {
  switch (question.kind) {
    case 'namespace':
      return `namespace "${question.name}"`
    case 'pods':
      return `the pods of namespace "${question.namespace}"`
    case 'param':
      return `the params ${printParam(question)}`
    case 'access':
      return `whether ${printAccess(question.spec)}`
  }
}

/** `v1/ConfigMap/shop/limits` */
function printParam({ paramKind, namespace, name }: ParamQuestion): string {
  const { apiVersion, kind } = paramKind
  return [apiVersion, kind, ...(namespace === '' ? [] : [namespace]), name].join('/')
}

/** The answer where there is no cluster to ask: what the context does not name is not known. */
export function unanswered(question: Question): Answer {
  return { kind: 'failed', message: unknown(question) }
}

function unknown(question: Question): string {
  const asked = printQuestion(question)
  switch (question.kind) {
    case 'namespace':
      return `${asked} is not known: name it in --context`
    case 'pods':
    case 'param':
      return `${asked} are not known`
    case 'access':
      return `it is not known ${asked}: put a SubjectAccessReview that says it into --context`
  }
}
