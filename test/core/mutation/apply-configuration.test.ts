import { expect, test } from 'vitest'
import { applyConfiguration } from '#src/core/mutation/apply-configuration.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const pod = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec,
})

test.for<{ name: string; object: JsonObject; configuration: JsonObject; expected: JsonObject }>([
  {
    name: 'labels merge by name',
    object: pod({}, { labels: { a: '1', b: '2' } }),
    configuration: { metadata: { labels: { b: '3', c: '4' } } },
    expected: pod({}, { labels: { a: '1', b: '3', c: '4' } }),
  },
  {
    name: 'containers merge by name and keep their order',
    object: pod({
      containers: [
        { name: 'a', image: 'a:1' },
        { name: 'b', image: 'b:1' },
      ],
    }),
    configuration: { spec: { containers: [{ name: 'b', env: [{ name: 'X', value: '1' }] }] } },
    expected: pod({
      containers: [
        { name: 'a', image: 'a:1' },
        { name: 'b', image: 'b:1', env: [{ name: 'X', value: '1' }] },
      ],
    }),
  },
  {
    name: 'a null leaves what is merged, and takes the place of all else',
    object: pod({ containers: [{ name: 'a' }], hostname: 'h' }, { labels: { a: '1' } }),
    configuration: {
      metadata: { labels: null },
      spec: { containers: null, initContainers: null, hostname: null },
    },
    expected: pod(
      { containers: [{ name: 'a' }], hostname: null, initContainers: null },
      { labels: { a: '1' } },
    ),
  },
  {
    name: 'a new container goes to the end',
    object: pod({ containers: [{ name: 'a' }] }),
    configuration: { spec: { containers: [{ name: 'sidecar', image: 's:1' }] } },
    expected: pod({ containers: [{ name: 'a' }, { name: 'sidecar', image: 's:1' }] }),
  },
  {
    name: 'ports merge by number and protocol, TCP when it is not said',
    object: pod({ containers: [{ name: 'a', ports: [{ containerPort: 80, protocol: 'TCP' }] }] }),
    configuration: {
      spec: { containers: [{ name: 'a', ports: [{ containerPort: 80, name: 'http' }] }] },
    },
    expected: pod({
      containers: [{ name: 'a', ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }] }],
    }),
  },
  {
    name: 'a set gains what it lacks',
    object: pod({}, { finalizers: ['a', 'b'] }),
    configuration: { metadata: { finalizers: ['b', 'c'] } },
    expected: pod({}, { finalizers: ['a', 'b', 'c'] }),
  },
  {
    name: 'the template of a workload merges as a Pod does',
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { template: { spec: { containers: [{ name: 'a' }] } } },
    },
    configuration: { spec: { template: { spec: { containers: [{ name: 'a', image: 'x:1' }] } } } },
    expected: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { template: { spec: { containers: [{ name: 'a', image: 'x:1' }] } } },
    },
  },
])('$name', ({ object, configuration, expected }) => {
  expect(applyConfiguration(object, configuration)).toEqual({ kind: 'applied', object: expected })
})

test.for<{ name: string; configuration: JsonObject; path: string }>([
  {
    name: 'tolerations',
    configuration: { spec: { tolerations: [{ key: 'a' }] } },
    path: '.spec.tolerations',
  },
  {
    name: 'the node selector',
    configuration: { spec: { nodeSelector: { a: 'b' } } },
    path: '.spec.nodeSelector',
  },
  {
    name: 'a command',
    configuration: { spec: { containers: [{ name: 'a', command: ['x'] }] } },
    path: '.spec.containers[0].command',
  },
])('$name are atomic and refused in the words of Kubernetes', ({ configuration, path }) => {
  expect(applyConfiguration(pod({}), configuration)).toEqual({
    kind: 'error',
    message: `error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${path}`,
  })
})
