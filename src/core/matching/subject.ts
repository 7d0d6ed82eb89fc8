import type { AskAccess } from '../admission/access-review.ts'
import type { Request } from '../admission/request.ts'
import type { CelError, Value } from '../cel/value.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { requestValueOf } from './request-value.ts'
import type { RuleSubject } from './resource-rules.ts'

/** A namespace object, null for cluster-scoped requests, or why it could not be had. */
export type NamespaceAnswer =
  | { readonly kind: 'namespace'; readonly object: JsonObject | null }
  | { readonly kind: 'unknown'; readonly message: string }

/** What is known around a request. */
export interface Surroundings {
  readonly namespace: () => NamespaceAnswer
  readonly access: AskAccess
}

/** What a policy judges: a request itself, or the Pod that its workload describes; made once for all policies. */
export interface Subject extends Surroundings {
  readonly request: Request
  /** Where the Pod's `metadata` and `spec` stand in the request's object; empty for the request itself. */
  readonly at: Path
  /** What was requested: what rules with `matchPolicy: Exact` mean. */
  readonly exact: readonly RuleSubject[]
  /** With `Equivalent` the resource that the webhook asked for counts too. */
  readonly equivalent: readonly RuleSubject[]
  /** The CEL variable `request`, made when it is first read. */
  readonly requestValue: () => JsonObject
  readonly shared: SharedValues
}

/**
 * Values of variables that read nothing but the request and its objects, by their text: policies of one author define the
 * same ones, and each is evaluated once for all of them. The cost counts for every policy that reads it.
 */
export type SharedValues = Map<string, { readonly value: Value | CelError; readonly cost: number }>

/** The subject that a request is; `at` where it is derived from a workload. */
export function subjectOf(
  request: Request,
  { namespace, access }: Surroundings,
  at: Path = [],
): Subject {
  const { resource, subResource, requestResource, requestSubResource } = request
  const requested = ruleSubject(request, requestResource, requestSubResource)
  const isSame =
    requestResource.resource === resource.resource &&
    requestResource.version === resource.version &&
    requestResource.group === resource.group &&
    requestSubResource === subResource
  const exact = [requested]
  const equivalent = isSame ? exact : [ruleSubject(request, resource, subResource), requested]
  let value: JsonObject | undefined
  const requestValue = (): JsonObject => {
    value ??= requestValueOf(request)
    return value
  }
  return { request, at, exact, equivalent, namespace, access, requestValue, shared: new Map() }
}

function ruleSubject(
  { operation, name, namespace }: Request,
  { group, version, resource }: Request['resource'],
  subResource: string,
): RuleSubject {
  return { operation, name, namespace, group, version, resource, subResource }
}
