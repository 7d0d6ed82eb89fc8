import { testDefaults } from '../default-rows.ts'

const spec = {
  containers: null,
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
}
const labelled = { metadata: { labels: { app: 'web' } }, spec }

testDefaults([
  {
    name: 'labels and selector follow the template',
    struct: 'core.v1.ReplicationController',
    given: { metadata: {}, spec: { template: labelled }, status: { replicas: 0 } },
    sets: {
      metadata: { labels: { app: 'web' } },
      spec: { replicas: 1, selector: { app: 'web' }, template: labelled },
    },
  },
  {
    name: 'what is said stays',
    struct: 'core.v1.ReplicationController',
    given: {
      metadata: { labels: { a: 'b' } },
      spec: { replicas: 0, selector: { c: 'd' }, template: labelled },
      status: { replicas: 0 },
    },
    sets: {},
  },
  {
    name: 'a template without labels',
    struct: 'core.v1.ReplicationController',
    given: {
      metadata: {},
      spec: { replicas: 1, template: { metadata: {}, spec } },
      status: { replicas: 0 },
    },
    sets: {},
  },
  {
    name: 'no template',
    struct: 'core.v1.ReplicationController',
    given: { metadata: {}, spec: {}, status: { replicas: 0 } },
    sets: { spec: { replicas: 1 } },
  },
])
