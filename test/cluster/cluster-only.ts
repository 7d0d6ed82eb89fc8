import { printPath } from '#src/core/index.ts'
import type { Difference } from './differences.ts'

/** A field that only a cluster knows: offline there is nothing or a placeholder. */
export interface ClusterOnly {
  /** As problems print it; `[*]` is any index. */
  readonly path: string
  /** All kinds where none are given. */
  readonly kinds?: readonly string[]
  /** What the door has there, as text; anything else must be the same offline. */
  readonly door: RegExp
  /** Where it is said to be unknown, when that is another place. */
  readonly follows?: string
  readonly reason: string
}

const clock = 'the time of the request'
const chance = 'made of random numbers'
const allocated = 'taken from what the cluster has free'
const tracked = 'who wrote which field is kept by the cluster'
const named = 'the name that was made of random numbers'
const identified = 'the uid of the Job, which is made of random numbers'

const anything = /^/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const uid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
/** The letters of https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go */
const generated = /[bcdfghjklmnpqrstvwxz2456789]{5}$/
const tokenVolume = /^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/
const port = /^\d+$/

export const clusterOnly: readonly ClusterOnly[] = [
  { path: 'metadata.managedFields', door: anything, reason: tracked },
  { path: 'metadata.uid', door: uid, reason: chance },
  { path: 'metadata.creationTimestamp', door: time, reason: clock },
  { path: 'metadata.name', door: generated, reason: chance },
  { path: 'metadata.name', kinds: ['LimitRange'], door: uid, reason: chance },
  {
    path: 'metadata.labels["kubernetes.io/metadata.name"]',
    kinds: ['Namespace'],
    door: generated,
    follows: 'metadata.name',
    reason: named,
  },
  ...['metadata', 'spec.template.metadata'].flatMap((metadata): readonly ClusterOnly[] => [
    ...['job-name', 'batch.kubernetes.io/job-name'].map((label) => ({
      path: printPath([...metadata.split('.'), 'labels', label]),
      kinds: ['Job'],
      door: generated,
      follows: 'metadata.name',
      reason: named,
    })),
    ...['controller-uid', 'batch.kubernetes.io/controller-uid'].map((label) => ({
      path: printPath([...metadata.split('.'), 'labels', label]),
      kinds: ['Job'],
      door: uid,
      follows: 'metadata.uid',
      reason: identified,
    })),
  ]),
  {
    path: 'spec.selector.matchLabels["batch.kubernetes.io/controller-uid"]',
    kinds: ['Job'],
    door: uid,
    follows: 'metadata.uid',
    reason: identified,
  },
  ...[
    'spec.volumes[*].name',
    'spec.containers[*].volumeMounts[*].name',
    'spec.initContainers[*].volumeMounts[*].name',
  ].map((path) => ({
    path,
    kinds: ['Pod'],
    door: tokenVolume,
    follows: 'spec.volumes',
    reason: chance,
  })),
  { path: 'spec.clusterIP', kinds: ['Service'], door: /^10\.96\./, reason: allocated },
  { path: 'spec.clusterIPs', kinds: ['Service'], door: /^\["10\.96\./, reason: allocated },
  { path: 'spec.clusterIPs[*]', kinds: ['Service'], door: /^10\.96\./, reason: allocated },
  { path: 'spec.healthCheckNodePort', kinds: ['Service'], door: port, reason: allocated },
  { path: 'spec.ports[*].nodePort', kinds: ['Service'], door: port, reason: allocated },
  {
    path: 'status.lastPhaseTransitionTime',
    kinds: ['PersistentVolume'],
    door: time,
    reason: clock,
  },
  { path: 'spec.taint.timeAdded', kinds: ['DeviceTaintRule'], door: time, reason: clock },
  {
    path: 'spec.devices[*].taints[*].timeAdded',
    kinds: ['ResourceSlice'],
    door: time,
    reason: clock,
  },
  { path: 'status.conditions[*].lastTransitionTime', kinds: ['Pod'], door: time, reason: clock },
]

/** The row of the table that the difference falls under, if one is there. */
export function clusterOnlyRow(kind: string, difference: Difference): ClusterOnly | undefined {
  const { path, door } = difference
  if (door === undefined) return undefined
  const place = printPath(path.map((step) => (typeof step === 'number' ? 0 : step)))
  const text = typeof door === 'string' ? door : JSON.stringify(door)
  return clusterOnly.find(
    (row) =>
      (row.kinds?.includes(kind) ?? true) &&
      row.path.replaceAll('[*]', '[0]') === place &&
      row.door.test(text),
  )
}
