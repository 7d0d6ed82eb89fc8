import { expect, test } from 'vitest'
import { requestFor } from '#src/core/admission/request-for.ts'
import {
  admit,
  createSnapshot,
  type Door,
  type JsonObject,
  latestKubernetesVersion,
  loadPolicies,
  type Snapshot,
} from '#src/core/index.ts'
import { policyFolders, textOf } from './policy-folders.ts'

const image = 'registry.example.com/till@sha256:'.padEnd(97, '0')
const labels = { app: 'till' }

/** What people write where no API server sets a default. */
const templates: Readonly<Record<string, JsonObject>> = {
  'one container and nothing else': {
    metadata: { labels },
    spec: { containers: [{ name: 'till', image }] },
  },
  'no metadata': { spec: { containers: [{ name: 'till', image }] } },
  'an empty list of containers': { metadata: { labels }, spec: { containers: [] } },
  'ports, a probe, a volume and a variable': {
    metadata: { labels },
    spec: {
      initContainers: [{ name: 'fetch', image }],
      containers: [
        {
          name: 'till',
          image,
          ports: [{ containerPort: 8080 }],
          env: [{ name: 'PORT', value: '8080' }],
          resources: { limits: { memory: '1Gi' } },
          livenessProbe: { httpGet: { path: '/', port: 8080 } },
          readinessProbe: { httpGet: { path: '/', port: 8080 } },
          volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
        },
      ],
      volumes: [{ name: 'scratch', emptyDir: {} }],
      tolerations: [{ key: 'dedicated' }],
      affinity: { podAntiAffinity: {} },
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
      ],
    },
  },
  // Knative names containers by itself
  'containers without a name': {
    spec: { containers: [{ image: 'till', env: [{ name: 'A' }, { name: 'A' }] }] },
  },
}

const workloads: Readonly<Record<string, (template: JsonObject) => JsonObject>> = {
  RayCluster: (template) => ({
    ...head('ray.io/v1', 'RayCluster'),
    spec: {
      headGroupSpec: { rayStartParams: {}, template },
      workerGroupSpecs: [{ groupName: 'small', rayStartParams: {}, template }],
    },
  }),
  Rollout: (template) => ({
    ...head('argoproj.io/v1alpha1', 'Rollout'),
    spec: { selector: { matchLabels: labels }, strategy: { canary: {} }, template },
  }),
  'Knative Service': (template) => ({
    ...head('serving.knative.dev/v1', 'Service'),
    spec: { template },
  }),
  FederatedDeployment: (template) => ({
    ...head('types.kubefed.io/v1beta1', 'FederatedDeployment'),
    spec: {
      placement: { clusters: [{ name: 'east' }, { name: 'west' }] },
      template: { spec: { selector: { matchLabels: labels }, template } },
    },
  }),
}

function head(apiVersion: string, kind: string): JsonObject {
  return { apiVersion, kind, metadata: { name: 'till', namespace: 'shop' } }
}

const namespace = { text: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n', name: '' }

const policies = policyFolders
  .filter((folder) => textOf(folder, 'policy.yaml').text.includes('\n  podTemplates: true'))
  .map((folder) => ({ name: folder.name, snapshot: snapshotOf(textOf(folder, 'policy.yaml')) }))

/** A mutation that fails is passed over; here it counts, too. */
function snapshotOf({ text, ...source }: ReturnType<typeof textOf>): Snapshot {
  const strict = text.replace('failurePolicy: Ignore', 'failurePolicy: Fail')
  const { policies } = loadPolicies([{ ...source, text: strict }], {
    kubernetesVersion: latestKubernetesVersion,
  })
  return createSnapshot({ policies, context: [namespace] }).snapshot
}

const rows = Object.entries(workloads).flatMap(([kind, workload]) =>
  Object.entries(templates).map(
    ([name, template]) => [`${kind}: ${name}`, workload(template)] as const,
  ),
)

test.for(rows)('every policy about Pods can read a %s', ([, object]) => {
  expect(policies.length).toBeGreaterThan(50)
  expect(policies.flatMap(({ name, snapshot }) => errorsOf(name, snapshot, object))).toEqual([])
})

function errorsOf(name: string, snapshot: Snapshot, object: JsonObject): readonly string[] {
  return (['mutate', 'validate'] as const).flatMap((door: Door) => {
    const request = requestFor(object, { door, uid: '1' })
    const admission = admit(request, snapshot, { time: '', answers: new Map() }, () => false)
    if (admission.kind === 'questions') return [`${name}: asks ${admission.questions[0]?.kind}`]
    return admission.decision.findings
      .filter(({ cause }) => cause === 'error')
      .map(({ message }) => `${name}: ${message}`)
  })
}
