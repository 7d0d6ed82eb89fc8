import { isArray, isObject, type JsonObject, type JsonValue, valueAt } from '#src/core/index.ts'
import { mergePatched } from '#src/tester/cases/merge-patch.ts'

/** A manifest, and what somebody wrote beside it. */
export interface Manifests {
  readonly object: JsonObject
  readonly beside: readonly JsonObject[]
}

/** The named groups of an expression. */
type Said = Readonly<Record<string, string>>

/** What somebody does who knows nothing but the message. */
interface Remedy {
  readonly says: RegExp
  readonly change?: (object: JsonObject, said: Said) => JsonObject
  readonly create?: (said: Said) => JsonObject
}

const remedies: readonly Remedy[] = [
  {
    says: /the namespace "\S+" belongs to nobody; add the label (?<label>\S+) with the name of its tenant/g,
    change: (object, { label = '' }) => withLabel(object, label, 'shop'),
  },
  {
    says: /the label (?<label>\S+): (?<level>\w+) or restricted \(it is not set\)/g,
    change: (object, { label = '', level = '' }) => withLabel(object, label, level),
  },
  {
    says: /container "(?<name>[^"]+)" \(image "(?<image>[^"]+):latest"\) must name a version tag/g,
    change: (object, { name = '', image = '' }) =>
      inContainer(object, name, { image: `${image}:1.4.2` }),
  },
  {
    says: /container "(?<name>[^"]+)" must set (?<paths>resources\.\w+\.\w+(?: and resources\.\w+\.\w+)*)/g,
    change: (object, { name = '', paths = '' }) =>
      paths.split(' and ').reduce((all, path) => {
        const [, part = '', resource = ''] = path.split('.')
        return inContainer(all, name, { resources: { [part]: { [resource]: amount(resource) } } })
      }, object),
  },
  {
    says: /container "(?<name>[^"]+)" must have a (?<probe>\w+Probe)/g,
    change: (object, { name = '', probe = '' }) =>
      inContainer(object, name, { [probe]: { httpGet: { path: '/', port: 8080 } } }),
  },
  {
    says: /spec\.replicas is \d+.*?at least (?<replicas>\d+)/g,
    change: (object, { replicas }) => merged(object, { spec: { replicas: Number(replicas) } }),
  },
  {
    says: /namespace "(?<namespace>\S+)" has no NetworkPolicy .*create one with podSelector \{\} and policyTypes \[(?<type>\w+)\]/g,
    create: ({ namespace = '', type = '' }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace },
      spec: { podSelector: {}, policyTypes: [type] },
    }),
  },
  {
    says: /no ResourceQuota in namespace "(?<namespace>\S+)" bounds (?<resources>.+?); create one with spec\.hard/g,
    create: ({ namespace = '', resources = '' }) => ({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team', namespace },
      spec: { hard: Object.fromEntries(resources.split(', ').map((name) => [name, '8Gi'])) },
    }),
  },
  {
    says: /no PodDisruptionBudget in namespace "(?<namespace>\S+)" selects the spot Pods with the labels (?<key>[^=]+)=(?<value>[^,]+),.*create one/g,
    create: ({ namespace = '', key = '', value = '' }) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: value, namespace },
      spec: { maxUnavailable: 1, selector: { matchLabels: { [key]: value } } },
    }),
  },
]

/** The manifest with everything done that the text asks for, each thing once. */
export function corrected(object: JsonObject, text: string): Manifests {
  const asked = remedies.flatMap((remedy) =>
    [...text.matchAll(remedy.says)].map(({ groups = {} }) => ({ remedy, said: groups })),
  )
  return {
    object: asked.reduce((all, { remedy, said }) => remedy.change?.(all, said) ?? all, object),
    beside: asked.flatMap(({ remedy, said }) =>
      remedy.create === undefined ? [] : [remedy.create(said)],
    ),
  }
}

function withLabel(object: JsonObject, label: string, value: string): JsonObject {
  return merged(object, { metadata: { labels: { [label]: value } } })
}

function amount(resource: string): string {
  return resource === 'memory' ? '128Mi' : '100m'
}

function inContainer(object: JsonObject, name: string, fields: JsonObject): JsonObject {
  const list = valueAt(object, ['spec', 'template', 'spec', 'containers'])
  const containers = (isArray(list) ? list : []).map((one) =>
    isObject(one) && one['name'] === name ? mergePatched(one, fields) : one,
  )
  return merged(object, { spec: { template: { spec: { containers } } } })
}

function merged(object: JsonObject, patch: JsonValue): JsonObject {
  return mergePatched(object, patch) as JsonObject
}
