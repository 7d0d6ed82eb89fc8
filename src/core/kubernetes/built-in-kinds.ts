import { splitApiVersion } from './group-version.ts'

/** How the API server serves a kind. */
export interface ServedKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** The plural, lower-case name in paths and rules. */
  readonly resource: string
  readonly namespaced: boolean
}

type Row = readonly [kind: string, resource: string]

interface Group {
  readonly apiVersions: readonly string[]
  readonly namespaced: readonly Row[]
  readonly cluster: readonly Row[]
}

/** The kinds of Kubernetes 1.37 that are stored, by group, as `kubectl api-resources` lists them. */
const groups: readonly Group[] = [
  {
    apiVersions: ['v1'],
    namespaced: [
      ['ConfigMap', 'configmaps'],
      ['Endpoints', 'endpoints'],
      ['Event', 'events'],
      ['LimitRange', 'limitranges'],
      ['PersistentVolumeClaim', 'persistentvolumeclaims'],
      ['Pod', 'pods'],
      ['PodTemplate', 'podtemplates'],
      ['ReplicationController', 'replicationcontrollers'],
      ['ResourceQuota', 'resourcequotas'],
      ['Secret', 'secrets'],
      ['Service', 'services'],
      ['ServiceAccount', 'serviceaccounts'],
    ],
    cluster: [
      ['Namespace', 'namespaces'],
      ['Node', 'nodes'],
      ['PersistentVolume', 'persistentvolumes'],
    ],
  },
  {
    apiVersions: ['apps/v1'],
    namespaced: [
      ['ControllerRevision', 'controllerrevisions'],
      ['DaemonSet', 'daemonsets'],
      ['Deployment', 'deployments'],
      ['ReplicaSet', 'replicasets'],
      ['StatefulSet', 'statefulsets'],
    ],
    cluster: [],
  },
  {
    apiVersions: ['batch/v1'],
    namespaced: [
      ['CronJob', 'cronjobs'],
      ['Job', 'jobs'],
    ],
    cluster: [],
  },
  {
    apiVersions: ['autoscaling/v2', 'autoscaling/v1'],
    namespaced: [['HorizontalPodAutoscaler', 'horizontalpodautoscalers']],
    cluster: [],
  },
  {
    apiVersions: ['policy/v1'],
    namespaced: [['PodDisruptionBudget', 'poddisruptionbudgets']],
    cluster: [],
  },
  {
    apiVersions: ['networking.k8s.io/v1'],
    namespaced: [
      ['Ingress', 'ingresses'],
      ['NetworkPolicy', 'networkpolicies'],
    ],
    cluster: [
      ['IngressClass', 'ingressclasses'],
      ['IPAddress', 'ipaddresses'],
      ['ServiceCIDR', 'servicecidrs'],
    ],
  },
  {
    apiVersions: ['rbac.authorization.k8s.io/v1'],
    namespaced: [
      ['Role', 'roles'],
      ['RoleBinding', 'rolebindings'],
    ],
    cluster: [
      ['ClusterRole', 'clusterroles'],
      ['ClusterRoleBinding', 'clusterrolebindings'],
    ],
  },
  {
    apiVersions: ['storage.k8s.io/v1'],
    namespaced: [['CSIStorageCapacity', 'csistoragecapacities']],
    cluster: [
      ['CSIDriver', 'csidrivers'],
      ['CSINode', 'csinodes'],
      ['StorageClass', 'storageclasses'],
      ['VolumeAttachment', 'volumeattachments'],
      ['VolumeAttributesClass', 'volumeattributesclasses'],
    ],
  },
  {
    apiVersions: ['resource.k8s.io/v1'],
    namespaced: [
      ['ResourceClaim', 'resourceclaims'],
      ['ResourceClaimTemplate', 'resourceclaimtemplates'],
    ],
    cluster: [
      ['DeviceClass', 'deviceclasses'],
      ['ResourceSlice', 'resourceslices'],
    ],
  },
  {
    apiVersions: ['coordination.k8s.io/v1'],
    namespaced: [['Lease', 'leases']],
    cluster: [],
  },
  {
    apiVersions: ['discovery.k8s.io/v1'],
    namespaced: [['EndpointSlice', 'endpointslices']],
    cluster: [],
  },
  {
    apiVersions: ['events.k8s.io/v1'],
    namespaced: [['Event', 'events']],
    cluster: [],
  },
  {
    apiVersions: ['scheduling.k8s.io/v1'],
    namespaced: [],
    cluster: [['PriorityClass', 'priorityclasses']],
  },
  {
    apiVersions: ['node.k8s.io/v1'],
    namespaced: [],
    cluster: [['RuntimeClass', 'runtimeclasses']],
  },
  {
    apiVersions: ['flowcontrol.apiserver.k8s.io/v1'],
    namespaced: [],
    cluster: [
      ['FlowSchema', 'flowschemas'],
      ['PriorityLevelConfiguration', 'prioritylevelconfigurations'],
    ],
  },
  {
    apiVersions: ['certificates.k8s.io/v1'],
    namespaced: [],
    cluster: [['CertificateSigningRequest', 'certificatesigningrequests']],
  },
  {
    apiVersions: ['apiregistration.k8s.io/v1'],
    namespaced: [],
    cluster: [['APIService', 'apiservices']],
  },
  {
    apiVersions: ['apiextensions.k8s.io/v1'],
    namespaced: [],
    cluster: [['CustomResourceDefinition', 'customresourcedefinitions']],
  },
  {
    apiVersions: ['admissionregistration.k8s.io/v1'],
    namespaced: [],
    cluster: [
      ['MutatingAdmissionPolicy', 'mutatingadmissionpolicies'],
      ['MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings'],
      ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations'],
      ['ValidatingAdmissionPolicy', 'validatingadmissionpolicies'],
      ['ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings'],
      ['ValidatingWebhookConfiguration', 'validatingwebhookconfigurations'],
    ],
  },
]

const served: ReadonlyMap<string, ServedKind> = new Map(
  groups.flatMap((group) =>
    group.apiVersions.flatMap((apiVersion) => [
      ...group.namespaced.map((row) => entryOf(apiVersion, row, true)),
      ...group.cluster.map((row) => entryOf(apiVersion, row, false)),
    ]),
  ),
)

function entryOf(
  apiVersion: string,
  [kind, resource]: Row,
  namespaced: boolean,
): [string, ServedKind] {
  return [`${apiVersion}/${kind}`, { ...splitApiVersion(apiVersion), kind, resource, namespaced }]
}

/** How Kubernetes serves the built-in kind, or undefined where it is none (a custom resource, a removed version). */
export function builtInKind(apiVersion: string, kind: string): ServedKind | undefined {
  return served.get(`${apiVersion}/${kind}`)
}
