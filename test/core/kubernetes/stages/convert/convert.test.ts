import { expect, test } from 'vitest'
import { type KubernetesVersion, parseJson } from '#src/core/index.ts'
import { convert } from '#src/core/kubernetes/stages/convert/convert.ts'

interface Row {
  readonly name: string
  readonly kind: string
  readonly given: object
  readonly expect: object
  readonly version?: KubernetesVersion
}

const generation = 'deprecated.daemonset.template.generation'
const rollback = 'deprecated.deployment.rollback.to'

test.for<Row>([
  {
    name: 'stringData overwrites data, and is bytes',
    kind: 'v1 Secret',
    given: { data: { a: 'QQ==', b: 'Qg==' }, stringData: { a: 'ß', c: '' } },
    expect: { data: { a: 'w58=', b: 'Qg==', c: '' } },
  },
  {
    name: 'an empty stringData leaves no data behind',
    kind: 'v1 Secret',
    given: { stringData: {} },
    expect: {},
  },
  {
    name: 'a Pod CIDR that is not the first of several stands alone',
    kind: 'v1 Node',
    given: { spec: { podCIDR: 'a', podCIDRs: ['b', 'c'] } },
    expect: { spec: { podCIDR: 'a', podCIDRs: ['a'] } },
  },
  {
    name: 'the first Pod CIDR is named alone too',
    kind: 'v1 Node',
    given: { spec: { podCIDRs: ['b', 'c'] } },
    expect: { spec: { podCIDR: 'b', podCIDRs: ['b', 'c'] } },
  },
  {
    name: 'an empty first Pod CIDR is not named',
    kind: 'v1 Node',
    given: { spec: { podCIDRs: ['', 'c'] } },
    expect: { spec: { podCIDRs: ['', 'c'] } },
  },
  {
    name: 'claim templates say what they are',
    kind: 'apps/v1 StatefulSet',
    given: { spec: { volumeClaimTemplates: [{ metadata: {} }, { apiVersion: 'x', kind: 'Y' }] } },
    expect: {
      spec: {
        volumeClaimTemplates: [
          { metadata: {}, apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
          { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
        ],
      },
    },
  },
  {
    name: 'an unused rolling update of a StatefulSet gets a partition',
    kind: 'apps/v1 StatefulSet',
    given: { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: { maxUnavailable: 3 } } } },
    expect: {
      spec: {
        updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 0, maxUnavailable: 3 } },
      },
    },
  },
  {
    name: 'a DaemonSet always has a template generation',
    kind: 'apps/v1 DaemonSet',
    given: { metadata: { annotations: { a: 'b' } }, spec: {} },
    expect: { metadata: { annotations: { a: 'b', [generation]: '0' } }, spec: {} },
  },
  {
    name: 'a template generation is written as a number',
    kind: 'apps/v1 DaemonSet',
    given: {
      metadata: { annotations: { [generation]: '-05' } },
      spec: { updateStrategy: { rollingUpdate: {} } },
    },
    expect: {
      metadata: { annotations: { [generation]: '-5' } },
      spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 0 } } },
    },
  },
  {
    name: 'an unused rolling update of a Deployment gets zeros',
    kind: 'apps/v1 Deployment',
    given: { spec: { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: '5%' } } } },
    expect: {
      spec: {
        strategy: { type: 'Recreate', rollingUpdate: { maxSurge: '5%', maxUnavailable: 0 } },
      },
    },
  },
  {
    name: 'the revision to roll back to is written as a number',
    kind: 'apps/v1 Deployment',
    given: { metadata: { annotations: { [rollback]: '+04' } } },
    expect: { metadata: { annotations: { [rollback]: '4' } } },
  },
  {
    name: 'an empty revision goes, and the annotations with it',
    kind: 'apps/v1 Deployment',
    given: { metadata: { name: 'a', annotations: { [rollback]: '' } } },
    expect: { metadata: { name: 'a' } },
  },
  {
    name: 'a conversion webhook that says nothing goes',
    kind: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
    given: {
      spec: { conversion: { strategy: 'None', webhook: { conversionReviewVersions: null } } },
    },
    expect: { spec: { conversion: { strategy: 'None' } } },
  },
  {
    name: 'a conversion webhook with an empty list of versions stays',
    kind: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
    given: { spec: { conversion: { webhook: { conversionReviewVersions: [] } } } },
    expect: { spec: { conversion: { webhook: { conversionReviewVersions: [] } } } },
  },
  {
    name: 'autoscaling/v2 has no use for the annotations of v1',
    kind: 'autoscaling/v2 HorizontalPodAutoscaler',
    given: {
      metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/metrics': '[]', a: 'b' } },
    },
    expect: { metadata: { annotations: { a: 'b' } } },
  },
  {
    name: 'up to 1.36 the names of the service account agree',
    kind: 'v1 Pod',
    version: '1.36',
    given: { spec: { serviceAccount: 'pilot', terminationGracePeriodSeconds: -3 }, status: {} },
    expect: {
      spec: {
        serviceAccount: 'pilot',
        serviceAccountName: 'pilot',
        terminationGracePeriodSeconds: 1,
      },
      status: {},
    },
  },
  {
    name: 'up to 1.36 the addresses of a Pod agree',
    kind: 'v1 Pod',
    version: '1.30',
    given: { status: { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.2' }, { ip: '10.0.0.3' }] } },
    expect: { status: { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }] } },
  },
  {
    name: 'up to 1.36 the templates of workloads lose old annotations, and keep a negative grace period',
    kind: 'batch/v1 CronJob',
    version: '1.36',
    given: {
      spec: {
        jobTemplate: {
          spec: {
            template: {
              metadata: { annotations: { 'pod.beta.kubernetes.io/init-containers': '[]' } },
              spec: { serviceAccountName: 'pilot', terminationGracePeriodSeconds: -3 },
            },
          },
        },
      },
    },
    expect: {
      spec: {
        jobTemplate: {
          spec: {
            template: {
              metadata: {},
              spec: {
                serviceAccountName: 'pilot',
                serviceAccount: 'pilot',
                terminationGracePeriodSeconds: -3,
              },
            },
          },
        },
      },
    },
  },
  {
    name: 'from 1.37 on these are defaults',
    kind: 'v1 Pod',
    given: { spec: { serviceAccount: 'pilot' } },
    expect: { spec: { serviceAccount: 'pilot' } },
  },
  {
    name: 'a kind without rules stays as it is',
    kind: 'v1 ConfigMap',
    given: { data: { constructor: 'a' } },
    expect: { data: { constructor: 'a' } },
  },
])('$name', ({ kind: of, given, expect: expected, version = '1.37' }) => {
  const [apiVersion = '', kind = ''] = of.split(' ')
  const object = { apiVersion, kind, ...(given as Record<string, never>) }
  expect(convert(object, { apiVersion, kind }, version)).toEqual({
    kind: 'object',
    object: { apiVersion, kind, ...expected },
  })
})

