import type { JsonObject } from '#src/core/index.ts'

/** A workload of a kind with the Pod as its template. */
export interface Workload {
  readonly apiVersion: string
  readonly kind: string
  readonly of: (pod: JsonObject) => JsonObject
}

const selector = { matchLabels: { app: 'p' } }

function template({ metadata, spec }: JsonObject, more: JsonObject = {}): JsonObject {
  const { name: _, ...annotations } = metadata as JsonObject
  return {
    metadata: { ...annotations, labels: { app: 'p' } },
    spec: { ...(spec as JsonObject), ...more },
  }
}

/** Every built-in kind with a template of Pods. */
export const workloads: readonly Workload[] = [
  ...['Deployment', 'DaemonSet', 'ReplicaSet'].map((kind) => ({
    apiVersion: 'apps/v1',
    kind,
    of: (pod: JsonObject) => ({ spec: { selector, template: template(pod) } }),
  })),
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    of: (pod) => ({ spec: { serviceName: 's', selector, template: template(pod) } }),
  },
  {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    of: (pod) => ({ spec: { selector: { app: 'p' }, template: template(pod) } }),
  },
  { apiVersion: 'v1', kind: 'PodTemplate', of: (pod) => ({ template: template(pod) }) },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    of: (pod) => ({ spec: { template: template(pod, { restartPolicy: 'Never' }) } }),
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    of: (pod) => ({
      spec: {
        schedule: '* * * * *',
        jobTemplate: { spec: { template: template(pod, { restartPolicy: 'Never' }) } },
      },
    }),
  },
]
