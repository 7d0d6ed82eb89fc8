import { type JsonObject, printJson } from '#src/core/index.ts'
import type { ApiClient } from './api-client.ts'
import { inParallel } from './cel/parallel.ts'
import { servedResources } from './served-resources.ts'
import { eventually } from './wait.ts'

/** A kind that a cluster has of a definition only; the first version is the one that is stored. */
interface CustomKind {
  readonly group: string
  readonly versions: readonly string[]
  readonly kind: string
  readonly plural: string
  readonly scope: 'Namespaced' | 'Cluster'
  readonly subResources: readonly string[]
}

type Row = readonly [
  group: string,
  versions: string,
  kinds: string,
  scope?: 'Cluster',
  subResources?: string,
]

/** Kinds are `Kind=plural`, each with these versions, scope and sub-resources (`scale`, `status`). */
const rows: readonly Row[] = [
  ['argoproj.io', 'v1alpha1', 'AppProject=appprojects Application=applications Rollout=rollouts'],
  [
    'autoscaling.k8s.io',
    'v1',
    'VerticalPodAutoscaler=verticalpodautoscalers VerticalPodAutoscalerCheckpoint=verticalpodautoscalercheckpoints',
  ],
  ['bitnami.com', 'v1alpha1', 'SealedSecret=sealedsecrets'],
  [
    'cluster.x-k8s.io',
    'v1beta2 v1beta1',
    'Cluster=clusters MachineDeployment=machinedeployments MachineHealthCheck=machinehealthchecks',
  ],
  ['cluster.x-k8s.io', 'v1beta1', 'MachinePool=machinepools'],
  ['cluster.x-k8s.io', 'v1beta2', 'MachineSet=machinesets'],
  ['controlplane.cluster.x-k8s.io', 'v1beta2', 'KubeadmControlPlane=kubeadmcontrolplanes'],
  ['core.kubefed.io', 'v1beta1', 'KubeFedCluster=kubefedclusters'],
  ['example.com', 'v1', 'Database=databases Till=tills'],
  ['gateway.networking.k8s.io', 'v1 v1beta1', 'Gateway=gateways'],
  ['gateway.networking.k8s.io', 'v1', 'HTTPRoute=httproutes ListenerSet=listenersets'],
  ['gateway.networking.k8s.io', 'v1beta1', 'ReferenceGrant=referencegrants'],
  ['helm.toolkit.fluxcd.io', 'v2', 'HelmRelease=helmreleases'],
  [
    'hnc.x-k8s.io',
    'v1alpha2',
    'HierarchyConfiguration=hierarchyconfigurations SubnamespaceAnchor=subnamespaceanchors',
  ],
  ['keda.sh', 'v1alpha1', 'ScaledJob=scaledjobs ScaledObject=scaledobjects'],
  ['kubeflow.org', 'v1', 'MPIJob=mpijobs Notebook=notebooks PyTorchJob=pytorchjobs'],
  ['kubeflow.org', 'v1', 'TFJob=tfjobs'],
  ['kustomize.toolkit.fluxcd.io', 'v1', 'Kustomization=kustomizations'],
  [
    'networking.istio.io',
    'v1 v1beta1',
    'DestinationRule=destinationrules Gateway=gateways VirtualService=virtualservices',
  ],
  ['nodemaintenance.medik8s.io', 'v1beta1', 'NodeMaintenance=nodemaintenances', 'Cluster'],
  ['policy.linkerd.io', 'v1alpha1', 'AuthorizationPolicy=authorizationpolicies'],
  ['policy.linkerd.io', 'v1beta3', 'Server=servers'],
  ['policy.linkerd.io', 'v1beta1', 'ServerAuthorization=serverauthorizations'],
  ['ray.io', 'v1', 'RayCluster=rayclusters RayCronJob=raycronjobs RayService=rayservices'],
  ['ray.io', 'v1 v1alpha1', 'RayJob=rayjobs'],
  [
    'security.istio.io',
    'v1 v1beta1',
    'AuthorizationPolicy=authorizationpolicies PeerAuthentication=peerauthentications',
  ],
  ['serving.knative.dev', 'v1', 'Configuration=configurations Revision=revisions Route=routes'],
  ['serving.knative.dev', 'v1', 'Service=services'],
  ['snapshot.storage.k8s.io', 'v1', 'VolumeSnapshot=volumesnapshots'],
  ['snapshot.storage.k8s.io', 'v1', 'VolumeSnapshotClass=volumesnapshotclasses', 'Cluster'],
  ['source.toolkit.fluxcd.io', 'v1 v1beta2', 'Bucket=buckets OCIRepository=ocirepositories'],
  [
    'source.toolkit.fluxcd.io',
    'v1',
    'GitRepository=gitrepositories HelmChart=helmcharts HelmRepository=helmrepositories',
  ],
  ['tekton.dev', 'v1', 'Pipeline=pipelines PipelineRun=pipelineruns Task=tasks'],
  ['tekton.dev', 'v1', 'TaskRun=taskruns'],
  [
    'types.kubefed.io',
    'v1beta1',
    'FederatedConfigMap=federatedconfigmaps FederatedDeployment=federateddeployments FederatedReplicaSet=federatedreplicasets',
  ],
  ['types.kubefed.io', 'v1beta1', 'FederatedSecret=federatedsecrets'],
  ['velero.io', 'v1', 'Backup=backups Schedule=schedules'],
]

/** Every kind of the cases of the library that is not Kubernetes' own. */
export const customKinds: readonly CustomKind[] = rows.flatMap(
  ([group, versions, kinds, scope, subResources = '']) =>
    kinds.split(' ').map((entry) => {
      const [kind = '', plural = ''] = entry.split('=')
      return {
        group,
        versions: versions.split(' '),
        kind,
        plural,
        scope: scope ?? 'Namespaced',
        subResources: subResources.split(' ').filter((name) => name !== ''),
      }
    }),
)

/** Defines all of them, and answers when they are served. */
export async function defineCustomKinds(client: ApiClient): Promise<void> {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
  await inParallel(customKinds, async (custom) => {
    const { status, text } = await client.post(path, printJson(definitionOf(custom)))
    if (status !== 201) throw new Error(text)
  })
  await eventually('every custom kind is served', async () => {
    const served = await servedResources(client)
    const names = new Set(served.map(({ resource, apiVersion }) => `${resource} ${apiVersion}`))
    for (const { plural, group, versions } of customKinds) {
      const missing = versions.find((version) => !names.has(`${plural} ${group}/${version}`))
      if (missing !== undefined) throw new Error(`${plural}.${group} is not served in ${missing}`)
    }
  })
}

/** A definition that takes every object of the kind as it is. */
function definitionOf(custom: CustomKind): JsonObject {
  const { group, versions, kind, plural, scope, subResources } = custom
  const subresources = Object.fromEntries(subResources.map((name) => [name, subResource(name)]))
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      // asked of groups that only Kubernetes' own projects may use
      annotations: { 'api-approved.kubernetes.io': 'unapproved, of a test' },
    },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
        subresources,
      })),
    },
  }
}

function subResource(name: string): JsonObject {
  if (name !== 'scale') return {}
  return { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' }
}
