import type { Request } from '#src/core/admission/request.ts'
import type { WantedWebhooks, WebhookEntry } from '#src/core/analysis/webhooks/webhook-entry.ts'
import { admit } from '#src/core/engine/admit.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot, type Snapshot } from '#src/core/engine/snapshot.ts'
import type { ServedKind } from '#src/core/kubernetes/schema/field-type.ts'
import { ruleMatches } from '#src/core/matching/resource-rules.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

/** A request as a webhook gets it. */
export interface Sent {
  readonly entry: WebhookEntry
  readonly request: Request
}

/** Finds what holds the same objects as a resource in the cluster, itself included. */
export type Registry = (
  group: string,
  resource: string,
) => readonly Pick<ServedKind, 'group' | 'version' | 'resource'>[]

/**
 * What the API server sends of a request, webhook by webhook, in the version that each asks for.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/generic/webhook.go (ShouldCallHook)
 */
export function sentToWebhooks(
  request: Request,
  wanted: WantedWebhooks,
  {
    registry,
    namespaces,
  }: { readonly registry: Registry; readonly namespaces: readonly JsonObject[] },
): readonly Sent[] {
  const entries = request.door === 'validate' ? wanted.validating : wanted.mutating
  return entries.flatMap((entry) => {
    const sent = inVersionOf(entry, request, registry)
    return sent !== undefined && isChosen(sent, entry, namespaces) ? [{ entry, request: sent }] : []
  })
}

function inVersionOf(
  { rules, matchPolicy }: WebhookEntry,
  request: Request,
  registry: Registry,
): Request | undefined {
  const { operation, name, namespace, subResource, requestResource } = request
  const means = (rule: WebhookEntry['rules'][number], resource: Request['resource']) =>
    ruleMatches(rule, { operation, name, namespace, subResource, ...resource })
  if (rules.some((rule) => means(rule, requestResource))) return request
  if (matchPolicy === 'Exact') return undefined
  for (const rule of rules) {
    const others = registry(requestResource.group, requestResource.resource)
    const found = others.find((other) => means(rule, other))
    if (found === undefined) continue
    const { group, version, resource } = found
    return { ...request, resource: { group, version, resource } }
  }
  return undefined
}

/** Selectors and match conditions mean in a webhook what they mean in a policy, which is asked here. */
function isChosen(
  request: Request,
  entry: WebhookEntry,
  namespaces: readonly JsonObject[],
): boolean {
  const { namespaceSelector, objectSelector, matchConditions } = entry
  const everything = { apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], operations: ['*'] }
  const policy = {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'entry' },
    spec: {
      matchConstraints: { resourceRules: [everything], namespaceSelector, objectSelector },
      matchConditions,
      validations: [{ expression: 'true' }],
    },
  }
  const key = JSON.stringify(policy)
  const known = snapshots.get(key) ?? snapshotOf([policy], namespaces)
  snapshots.set(key, known)
  // https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/matchconditions/matcher.go
  const asRequested = { ...request, door: 'validate', resource: request.requestResource } as const
  return appliedTo(asRequested, known).includes('entry')
}

const snapshots = new Map<string, Snapshot>()

export function snapshotOf(documents: readonly object[], context: readonly object[]): Snapshot {
  const textOf = (name: string, objects: readonly object[]) => ({
    name,
    text: objects.map((object) => JSON.stringify(object)).join('\n---\n'),
  })
  const loaded = loadPolicies([textOf('policies.yaml', documents)], { kubernetesVersion: '1.37' })
  const errors = loaded.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  const { policies, podSecurity } = loaded
  return createSnapshot({ policies, podSecurity, context: [textOf('context.yaml', context)] })
    .snapshot
}

/** The policies that judge a request, with those that would if its object could be converted here. */
export function appliedTo(request: Request, snapshot: Snapshot): readonly string[] {
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const admission = admit(request, snapshot, facts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  const { applied, skips } = admission.decision
  const unconverted = skips.filter((skip) => skip.unconverted !== undefined)
  return [...new Set([...applied, ...unconverted.map(({ policy }) => policy)])]
}
