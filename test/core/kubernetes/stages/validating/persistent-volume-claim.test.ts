import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { atValidatingDoor } from '#src/core/kubernetes/stages/validating-door.ts'
import { clusterWith, kindOf } from '../surroundings.ts'

const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' }
const other = { apiGroup: 'harbour.example', kind: 'Hold', name: 'h' }

test.for<{ name: string; spec: JsonObject; expect: JsonObject }>([
  {
    name: 'the old field says the new one',
    spec: { dataSource: snapshot },
    expect: { dataSource: snapshot, dataSourceRef: snapshot },
  },
  {
    name: 'a claim has no group',
    spec: { dataSource: { apiGroup: null, kind: 'PersistentVolumeClaim', name: 'c' } },
    expect: {
      dataSource: { apiGroup: null, kind: 'PersistentVolumeClaim', name: 'c' },
      dataSourceRef: { apiGroup: null, kind: 'PersistentVolumeClaim', name: 'c' },
    },
  },
  {
    name: 'the new field says the old one',
    spec: { dataSourceRef: other },
    expect: { dataSource: other, dataSourceRef: other },
  },
  { name: 'the old field alone cannot say everything', spec: { dataSource: other }, expect: {} },
  {
    name: 'no source of another namespace',
    spec: { dataSourceRef: { ...other, namespace: 'quay' } },
    expect: {},
  },
  {
    name: 'two that differ stay',
    spec: { dataSource: snapshot, dataSourceRef: other },
    expect: { dataSource: snapshot, dataSourceRef: other },
  },
])('$name', ({ spec, expect: expected }) => {
  const object = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: {}, spec }
  const staged = atValidatingDoor(object, kindOf(object), clusterWith())
  expect(staged.object['spec']).toEqual(expected)
})
