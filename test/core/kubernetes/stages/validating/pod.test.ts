import { expect, test } from 'vitest'
import type { JsonObject, KubernetesVersion } from '#src/core/index.ts'
import { atValidatingDoor } from '#src/core/kubernetes/stages/validating-door.ts'
import { clusterWith, kindOf, podWith } from '../surroundings.ts'

interface Row {
  readonly name: string
  readonly spec: JsonObject
  readonly metadata?: JsonObject
  readonly version?: KubernetesVersion
  readonly expect: JsonObject
  readonly annotations?: JsonObject
}

const profiles = 'container.apparmor.security.beta.kubernetes.io'
const guaranteed = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } }

function through(pod: JsonObject, version: KubernetesVersion = '1.37'): JsonObject {
  return atValidatingDoor(pod, kindOf(pod), clusterWith([], { version })).object
}

test.for<Row>([
  {
    name: 'label keys of affinity terms become requirements',
    metadata: { labels: { app: 'a', tier: 'b' } },
    spec: {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { labelSelector: { matchLabels: { x: 'y' } }, matchLabelKeys: ['app', 'none'] },
            { matchLabelKeys: ['app'] },
          ],
        },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 1,
              podAffinityTerm: {
                labelSelector: { matchExpressions: [{ key: 'q', operator: 'Exists' }] },
                mismatchLabelKeys: ['tier'],
              },
            },
          ],
        },
      },
    },
    expect: {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              labelSelector: {
                matchLabels: { x: 'y' },
                matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }],
              },
              matchLabelKeys: ['app', 'none'],
            },
            { matchLabelKeys: ['app'] },
          ],
        },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 1,
              podAffinityTerm: {
                labelSelector: {
                  matchExpressions: [
                    { key: 'q', operator: 'Exists' },
                    { key: 'tier', operator: 'NotIn', values: ['b'] },
                  ],
                },
                mismatchLabelKeys: ['tier'],
              },
            },
          ],
        },
      },
    },
  },
  {
    name: 'label keys of topology spread constraints since 1.34',
    metadata: { labels: { app: 'a' } },
    spec: { topologySpreadConstraints: [{ labelSelector: {}, matchLabelKeys: ['app'] }] },
    expect: {
      topologySpreadConstraints: [
        {
          labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }] },
          matchLabelKeys: ['app'],
        },
      ],
    },
  },
  {
    name: 'label keys of topology spread constraints before',
    version: '1.33',
    metadata: { labels: { app: 'a' } },
    spec: { topologySpreadConstraints: [{ labelSelector: {}, matchLabelKeys: ['app'] }] },
    expect: { topologySpreadConstraints: [{ labelSelector: {}, matchLabelKeys: ['app'] }] },
  },
  {
    name: 'an AppArmor annotation becomes a profile, unless the Pod or the container has one',
    metadata: {
      annotations: {
        [`${profiles}/a`]: 'localhost/x',
        [`${profiles}/b`]: 'runtime/default',
        [`${profiles}/c`]: 'unconfined',
        [`${profiles}/d`]: 'nonsense',
      },
    },
    spec: {
      securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
      containers: [
        { name: 'a' },
        { name: 'b' },
        { name: 'c', securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
        { name: 'd' },
      ],
    },
    expect: {
      securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'a',
          securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'x' } },
        },
        { name: 'b' },
        { name: 'c', securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
        { name: 'd' },
      ],
    },
  },
  {
    name: 'up to 1.33 a profile becomes an annotation',
    version: '1.33',
    spec: {
      securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
      containers: [
        { name: 'a' },
        {
          name: 'b',
          securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'x' } },
        },
      ],
    },
    expect: {
      securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
      containers: [
        { name: 'a' },
        {
          name: 'b',
          securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'x' } },
        },
      ],
    },
    annotations: { [`${profiles}/a`]: 'runtime/default', [`${profiles}/b`]: 'localhost/x' },
  },
  {
    name: 'resources of the Pod are completed from its containers',
    spec: {
      containers: [{ name: 'a', resources: guaranteed }],
      initContainers: [{ name: 'b', resources: { limits: { cpu: '3', memory: '1Gi' } } }],
      resources: { requests: { memory: '4Gi' } },
    },
    expect: {
      containers: [{ name: 'a', resources: guaranteed }],
      initContainers: [{ name: 'b', resources: { limits: { cpu: '3', memory: '1Gi' } } }],
      resources: {
        requests: { memory: '4Gi', cpu: '1' },
        limits: { memory: '4Gi', cpu: '3' },
      },
    },
  },
  {
    name: 'before 1.37 that was done earlier',
    version: '1.36',
    spec: {
      containers: [{ name: 'a', resources: guaranteed }],
      resources: { requests: { memory: '4Gi' } },
    },
    expect: {
      containers: [{ name: 'a', resources: guaranteed }],
      resources: { requests: { memory: '4Gi' } },
    },
  },
  {
    name: 'fields behind gates',
    spec: {
      hostUsers: false,
      schedulingGroup: { podGroupName: 'g' },
      volumes: [
        { name: 'e', emptyDir: { mode: 511 } },
        { name: 's', secret: { defaultUser: 1, items: [{ key: 'a', user: 2 }] } },
      ],
      containers: [
        {
          name: 'c',
          livenessProbe: { httpGet: { port: 1, protocol: 'HTTP1' } },
          lifecycle: { stopSignal: 'SIGTERM', preStop: { sleep: { seconds: 1 } } },
        },
      ],
    },
    expect: {
      hostUsers: false,
      volumes: [
        { name: 'e', emptyDir: {} },
        { name: 's', secret: { items: [{ key: 'a' }] } },
      ],
      containers: [
        {
          name: 'c',
          livenessProbe: { httpGet: { port: 1 } },
          lifecycle: { preStop: { sleep: { seconds: 1 } } },
        },
      ],
    },
  },
  {
    name: 'fields behind gates of 1.28',
    version: '1.28',
    spec: {
      hostUsers: false,
      resources: { limits: { cpu: '1' } },
      volumes: [{ name: 'i', image: { reference: 'r' } }, { name: 'e' }],
      initContainers: [{ name: 's', restartPolicy: 'Always' }],
      containers: [
        {
          name: 'c',
          restartPolicy: 'Always',
          volumeMounts: [
            { name: 'i', mountPath: '/i' },
            { name: 'e', mountPath: '/e', recursiveReadOnly: 'Enabled' },
          ],
        },
      ],
    },
    expect: {
      volumes: [{ name: 'e' }],
      initContainers: [{ name: 's' }],
      containers: [{ name: 'c', volumeMounts: [{ name: 'e', mountPath: '/e' }] }],
    },
  },
])('$name', ({ spec, metadata = {}, version, expect: expected, annotations }) => {
  const object = through(podWith(spec, metadata), version)
  expect(object['spec']).toEqual(podWith(expected)['spec'])
  if (annotations !== undefined) expect(object['metadata']).toMatchObject({ annotations })
})

