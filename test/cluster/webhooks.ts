import type { ControlPlane } from './control-plane.ts'
import type { SallyportServer } from './sallyport-server.ts'
import { eventually } from './wait.ts'

export interface Webhook {
  /** Three DNS labels at least; also the name of its configuration. */
  readonly name: string
  readonly door: 'validate' | 'mutate'
  readonly server: Pick<SallyportServer, 'url' | 'ca'>
  /** The only namespace whose objects it gets, so that tests do not meet; all of them where it is not given. */
  readonly namespace?: string
  /** An expression that must hold of the requests that it gets. */
  readonly condition?: string
  readonly failurePolicy?: 'Fail' | 'Ignore'
  /** What it is asked about; workloads where it is not given. */
  readonly rules?: readonly object[]
}

/** Every request about every object. */
export const everything: readonly object[] = [
  { apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], operations: ['*'], scope: '*' },
]

const kindOf = {
  validate: 'ValidatingWebhookConfiguration',
  mutate: 'MutatingWebhookConfiguration',
} as const

const workloads = [
  {
    apiGroups: [''],
    resources: ['pods', 'pods/ephemeralcontainers', 'pods/resize', 'replicationcontrollers'],
  },
  { apiGroups: ['apps'], resources: ['deployments', 'replicasets', 'statefulsets', 'daemonsets'] },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'] },
]

const aboutWorkloads = workloads.map((workload) => ({
  ...workload,
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE', 'DELETE'],
  scope: 'Namespaced',
}))

const markerLabel = 'sallyport.test/marker'

/** Registers a webhook configuration and waits until the API server acts on it. */
export async function installWebhook(cluster: ControlPlane, webhook: Webhook): Promise<void> {
  const configuration = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: kindOf[webhook.door],
    metadata: { name: webhook.name },
    webhooks: [entry(webhook), marker(webhook)],
  }
  const input = JSON.stringify(configuration)
  const { code, stderr } = await cluster.kubectl(['create', '-f', '-'], { input })
  if (code !== 0) throw new Error(`cannot install the webhook ${webhook.name}: ${stderr}`)
  await untilActive(cluster, webhook)
}

function entry({
  name,
  door,
  server,
  namespace,
  condition: expression,
  failurePolicy = 'Fail',
  rules = aboutWorkloads,
}: Webhook) {
  return {
    name,
    ...common(door, namespace),
    clientConfig: {
      url: `${server.url}/${door}`,
      caBundle: Buffer.from(server.ca).toString('base64'),
    },
    failurePolicy,
    ...(expression === undefined ? {} : { matchConditions: [{ name: 'condition', expression }] }),
    rules,
  }
}

/** An entry that nobody answers, for config maps with a label: when those are refused, the whole configuration is in force. */
function marker({ name, door, namespace }: Webhook) {
  return {
    name: markerName(name),
    ...common(door, namespace),
    clientConfig: { url: 'https://127.0.0.1:1/' },
    failurePolicy: 'Fail',
    objectSelector: { matchLabels: { [markerLabel]: name } },
    rules: [
      { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] },
    ],
  }
}

function common(door: Webhook['door'], namespace: string | undefined) {
  return {
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    matchPolicy: 'Equivalent',
    ...(namespace === undefined
      ? {}
      : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }),
    ...(door === 'mutate' ? { reinvocationPolicy: 'IfNeeded' } : {}),
  }
}

async function untilActive(
  cluster: ControlPlane,
  { name, namespace = 'default' }: Webhook,
): Promise<void> {
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'marker', namespace, labels: { [markerLabel]: name } },
  }
  const input = JSON.stringify(configMap)
  await eventually(`the webhook ${name} is called`, async () => {
    const { stderr } = await cluster.kubectl(['create', '--dry-run=server', '-f', '-'], { input })
    const refused = `failed calling webhook "${markerName(name)}"`
    if (!stderr.includes(refused)) throw new Error(`kubectl says: ${stderr}`)
  })
}

function markerName(name: string): string {
  return `marker.${name}`
}
