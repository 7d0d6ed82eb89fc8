/**
 * How a field merges: which lists are maps by which keys or sets, which lists, maps and structs are atomic.
 * What is not said: a list is atomic, a map or struct merges field by field (the defaults of OpenAPI's
 * `x-kubernetes-list-type` and `x-kubernetes-map-type`).
 */
export interface MergeFacts {
  readonly fields?: { readonly [name: string]: MergeFacts }
  readonly atomic?: true
  readonly list?:
    | { readonly type: 'map'; readonly keys: readonly string[]; readonly item: MergeFacts }
    | { readonly type: 'set' }
}

/** Values that the schema gives a list key that is absent. */
export const defaultKeyValues: { readonly [key: string]: string } = { protocol: 'TCP' }

const atomic: MergeFacts = { atomic: true }
const plain: MergeFacts = {}
const listMap = (keys: readonly string[], item: MergeFacts = plain): MergeFacts => ({
  list: { type: 'map', keys, item },
})

const metadata: MergeFacts = {
  fields: { finalizers: { list: { type: 'set' } }, ownerReferences: listMap(['uid'], atomic) },
}

const volumeSource = (name: string): { readonly [name: string]: MergeFacts } => ({
  [name]: { fields: { secretRef: atomic } },
})

const container: MergeFacts = {
  fields: {
    env: listMap(['name'], {
      fields: {
        valueFrom: {
          fields: {
            configMapKeyRef: atomic,
            fieldRef: atomic,
            fileKeyRef: atomic,
            resourceFieldRef: atomic,
            secretKeyRef: atomic,
          },
        },
      },
    }),
    ports: listMap(['containerPort', 'protocol']),
    volumeDevices: listMap(['devicePath']),
    volumeMounts: listMap(['mountPath']),
    resources: { fields: { claims: listMap(['name']) } },
  },
}

const podSpec: MergeFacts = {
  fields: {
    containers: listMap(['name'], container),
    initContainers: listMap(['name'], container),
    ephemeralContainers: listMap(['name'], container),
    hostAliases: listMap(['ip']),
    imagePullSecrets: listMap(['name'], atomic),
    nodeSelector: atomic,
    resourceClaims: listMap(['name']),
    resources: { fields: { claims: listMap(['name']) } },
    schedulingGates: listMap(['name']),
    topologySpreadConstraints: listMap(['topologyKey', 'whenUnsatisfiable'], {
      fields: { labelSelector: atomic },
    }),
    volumes: listMap(['name'], {
      fields: {
        ...volumeSource('cephfs'),
        ...volumeSource('csi'),
        ...volumeSource('flexVolume'),
        ...volumeSource('iscsi'),
        ...volumeSource('rbd'),
        ...volumeSource('scaleIO'),
        ...volumeSource('storageos'),
      },
    }),
  },
}

const template: MergeFacts = { fields: { metadata, spec: podSpec } }
const workload: MergeFacts = {
  fields: { metadata, spec: { fields: { selector: atomic, template } } },
}

const kinds: { readonly [id: string]: MergeFacts } = {
  'v1/Pod': { fields: { metadata, spec: podSpec } },
  'v1/PodTemplate': { fields: { metadata, template } },
  'v1/ReplicationController': workload,
  'v1/Service': {
    fields: {
      metadata,
      spec: { fields: { ports: listMap(['port', 'protocol']), selector: atomic } },
    },
  },
  'v1/ServiceAccount': { fields: { metadata, secrets: listMap(['name'], atomic) } },
  'apps/v1/DaemonSet': workload,
  'apps/v1/Deployment': workload,
  'apps/v1/ReplicaSet': workload,
  'apps/v1/StatefulSet': workload,
  'batch/v1/Job': workload,
  'batch/v1/CronJob': {
    fields: {
      metadata,
      spec: {
        fields: {
          jobTemplate: { fields: { metadata, spec: { fields: { selector: atomic, template } } } },
        },
      },
    },
  },
}

/** The facts of a kind; of one that is not known only its metadata. */
export function mergeFactsOf(apiVersion: string, kind: string): MergeFacts {
  const id = `${apiVersion}/${kind}`
  return (Object.hasOwn(kinds, id) ? kinds[id] : undefined) ?? { fields: { metadata } }
}
