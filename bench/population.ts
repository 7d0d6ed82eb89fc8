import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import type { SourceText } from '../src/core/source/document.ts'
import { firstPolicies } from '../test/support/first-policies.ts'

/** A sample policy, as far as the benchmarks change it. */
interface PolicyDocument {
  readonly kind: string
  readonly metadata: { name: string }
  readonly spec: {
    podTemplates?: boolean
    matchConstraints: {
      resourceRules: { apiGroups: string[]; apiVersions: string[]; resources: string[] }[]
      namespaceSelector?: object
    }
    readonly matchConditions?: { expression: string }[]
    readonly validations?: { expression: string; messageExpression?: string }[]
  }
}

/** What of a population of policies concerns the Pods that are reviewed. */
export interface Concern {
  /** How many policies are about Pods; the others are about other kinds. */
  readonly pods: number
  /** Labels of the namespaces that the others are about, instead of other kinds. */
  readonly elsewhere?: object
}

/**
 * So many validating policies, no two alike: the sample policies, each with constants of its own in its conditions,
 * validations and messages. Their variables stay as they are, as in sets that one author wrote.
 */
export function policyTexts(count: number, concern: Concern): readonly SourceText[] {
  const samples = sampleTexts()
  return Array.from({ length: count }, (_, index) => {
    const document = parse(samples[index % samples.length] ?? '') as PolicyDocument
    distinguish(document, index)
    if (index >= concern.pods) sendAway(document, index, concern)
    return { name: `policy-${index}.yaml`, text: stringify(document, { lineWidth: 120 }) }
  })
}

function sampleTexts(): readonly string[] {
  return firstPolicies
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => text.includes('kind: ValidatingRule'))
}

function distinguish({ metadata, spec }: PolicyDocument, index: number): void {
  metadata.name = `${metadata.name}-${index}`
  const conditions = [...(spec.matchConditions ?? []), ...(spec.validations ?? [])]
  for (const condition of conditions) {
    condition.expression = `(${condition.expression}) && request.operation != 'none-${index}'`
  }
  for (const validation of spec.validations ?? []) {
    if (validation.messageExpression !== undefined) {
      validation.messageExpression = `(${validation.messageExpression}) + ' (${index})'`
    }
  }
}

const otherResources = ['carts', 'orders', 'payments', 'parcels', 'vouchers']

function sendAway({ spec }: PolicyDocument, index: number, { elsewhere }: Concern): void {
  if (elsewhere !== undefined) {
    spec.matchConstraints.namespaceSelector = elsewhere
    return
  }
  const resource = otherResources[index % otherResources.length] ?? 'carts'
  spec.podTemplates = false
  spec.matchConstraints.resourceRules = [
    {
      ...spec.matchConstraints.resourceRules[0],
      apiGroups: ['shop.example.com'],
      apiVersions: ['v1'],
      resources: [resource],
    },
  ]
}

/** So many namespaces, each as a text of its own. */
export function namespaceTexts(count: number): readonly SourceText[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `namespace-${index}.yaml`,
    text: stringify(namespaceOf(index)),
  }))
}

/** In each of so many namespaces one object that policies read as their params. */
export function paramTexts(count: number): readonly SourceText[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `params-${index}.yaml`,
    text: stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'limits', namespace: namespaceName(index), labels: { use: 'params' } },
      data: { containers: '20' },
    }),
  }))
}

export function namespaceName(index: number): string {
  return `team-${index}-shop`
}

function namespaceOf(index: number): object {
  const name = namespaceName(index)
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      uid: `35576095-fe88-4107-a833-${String(index).padStart(12, '0')}`,
      resourceVersion: String(100_000 + index),
      creationTimestamp: '2026-01-05T12:28:42Z',
      labels: {
        'kubernetes.io/metadata.name': name,
        'pod-security.kubernetes.io/enforce': 'baseline',
        team: `team-${index}`,
        stage: 'production',
      },
      annotations: { owner: `team-${index}@example.com` },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}
