import { expect, test } from 'vitest'
import { equivalentsWith } from '#src/core/kubernetes/equivalents.ts'

const widget = (group: string, version: string, resource = 'widgets') => ({
  group,
  version,
  kind: 'Widget',
  resource,
  namespaced: true,
  creatable: true,
  shortNames: [],
  subResources: [],
})

const equivalents = equivalentsWith([
  widget('example.com', 'v1'),
  widget('example.com', 'v1beta1'),
  widget('other.example.com', 'v1'),
  widget('other.example.com', 'v1', 'events'),
])

test.for([
  {
    name: 'the versions of a built-in resource',
    asked: ['autoscaling', 'horizontalpodautoscalers'],
    expected: ['autoscaling/v1', 'autoscaling/v2'],
  },
  { name: 'Events, in two groups', asked: ['', 'events'], expected: ['events.k8s.io/v1', '/v1'] },
  {
    name: 'the versions of a custom resource',
    asked: ['example.com', 'widgets'],
    expected: ['example.com/v1', 'example.com/v1beta1'],
  },
  {
    name: 'no group but its own, of a custom resource',
    asked: ['other.example.com', 'events'],
    expected: ['other.example.com/v1'],
  },
  { name: 'what nobody serves', asked: ['example.com', 'gadgets'], expected: [] },
  {
    name: 'what is called like a member of every object',
    asked: ['', 'constructor'],
    expected: [],
  },
] as const)('$name', ({ asked: [group, resource], expected }) => {
  const found = equivalents(group, resource).map(({ group, version }) => `${group}/${version}`)
  expect(found).toEqual(expected)
})
