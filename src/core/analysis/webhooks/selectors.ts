import { type LabelSelector, selectsAll } from '../../kubernetes/label-selector.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { jsonEqual } from '../../source/equal.ts'
import type { JsonObject } from '../../source/json-value.ts'
import type { WebhookSurroundings } from './webhook-entry.ts'

/** The label that every namespace has, which nobody can change. https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
export const nameLabel = 'kubernetes.io/metadata.name'

/** Of the cluster itself: our own comes to them. */
export const systemNamespaces: readonly string[] = ['kube-system', 'kube-node-lease']

/**
 * Which namespaces policies are asked about: none of the own one, the system's and those that are exempt; where each policy
 * has the same selector, or sees one namespace only, no others than theirs.
 */
export function namespaceSelectorFor(
  policies: readonly CompiledPolicy[],
  { namespace, exemptNamespaces }: WebhookSurroundings,
): LabelSelector {
  const exempt = [...new Set([...systemNamespaces, namespace, ...exemptNamespaces])].sort()
  const { matchLabels, matchExpressions = [] } = common(policies, 'namespaceSelector')
  const own = [...new Set(policies.map(({ policy }) => policy.namespace))].sort()
  const isAnywhere = own.length === 0 || own.includes('')
  return {
    ...(matchLabels === undefined ? {} : { matchLabels }),
    matchExpressions: [
      ...matchExpressions,
      ...(isAnywhere ? [] : [{ key: nameLabel, operator: 'In', values: own } as const]),
      { key: nameLabel, operator: 'NotIn', values: exempt },
    ],
  }
}

/** Which objects: where each policy has the same selector, no others. That of a policy with `podTemplates` is about Pods. */
export function objectSelectorFor(policies: readonly CompiledPolicy[]): LabelSelector {
  return policies.some(({ policy }) => policy.podTemplates)
    ? {}
    : common(policies, 'objectSelector')
}

/** The selector of every policy; one that selects everything where they are not alike. */
function common(
  policies: readonly CompiledPolicy[],
  field: 'namespaceSelector' | 'objectSelector',
): LabelSelector {
  const [first, ...others] = policies.map(({ policy }) => policy.match[field])
  if (first === undefined || selectsAll(first)) return {}
  return others.every((other) => other !== undefined && isSame(first, other)) ? stored(first) : {}
}

function isSame(one: LabelSelector, other: LabelSelector): boolean {
  return jsonEqual(one as unknown as JsonObject, other as unknown as JsonObject)
}

/** As the API server gives it back: without empty fields. */
function stored({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector {
  const requirements = matchExpressions.map(({ key, operator, values = [] }) => ({
    key,
    operator,
    ...(values.length === 0 ? {} : { values }),
  }))
  return {
    ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels }),
    ...(requirements.length === 0 ? {} : { matchExpressions: requirements }),
  }
}
