interface CustomWorkload {
  readonly group: string
  readonly resource: string
  /** `[*]` is each item of a list, `.*` each value of a map. */
  readonly templates: readonly string[]
}

const rayCluster = ['headGroupSpec.template', 'workerGroupSpecs[*].template']

/**
 * Where the custom kinds that people run keep their Pod templates. Kinds that complete a template with fields beside it
 * (SparkApplication, FlinkDeployment) are left out: what they describe there is no whole Pod.
 */
export const customWorkloads: readonly CustomWorkload[] = [
  // https://github.com/argoproj/argo-rollouts/blob/master/pkg/apis/rollouts/v1alpha1/types.go and experiment_types.go
  { group: 'argoproj.io', resource: 'rollouts', templates: ['spec.template'] },
  { group: 'argoproj.io', resource: 'experiments', templates: ['spec.templates[*].template'] },
  // https://github.com/knative/serving/blob/main/pkg/apis/serving/v1/configuration_types.go and service_types.go
  { group: 'serving.knative.dev', resource: 'services', templates: ['spec.template'] },
  { group: 'serving.knative.dev', resource: 'configurations', templates: ['spec.template'] },
  // https://github.com/openshift/api/blob/master/apps/v1/types.go
  { group: 'apps.openshift.io', resource: 'deploymentconfigs', templates: ['spec.template'] },
  // https://github.com/kubernetes-retired/kubefed/blob/master/charts/kubefed/templates/federatedtypeconfig.yaml
  ...['deployments', 'replicasets', 'jobs'].map((resource) => ({
    group: 'types.kubefed.io',
    resource: `federated${resource}`,
    templates: ['spec.template.spec.template'],
  })),
  // https://github.com/openkruise/kruise-api/tree/master/apps
  { group: 'apps.kruise.io', resource: 'clonesets', templates: ['spec.template'] },
  { group: 'apps.kruise.io', resource: 'statefulsets', templates: ['spec.template'] },
  { group: 'apps.kruise.io', resource: 'daemonsets', templates: ['spec.template'] },
  { group: 'apps.kruise.io', resource: 'broadcastjobs', templates: ['spec.template'] },
  {
    group: 'apps.kruise.io',
    resource: 'advancedcronjobs',
    templates: [
      'spec.template.jobTemplate.spec.template',
      'spec.template.broadcastJobTemplate.spec.template',
    ],
  },
  {
    group: 'apps.kruise.io',
    resource: 'uniteddeployments',
    templates: [
      'spec.template.statefulSetTemplate.spec.template',
      'spec.template.advancedStatefulSetTemplate.spec.template',
      'spec.template.cloneSetTemplate.spec.template',
      'spec.template.deploymentTemplate.spec.template',
    ],
  },
  // https://github.com/kubernetes-sigs/jobset/blob/main/api/jobset/v1alpha2/jobset_types.go
  {
    group: 'jobset.x-k8s.io',
    resource: 'jobsets',
    templates: ['spec.replicatedJobs[*].template.spec.template'],
  },
  // https://github.com/kubernetes-sigs/lws/blob/main/api/leaderworkerset/v1/leaderworkerset_types.go
  {
    group: 'leaderworkerset.x-k8s.io',
    resource: 'leaderworkersets',
    templates: [
      'spec.leaderWorkerTemplate.leaderTemplate',
      'spec.leaderWorkerTemplate.workerTemplate',
    ],
  },
  // https://github.com/kubeflow/training-operator/tree/v1.9.0/pkg/apis/kubeflow.org/v1
  ...['tf', 'pytorch', 'mpi', 'xgb', 'paddle', 'jax'].map((framework) => ({
    group: 'kubeflow.org',
    resource: `${framework === 'xgb' ? 'xgboost' : framework}jobs`,
    templates: [`spec.${framework}ReplicaSpecs.*.template`],
  })),
  // https://github.com/volcano-sh/apis/blob/master/pkg/apis/batch/v1alpha1/job.go
  { group: 'batch.volcano.sh', resource: 'jobs', templates: ['spec.tasks[*].template'] },
  // https://github.com/ray-project/kuberay/tree/master/ray-operator/apis/ray/v1
  { group: 'ray.io', resource: 'rayclusters', templates: below('spec', rayCluster) },
  {
    group: 'ray.io',
    resource: 'rayjobs',
    templates: [...below('spec.rayClusterSpec', rayCluster), 'spec.submitterPodTemplate'],
  },
  {
    group: 'ray.io',
    resource: 'rayservices',
    templates: below('spec.rayClusterConfig', rayCluster),
  },
  {
    group: 'ray.io',
    resource: 'raycronjobs',
    templates: [
      ...below('spec.jobTemplate.rayClusterSpec', rayCluster),
      'spec.jobTemplate.submitterPodTemplate',
    ],
  },
  // https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledjob_types.go
  { group: 'keda.sh', resource: 'scaledjobs', templates: ['spec.jobTargetRef.template'] },
  // https://github.com/googleforgames/agones/tree/main/pkg/apis/agones/v1
  { group: 'agones.dev', resource: 'gameservers', templates: ['spec.template'] },
  { group: 'agones.dev', resource: 'gameserversets', templates: ['spec.template.spec.template'] },
  { group: 'agones.dev', resource: 'fleets', templates: ['spec.template.spec.template'] },
]

function below(path: string, templates: readonly string[]): readonly string[] {
  return templates.map((template) => `${path}.${template}`)
}