test.for<{ name: string; spec: JsonObject; version?: KubernetesVersion; expect: string }>([
  { name: 'nothing', spec: {}, expect: 'BestEffort' },
  { name: 'no container', spec: { containers: [] }, expect: 'BestEffort' },
  {
    name: 'only other resources',
    spec: { containers: [{ resources: { limits: { 'a.b/c': '1' }, requests: { 'a.b/c': '1' } } }] },
    expect: 'BestEffort',
  },
  {
    name: 'cpu and memory, limited to what is requested',
    spec: {
      containers: [{ resources: guaranteed }, { resources: guaranteed }],
      initContainers: [{ resources: guaranteed }],
    },
    expect: 'Guaranteed',
  },
  {
    name: 'the same amount in other words',
    spec: {
      containers: [
        {
          resources: {
            limits: { cpu: '1000m', memory: '1Gi' },
            requests: { cpu: '1', memory: '1024Mi' },
          },
        },
      ],
    },
    expect: 'Guaranteed',
  },
  {
    name: 'one container of two',
    spec: { containers: [{ resources: guaranteed }, { resources: {} }] },
    expect: 'Burstable',
  },
  {
    name: 'cpu alone',
    spec: { containers: [{ resources: { limits: { cpu: '1' }, requests: { cpu: '1' } } }] },
    expect: 'Burstable',
  },
  {
    name: 'a request alone',
    spec: { containers: [{ resources: { requests: { cpu: '1m' } } }] },
    expect: 'Burstable',
  },
  {
    name: 'zeros',
    spec: { containers: [{ resources: { requests: { cpu: '0' } } }] },
    expect: 'BestEffort',
  },
  {
    name: 'the Pod’s own resources',
    spec: { containers: [{ resources: {} }], resources: guaranteed },
    expect: 'Guaranteed',
  },
  {
    name: 'empty resources of the Pod in 1.37',
    spec: { containers: [{ resources: guaranteed }], resources: {} },
    expect: 'Guaranteed',
  },
  {
    name: 'empty resources of the Pod in 1.36',
    version: '1.36',
    spec: { containers: [{ resources: guaranteed }], resources: {} },
    expect: 'BestEffort',
  },
])('the quality of service of $name', ({ spec, version, expect: qosClass }) => {
  expect(through(podWith(spec), version)['status']).toEqual({ phase: 'Pending', qosClass })
})

test.for<{ version: KubernetesVersion; qosClass: string }>([
  { version: '1.37', qosClass: 'BestEffort' },
  { version: '1.36', qosClass: 'Guaranteed' },
])('a class that the request says in $version', ({ version, qosClass }) => {
  const pod = { ...podWith({}), status: { phase: 'Running', qosClass: 'Guaranteed' } }
  expect(through(pod, version)['status']).toEqual({ phase: 'Pending', qosClass })
})

test('a Pod behind gates is not scheduled', () => {
  expect(through(podWith({ schedulingGates: [{ name: 'tide' }] }))['status']).toEqual({
    phase: 'Pending',
    qosClass: 'BestEffort',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: '2026-02-03T04:05:06Z',
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
      },
    ],
  })
})
