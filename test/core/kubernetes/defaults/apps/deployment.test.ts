import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const quarter = { maxUnavailable: '25%', maxSurge: '25%' }

describe('Deployments', () => {
  testDefaults([
    {
      name: 'nothing is said',
      struct: 'apps.v1.DeploymentSpec',
      given: { selector: null, strategy: {} },
      sets: {
        replicas: 1,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: quarter },
      },
    },
    {
      name: 'zeros are kept',
      struct: 'apps.v1.DeploymentSpec',
      given: {
        replicas: 0,
        revisionHistoryLimit: 0,
        progressDeadlineSeconds: 0,
        strategy: { type: 'Recreate' },
      },
      sets: {},
    },
    {
      name: 'a rolling update with one number',
      struct: 'apps.v1.DeploymentStrategy',
      given: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0 } },
      sets: { rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } },
    },
    {
      name: 'numbers without a type',
      struct: 'apps.v1.DeploymentStrategy',
      given: { rollingUpdate: { maxUnavailable: 2 } },
      sets: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2, maxSurge: '25%' } },
    },
    {
      name: 'another type has no numbers of its own',
      struct: 'apps.v1.DeploymentStrategy',
      given: { type: 'Recreate', rollingUpdate: {} },
      sets: {},
    },
    {
      name: 'the Pods of a Deployment',
      struct: 'apps.v1.Deployment',
      given: { spec: { strategy: { type: 'Recreate' }, template: { metadata: {}, spec: {} } } },
      sets: {
        spec: {
          replicas: 1,
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
          strategy: { type: 'Recreate' },
          template: {
            metadata: {},
            spec: {
              dnsPolicy: 'ClusterFirst',
              restartPolicy: 'Always',
              schedulerName: 'default-scheduler',
              securityContext: {},
              terminationGracePeriodSeconds: 30,
            },
          },
        },
      },
    },
  ])
})
