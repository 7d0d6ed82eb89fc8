import { describe } from 'vitest'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { type DefaultRow, testDefaults } from '../default-rows.ts'

/** What every Pod's spec gets. */
const inTemplates = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
}
const inPods = { ...inTemplates, enableServiceLinks: true }

/** A container that says what every container gets. */
const container = {
  name: 'web',
  image: 'web:1',
  imagePullPolicy: 'Always',
  terminationMessagePath: '/log',
  terminationMessagePolicy: 'File',
}

function pod(name: string, spec: JsonObject, sets: JsonObject): DefaultRow {
  const struct = 'core.v1.Pod'
  return {
    name,
    struct,
    given: { metadata: {}, spec, status: {} },
    sets: { spec: { ...spec, ...inPods, ...sets } },
  }
}

describe('Pods', () => {
  testDefaults([
    pod('an empty one', { containers: [] }, {}),
    pod(
      'everything is said',
      {
        containers: [],
        dnsPolicy: 'None',
        restartPolicy: 'Never',
        schedulerName: 'mine',
        securityContext: { runAsUser: 0 },
        terminationGracePeriodSeconds: 0,
        enableServiceLinks: false,
      },
      {
        dnsPolicy: 'None',
        restartPolicy: 'Never',
        schedulerName: 'mine',
        securityContext: { runAsUser: 0 },
        terminationGracePeriodSeconds: 0,
        enableServiceLinks: false,
      },
    ),
    pod(
      'a negative grace period',
      { containers: [], terminationGracePeriodSeconds: -7 },
      { terminationGracePeriodSeconds: 1 },
    ),
    pod(
      'the old name of a service account repeats the new one',
      { containers: [], serviceAccountName: 'web', serviceAccount: 'old' },
      { serviceAccountName: 'web', serviceAccount: 'web' },
    ),
    pod(
      'the old name of a service account stands in for the new one',
      { containers: [], serviceAccount: 'web' },
      { serviceAccountName: 'web', serviceAccount: 'web' },
    ),
    {
      ...pod(
        'before 1.37 conversion makes the names of a service account one',
        { containers: [], serviceAccountName: 'web' },
        { serviceAccountName: 'web' },
      ),
      version: '1.36',
    },
    pod(
      'limits without requests',
      { containers: [{ ...container, resources: { limits: { cpu: '1', memory: '1Gi' } } }] },
      {
        containers: [
          {
            ...container,
            resources: {
              limits: { cpu: '1', memory: '1Gi' },
              requests: { cpu: '1', memory: '1Gi' },
            },
          },
        ],
      },
    ),
    pod(
      'limits of an init container, one of them requested',
      {
        containers: [],
        initContainers: [
          {
            ...container,
            resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '0' } },
          },
        ],
      },
      {
        initContainers: [
          {
            ...container,
            resources: {
              limits: { cpu: '1', memory: '1Gi' },
              requests: { cpu: '0', memory: '1Gi' },
            },
          },
        ],
      },
    ),
    pod(
      'ports on the host network',
      {
        hostNetwork: true,
        containers: [
          {
            ...container,
            resources: {},
            ports: [
              { containerPort: 80, protocol: 'TCP' },
              { containerPort: 81, hostPort: 8081, protocol: 'TCP' },
            ],
          },
        ],
        initContainers: [
          { ...container, resources: {}, ports: [{ containerPort: 9, protocol: 'UDP' }] },
        ],
        ephemeralContainers: [
          { ...container, resources: {}, ports: [{ containerPort: 9, protocol: 'UDP' }] },
        ],
      },
      {
        containers: [
          {
            ...container,
            resources: {},
            ports: [
              { containerPort: 80, hostPort: 80, protocol: 'TCP' },
              { containerPort: 81, hostPort: 8081, protocol: 'TCP' },
            ],
          },
        ],
        initContainers: [
          {
            ...container,
            resources: {},
            ports: [{ containerPort: 9, hostPort: 9, protocol: 'UDP' }],
          },
        ],
      },
    ),
  ])
})

describe('templates of Pods', () => {
  const spec = {
    hostNetwork: true,
    terminationGracePeriodSeconds: -7,
    containers: [
      {
        ...container,
        resources: { limits: { cpu: '1' } },
        ports: [{ containerPort: 80, protocol: 'TCP' }],
      },
    ],
  }
  testDefaults([
    {
      name: 'nothing that belongs to Pods',
      struct: 'core.v1.PodTemplate',
      given: { metadata: {}, template: { metadata: {}, spec } },
      sets: { template: { metadata: {}, spec: { ...inTemplates, ...spec } } },
    },
  ])
})

describe('status', () => {
  testDefaults([
    {
      name: 'one address',
      struct: 'core.v1.PodStatus',
      given: { podIP: '10.0.0.1' },
      sets: { podIPs: [{ ip: '10.0.0.1' }] },
    },
    {
      name: 'a list of addresses',
      struct: 'core.v1.PodStatus',
      given: { podIPs: [{ ip: '10.0.0.1' }, { ip: '2001:db8::1' }] },
      sets: { podIP: '10.0.0.1' },
    },
    {
      name: 'both, and the same',
      struct: 'core.v1.PodStatus',
      given: { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: '2001:db8::1' }] },
      sets: {},
    },
    {
      name: 'both, and not the same',
      struct: 'core.v1.PodStatus',
      given: { podIP: '10.0.0.2', podIPs: [{ ip: '10.0.0.1' }, { ip: '2001:db8::1' }] },
      sets: { podIPs: [{ ip: '10.0.0.2' }] },
    },
    { name: 'none', struct: 'core.v1.PodStatus', given: {}, sets: {} },
  ])
})
