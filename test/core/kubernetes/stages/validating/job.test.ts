import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { atValidatingDoor } from '#src/core/kubernetes/stages/validating-door.ts'
import { clusterWith, kindOf, unknownPaths } from '../surroundings.ts'

const uid = '00000000-0000-4000-8000-000000000000'
const labels = 'spec.template.metadata.labels'

interface Row {
  readonly name: string
  readonly metadata: JsonObject
  readonly spec: JsonObject
  readonly expect: JsonObject
  readonly unknown: readonly string[]
}

test.for<Row>([
  {
    name: 'selects its Pods by its uid',
    metadata: { name: 'a' },
    spec: { template: { metadata: { labels: { app: 'x' } } } },
    expect: {
      template: {
        metadata: {
          labels: {
            app: 'x',
            'job-name': 'a',
            'batch.kubernetes.io/job-name': 'a',
            'controller-uid': uid,
            'batch.kubernetes.io/controller-uid': uid,
          },
        },
      },
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
    },
    unknown: [
      `${labels}.controller-uid`,
      `${labels}.batch.kubernetes.io/controller-uid`,
      'spec.selector.matchLabels.batch.kubernetes.io/controller-uid',
    ],
  },
  {
    name: 'keeps labels and selector that it has',
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
      template: {
        metadata: {
          labels: {
            'job-name': 'b',
            'batch.kubernetes.io/job-name': 'b',
            'controller-uid': 'u',
            'batch.kubernetes.io/controller-uid': 'u',
          },
        },
      },
    },
    expect: {
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
      template: {
        metadata: {
          labels: {
            'job-name': 'b',
            'batch.kubernetes.io/job-name': 'b',
            'controller-uid': 'u',
            'batch.kubernetes.io/controller-uid': 'u',
          },
        },
      },
    },
    unknown: [],
  },
  {
    name: 'manages its selector itself',
    metadata: { name: 'a' },
    spec: { manualSelector: true, selector: { matchLabels: { app: 'x' } } },
    expect: { manualSelector: true, selector: { matchLabels: { app: 'x' } } },
    unknown: [],
  },
])('a Job $name', ({ metadata, spec, expect: expected, unknown }) => {
  const object = { apiVersion: 'batch/v1', kind: 'Job', metadata, spec }
  const staged = atValidatingDoor(object, kindOf(object), clusterWith())
  expect(staged.object['spec']).toEqual(expected)
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})

test('a generated name stands in the labels too, and labels by default could be the template’s', () => {
  const object = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { generateName: 'a-', labels: { app: 'x', 'job-name': 'own' } },
    spec: { template: { metadata: { labels: { app: 'x', 'job-name': 'own' } } } },
  }
  const { unknown } = atValidatingDoor(object, kindOf(object), clusterWith())
  expect(unknownPaths(unknown)).toEqual([
    'metadata.name',
    `${labels}.batch.kubernetes.io/job-name`,
    'metadata.labels.batch.kubernetes.io/job-name',
    'metadata.labels.controller-uid',
    'metadata.labels.batch.kubernetes.io/controller-uid',
    `${labels}.controller-uid`,
    `${labels}.batch.kubernetes.io/controller-uid`,
    'spec.selector.matchLabels.batch.kubernetes.io/controller-uid',
  ])
})
