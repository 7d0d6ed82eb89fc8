import type { Request } from '../admission/request.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { RuleSubject } from './resource-rules.ts'

/** A namespace object, null for cluster-scoped requests, or why it could not be had. */
export type NamespaceAnswer =
  | { readonly kind: 'namespace'; readonly object: JsonObject | null }
  | { readonly kind: 'unknown'; readonly message: string }

/** A request with what matching asks of it, made once for all policies. */
export interface MatchSubject {
  readonly request: Request
  /** What was requested: what rules with `matchPolicy: Exact` mean. */
  readonly exact: readonly RuleSubject[]
  /** With `Equivalent` the resource that the webhook asked for counts too. */
  readonly equivalent: readonly RuleSubject[]
  readonly namespace: () => NamespaceAnswer
}

export function matchSubject(request: Request, namespace: () => NamespaceAnswer): MatchSubject {
  const { operation, name, namespace: requestNamespace } = request
  const common = { operation, name, namespace: requestNamespace }
  const { resource, subResource, requestResource, requestSubResource } = request
  const requested = ruleSubject(common, requestResource, requestSubResource)
  const isSame =
    requestResource.resource === resource.resource &&
    requestResource.version === resource.version &&
    requestResource.group === resource.group &&
    requestSubResource === subResource
  const exact = [requested]
  const equivalent = isSame ? exact : [ruleSubject(common, resource, subResource), requested]
  return { request, exact, equivalent, namespace }
}

function ruleSubject(
  { operation, name, namespace }: Pick<RuleSubject, 'operation' | 'name' | 'namespace'>,
  { group, version, resource }: Request['resource'],
  subResource: string,
): RuleSubject {
  return { operation, name, namespace, group, version, resource, subResource }
}
