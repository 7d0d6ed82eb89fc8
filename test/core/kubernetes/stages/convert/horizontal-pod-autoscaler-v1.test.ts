import { expect, test } from 'vitest'
import type { JsonObject, KubernetesVersion } from '#src/core/index.ts'
import { convert } from '#src/core/kubernetes/stages/convert/convert.ts'

interface Row {
  readonly name: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly spec?: JsonObject
  readonly status?: JsonObject
  readonly expect: {
    readonly annotations?: Readonly<Record<string, string>>
    readonly target?: number
    readonly current?: number
  }
  readonly version?: KubernetesVersion
}

const prefix = 'autoscaling.alpha.kubernetes.io'

test.for<Row>([
  { name: 'without any metric the CPU target is 80', expect: { target: 80 } },
  {
    name: 'a target of its own stays',
    spec: { targetCPUUtilizationPercentage: 60 },
    expect: { target: 60 },
  },
  {
    name: 'metrics are written as Go writes them, and the first CPU target moves to its field',
    annotations: {
      metrics:
        '[{"type":"Pods","pods":{"targetAverageValue":"1000m","metricName":"<m>"}},{"type":"Resource","RESOURCE":{"name":"cpu","targetAverageUtilization":70}}]',
    },
    spec: { targetCPUUtilizationPercentage: 60 },
    expect: {
      annotations: {
        metrics:
          '[{"type":"Pods","pods":{"metricName":"\\u003cm\\u003e","targetAverageValue":"1"}}]',
      },
      target: 70,
    },
  },
  {
    name: 'other metrics leave no CPU target',
    annotations: { metrics: '[{"type":"External","external":{"metricName":"tide"}}]' },
    expect: {
      annotations: { metrics: '[{"type":"External","external":{"metricName":"tide"}}]' },
    },
  },
  {
    name: 'what Go cannot read is dropped',
    annotations: { metrics: '[{"type":1}]', behavior: 'x', conditions: '{}' },
    expect: { target: 80 },
  },
  {
    name: 'the behaviour has Go’s names',
    annotations: { behavior: '{"scaleDown":{"stabilizationWindowSeconds":10}}' },
    expect: {
      annotations: {
        behavior:
          '{"ScaleUp":null,"ScaleDown":{"StabilizationWindowSeconds":10,"SelectPolicy":null,"Policies":null,"Tolerance":null}}',
      },
      target: 80,
    },
  },
  {
    name: 'the behaviour of releases that knew no tolerance',
    version: '1.32',
    annotations: { behavior: '{"ScaleUp":{}}' },
    expect: {
      annotations: {
        behavior:
          '{"ScaleUp":{"StabilizationWindowSeconds":null,"SelectPolicy":null,"Policies":null},"ScaleDown":null}',
      },
      target: 80,
    },
  },
  { name: 'an empty behaviour goes', annotations: { behavior: '{}' }, expect: { target: 80 } },
  {
    name: 'the current utilization is kept as a metric too',
    status: { currentCPUUtilizationPercentage: 5 },
    expect: {
      annotations: {
        'current-metrics':
          '[{"type":"Resource","resource":{"name":"cpu","currentAverageUtilization":5,"currentAverageValue":"0"}}]',
      },
      target: 80,
      current: 5,
    },
  },
  {
    name: 'current metrics know better than the field',
    annotations: { 'current-metrics': 'null' },
    status: { currentCPUUtilizationPercentage: 5 },
    expect: { target: 80 },
  },
])('$name', ({ annotations = {}, spec = {}, status = {}, expect: expected, version = '1.37' }) => {
  const of = { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler' }
  const object = { ...of, metadata: metadataWith(annotations), spec, status }
  const { target, current } = expected
  expect(convert(object, of, version)).toEqual({
    kind: 'object',
    object: {
      ...of,
      metadata: metadataWith(expected.annotations ?? {}),
      spec: target === undefined ? {} : { targetCPUUtilizationPercentage: target },
      status: current === undefined ? {} : { currentCPUUtilizationPercentage: current },
    },
  })
})

function metadataWith(annotations: Readonly<Record<string, string>>): JsonObject {
  const entries = Object.entries(annotations).map(([name, text]) => [`${prefix}/${name}`, text])
  return entries.length === 0 ? {} : { annotations: Object.fromEntries(entries) }
}