test('a key that means something in JavaScript is just a key', () => {
  const read = parseJson('{"stringData":{"__proto__":"a"}}')
  if (read.kind === 'problem') throw new Error(read.message)
  const converted = convert(read.value as never, { apiVersion: 'v1', kind: 'Secret' }, '1.37')
  const data = converted.kind === 'object' ? converted.object['data'] : undefined
  expect(Object.entries(data ?? {})).toEqual([['__proto__', 'YQ==']])
})

test.for([
  {
    name: 'a revision that is no number',
    kind: 'Deployment',
    annotation: rollback,
    value: 'x"y',
    message: `failed to parse annotation[${rollback}]=x"y as int64: strconv.ParseInt: parsing "x\\"y": invalid syntax`,
  },
  {
    name: 'a revision beyond 64 bits',
    kind: 'Deployment',
    annotation: rollback,
    value: '99999999999999999999',
    message: `failed to parse annotation[${rollback}]=99999999999999999999 as int64: strconv.ParseInt: parsing "99999999999999999999": value out of range`,
  },
  {
    name: 'an empty template generation',
    kind: 'DaemonSet',
    annotation: generation,
    value: '',
    message: 'strconv.ParseInt: parsing "": invalid syntax',
  },
])('$name is refused in the API server’s words', ({ kind, annotation, value, message }) => {
  const object = { metadata: { annotations: { [annotation]: value } } }
  const path = ['metadata', 'annotations', annotation]
  expect(convert(object, { apiVersion: 'apps/v1', kind }, '1.37')).toEqual({
    kind: 'problem',
    path,
    message,
  })
})
