/**
 * Reviews as an API server sends them for a Deployment of two containers and an init container, and for the Pod that its
 * ReplicaSet creates: with defaults, managed fields, the service account's volume and the default tolerations.
 */
export const reviews = { pod: podReview, deployment: deploymentReview } as const

function podReview(): string {
  const metadata = {
    name: 'shop-59fd7499c5-glsk5',
    generateName: 'shop-59fd7499c5-',
    namespace: 'shop',
    uid: '35576095-fe88-4107-a833-c8332c4f326e',
    generation: 1,
    creationTimestamp: '2026-01-05T12:28:42Z',
    labels: { ...labels, 'pod-template-hash': '59fd7499c5' },
    annotations: { 'prometheus.io/scrape': 'true' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'shop-59fd7499c5',
        uid: '2a69bdbd-e23b-4711-8606-6003c348220d',
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
  }
  const spec = withServiceAccount(podSpec())
  return review({
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    name: metadata.name,
    object: {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { ...metadata, managedFields: managedFields('kube-controller-manager', podSpec()) },
      spec,
      status: { phase: 'Pending', qosClass: 'Burstable' },
    },
  })
}

function deploymentReview(): string {
  const applied = { replicas: 3, template: { metadata: { labels }, spec: podSpec() } }
  const spec = {
    replicas: 3,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels, annotations: { 'prometheus.io/scrape': 'true' } },
      spec: podSpec(),
    },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  }
  return review({
    kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
    resource: { group: 'apps', version: 'v1', resource: 'deployments' },
    name: 'shop',
    object: {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: {
        name: 'shop',
        namespace: 'shop',
        uid: 'c8d478b6-8da5-4635-b9c2-274b67446c5f',
        generation: 1,
        creationTimestamp: '2026-01-05T12:28:42Z',
        labels,
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ spec: applied }),
        },
        managedFields: managedFields('kubectl-client-side-apply', spec),
      },
      spec,
      status: {},
    },
  })
}

interface Reviewed {
  readonly kind: object
  readonly resource: object
  readonly name: string
  readonly object: object
}

function review({ kind, resource, name, object }: Reviewed): string {
  return JSON.stringify({
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: 'b360df9a-6ee4-4648-855c-0243363eefff',
      kind,
      resource,
      requestKind: kind,
      requestResource: resource,
      name,
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: {
        username: 'system:serviceaccount:delivery:deployer',
        uid: '64659e02-e26d-4ecf-9d3b-20b0e08d1ee5',
        groups: [
          'system:serviceaccounts',
          'system:serviceaccounts:delivery',
          'system:authenticated',
        ],
      },
      object,
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
    },
  })
}

const labels = {
  'app.kubernetes.io/name': 'shop',
  'app.kubernetes.io/part-of': 'store',
  tier: 'web',
}

interface Container {
  readonly name: string
  readonly volumeMounts: readonly object[]
}

interface PodSpec {
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
  readonly volumes: readonly object[]
}

function podSpec(): PodSpec {
  return {
    volumes: [
      { name: 'tmp', emptyDir: {} },
      { name: 'config', configMap: { name: 'shop', defaultMode: 420 } },
    ],
    initContainers: [container('migrate')],
    containers: [
      { ...container('web'), ...probes },
      { ...container('cache'), ...probes },
    ],
    ...podFields,
  }
}

const podFields = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  serviceAccountName: 'shop',
  serviceAccount: 'shop',
  securityContext: {
    runAsUser: 10001,
    runAsNonRoot: true,
    fsGroup: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  schedulerName: 'default-scheduler',
}

const probe = (path: string) => ({
  httpGet: { path, port: 8080, scheme: 'HTTP' },
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
})

const probes = { livenessProbe: probe('/livez'), readinessProbe: probe('/readyz') }

function container(name: string): Container {
  return {
    name,
    image: `registry.example.com/store/${name}:1.27.3`,
    args: ['--listen', '0.0.0.0:8080', '--log-format', 'json'],
    ports: [{ name: `${name}-http`, containerPort: 8080, protocol: 'TCP' }],
    env: [
      {
        name: 'POD_NAME',
        valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
      },
      { name: 'DATABASE', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } },
    ],
    resources: {
      limits: { cpu: '500m', memory: '256Mi' },
      requests: { cpu: '100m', memory: '128Mi' },
    },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'config', readOnly: true, mountPath: '/etc/shop' },
    ],
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: {
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
    },
  } as Container
}

const tokenVolume = 'kube-api-access-9kq2x'
const tokenMount = {
  name: tokenVolume,
  readOnly: true,
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
}

/** What the API server's own plugins add to every Pod. */
function withServiceAccount(spec: PodSpec) {
  const mounted = (list: readonly Container[]) =>
    list.map((each) => ({ ...each, volumeMounts: [...each.volumeMounts, tokenMount] }))
  const sources = [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [
          { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
        ],
      },
    },
  ]
  return {
    ...spec,
    volumes: [...spec.volumes, { name: tokenVolume, projected: { sources, defaultMode: 420 } }],
    initContainers: mounted(spec.initContainers),
    containers: mounted(spec.containers),
    tolerations: ['not-ready', 'unreachable'].map((condition) => ({
      key: `node.kubernetes.io/${condition}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    })),
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  }
}

function managedFields(manager: string, spec: object) {
  return [
    {
      manager,
      operation: 'Update',
      apiVersion: 'v1',
      time: '2026-01-05T12:28:42Z',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': fieldSet(spec) },
    },
  ]
}

/** Who owns which field, in the form of server-side apply: a tree of `f:` fields and `k:` list items. */
function fieldSet(value: unknown): object {
  if (Array.isArray(value)) {
    const items = value.filter(
      (item) => typeof item === 'object' && item !== null && 'name' in item,
    )
    return Object.fromEntries(
      items.map((item: { name: string }) => [
        `k:${JSON.stringify({ name: item.name })}`,
        { '.': {}, ...fieldSet(item) },
      ]),
    )
  }
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [`f:${key}`, fieldSet(item)]),
  )
}
