import type { JsonObject } from '#src/core/index.ts'

/** The label of a Pod that says which workload it came from. */
export const workloadLabel = 'sallyport.test/workload'

/** A workload, and what the controllers are told beside its creation. */
export interface Workload {
  readonly name: string
  readonly kind: string
  /** Where objects of its kind are created. */
  readonly path: string
  readonly object: JsonObject
  /** A merge patch of its status, after which the controllers act at once. */
  readonly statusPatch?: JsonObject
}

/** Where workloads are created, and when those that are scheduled last were. */
interface Place {
  readonly namespace: string
  readonly scheduledBefore: string
}

/** One workload for every built-in kind that a controller makes Pods of, and for every template. */
export function workloadsIn(place: Place): readonly Workload[] {
  return templates.flatMap((template, index) =>
    kinds.map((kind) => {
      const name = `${kind.kind.toLowerCase()}-${index}`
      return workloadOf(kind, name, kind.specOf(labelled(template, name)), place)
    }),
  )
}

/** Those to whose Pods a controller adds more than to others. */
export function unusualWorkloadsIn(place: Place): readonly Workload[] {
  return kinds.flatMap((kind) =>
    unusual
      .filter((one) => one.kind === kind.kind)
      .map(({ metadata, spec }, index) => {
        const name = `${kind.kind.toLowerCase()}-unusual-${index}`
        const own = kind.specOf(labelled({ metadata: { labels: {} }, spec: { ...plain } }, name))
        const workload = workloadOf(kind, name, { ...own, ...spec }, place)
        const { object } = workload
        return { ...workload, object: { ...object, metadata: { name, ...metadata } } }
      }),
  )
}

const plain = { containers: [{ name: 'main', image: 'nginx:1.27.3' }] }

const unusual: readonly {
  readonly kind: string
  readonly metadata?: JsonObject
  readonly spec: JsonObject
}[] = [
  {
    kind: 'Deployment',
    metadata: { annotations: { note: 'a', 'deployment.kubernetes.io/revision': '7' } },
    spec: {
      replicas: 5,
      minReadySeconds: 3,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '30%', maxUnavailable: 1 } },
    },
  },
  { kind: 'Deployment', spec: { strategy: { type: 'Recreate' } } },
  {
    kind: 'StatefulSet',
    spec: {
      ordinals: { start: 4 },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  },
  {
    kind: 'Job',
    spec: { completions: 2, parallelism: 1, completionMode: 'Indexed', backoffLimitPerIndex: 1 },
  },
]

function workloadOf(
  { apiVersion, kind, resource, isScheduled }: Kind,
  name: string,
  spec: JsonObject,
  { namespace, scheduledBefore }: Place,
): Workload {
  const root = apiVersion.includes('/') ? '/apis' : '/api'
  return {
    name,
    kind,
    path: `${root}/${apiVersion}/namespaces/${namespace}/${resource}`,
    object: { apiVersion, kind, metadata: { name }, spec },
    ...(isScheduled === true
      ? { statusPatch: { status: { lastScheduleTime: scheduledBefore } } }
      : {}),
  }
}

interface Kind {
  readonly apiVersion: string
  readonly kind: string
  readonly resource: string
  readonly specOf: (template: Template) => JsonObject
  readonly isScheduled?: boolean
}

interface Template extends JsonObject {
  readonly metadata: JsonObject & { readonly labels: JsonObject }
  readonly spec: JsonObject
}

const selected = (template: Template) => ({
  selector: { matchLabels: nameLabel(template) },
  template: template as JsonObject,
})

const once = (template: Template): JsonObject => ({
  template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } },
})

export const kinds: readonly Kind[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', resource: 'deployments', specOf: selected },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    resource: 'statefulsets',
    specOf: (template) => ({ ...selected(template), serviceName: 'none' }),
  },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', resource: 'daemonsets', specOf: selected },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', resource: 'replicasets', specOf: selected },
  {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    resource: 'replicationcontrollers',
    specOf: (template) => ({ selector: nameLabel(template), template }),
  },
  { apiVersion: 'batch/v1', kind: 'Job', resource: 'jobs', specOf: once },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    resource: 'cronjobs',
    specOf: (template) => ({ schedule: '* * * * *', jobTemplate: { spec: once(template) } }),
    isScheduled: true,
  },
]

function nameLabel({ metadata }: Template): JsonObject {
  return { [workloadLabel]: metadata.labels[workloadLabel] ?? null }
}

function labelled({ metadata, spec }: Template, name: string): Template {
  return { metadata: { ...metadata, labels: { ...metadata.labels, [workloadLabel]: name } }, spec }
}

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
}

const sized = {
  requests: { cpu: '100m', memory: '64Mi' },
  limits: { cpu: '500m', memory: '128Mi' },
}

/** From what every policy lets pass to what most refuse. */
const templates: readonly Template[] = [
  {
    metadata: { labels: { team: 'red', tier: 'front' }, annotations: { note: 'clean' } },
    spec: {
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'main',
          image: 'registry.example.com/app:1.2.3',
          securityContext: hardened,
          resources: sized,
          ports: [{ name: 'http', containerPort: 8080 }],
          env: [{ name: 'MODE', value: 'fast' }],
          livenessProbe: { httpGet: { path: '/', port: 'http' } },
        },
      ],
      volumes: [{ name: 'scratch', emptyDir: {} }],
      terminationGracePeriodSeconds: 5,
    },
  },
  { metadata: { labels: {} }, spec: { containers: [{ name: 'main', image: 'nginx' }] } },
  {
    metadata: { labels: { team: 'blue' }, annotations: { 'example.com/owner': 'nobody' } },
    spec: {
      hostNetwork: true,
      hostPID: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      containers: [
        {
          name: 'main',
          image: 'docker.io/library/busybox:latest',
          securityContext: { privileged: true, capabilities: { add: ['NET_ADMIN'] } },
          ports: [{ containerPort: 8080, hostPort: 8080 }, { containerPort: 9090 }],
          volumeMounts: [{ name: 'host', mountPath: '/host' }],
        },
      ],
      volumes: [{ name: 'host', hostPath: { path: '/etc' } }],
    },
  },
  {
    metadata: { labels: { team: 'green', tier: 'back' } },
    spec: {
      automountServiceAccountToken: false,
      initContainers: [
        { name: 'first', image: 'busybox:1.36', resources: { limits: { cpu: '1' } } },
      ],
      containers: [
        { name: 'main', image: 'nginx:1.27.3', resources: { limits: { cpu: '2', memory: '1Gi' } } },
        {
          name: 'side',
          image:
            'quay.io/side@sha256:0000000000000000000000000000000000000000000000000000000000000000',
          securityContext: { runAsUser: 0 },
          envFrom: [{ configMapRef: { name: 'settings', optional: true } }],
        },
      ],
      tolerations: [{ key: 'spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { tier: 'back' } },
        },
      ],
    },
  },
]
