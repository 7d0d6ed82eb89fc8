import { type JsonValue, printPath } from '#src/core/index.ts'
import type { Difference } from './differences.ts'

type Excuse = (door: JsonValue, offline: JsonValue | undefined) => boolean

/** A field that only a cluster knows: offline there is nothing or a placeholder. */
export interface ClusterOnly {
  /** As problems print it; `[*]` is any index. */
  readonly path: string
  /** All kinds where none are given. */
  readonly kinds?: readonly string[]
  /** Whether what the door has there may be something else offline, or missing. */
  readonly excuses: Excuse
  /** Where it is said to be unknown, when that is another place. */
  readonly follows?: string
  readonly reason: string
}

const clock = 'the time of the request'
const chance = 'made of random numbers'
const allocated = 'taken from what the cluster has free'
const tracked = 'who wrote which field is kept by the cluster'
const named = 'the name that was made of random numbers'
const shared = 'a label of the template, where no webhook has parted the two maps of labels'
const identified = 'the uid of the Job, which is made of random numbers'

/** What a door may have there; anything else must be the same offline. */
const like =
  (pattern: RegExp): Excuse =>
  (door) =>
    pattern.test(String(door))

const clockMs = 10_000

/** The offline clock is set by the first door's, and the API server looks at its own more than once. */
const soon: Excuse = (door, offline) =>
  Math.abs(Date.parse(String(door)) - Date.parse(String(offline))) < clockMs

const anything: Excuse = () => true
const uid = like(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
/** The letters of https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go */
const generated = like(/[bcdfghjklmnpqrstvwxz2456789]{5}$/)
const tokenVolume = like(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
const serviceIp = like(/^10\.96\./)
const port = like(/^\d+$/)

const jobLabels = [
  'job-name',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
]

export const clusterOnly: readonly ClusterOnly[] = [
  { path: 'metadata.managedFields', excuses: anything, reason: tracked },
  { path: 'metadata.uid', excuses: uid, reason: chance },
  { path: 'metadata.creationTimestamp', excuses: soon, reason: clock },
  { path: 'metadata.name', excuses: generated, reason: chance },
  { path: 'metadata.name', kinds: ['LimitRange'], excuses: uid, reason: chance },
  {
    path: 'metadata.labels["kubernetes.io/metadata.name"]',
    kinds: ['Namespace'],
    excuses: generated,
    follows: 'metadata.name',
    reason: named,
  },
  ...jobLabels.map((label) => ({
    path: printPath(['metadata', 'labels', label]),
    kinds: ['Job'],
    excuses: anything,
    reason: shared,
  })),
  ...jobLabels.map((label) => ({
    path: printPath(['spec', 'template', 'metadata', 'labels', label]),
    kinds: ['Job'],
    excuses: label.endsWith('name') ? generated : uid,
    reason: label.endsWith('name') ? named : identified,
  })),
  {
    path: 'spec.selector.matchLabels["batch.kubernetes.io/controller-uid"]',
    kinds: ['Job'],
    excuses: uid,
    reason: identified,
  },
  ...[
    'spec.volumes[*].name',
    'spec.containers[*].volumeMounts[*].name',
    'spec.initContainers[*].volumeMounts[*].name',
  ].map((path) => ({
    path,
    kinds: ['Pod'],
    excuses: tokenVolume,
    follows: 'spec.volumes',
    reason: chance,
  })),
  { path: 'spec.clusterIP', kinds: ['Service'], excuses: serviceIp, reason: allocated },
  { path: 'spec.clusterIPs[*]', kinds: ['Service'], excuses: serviceIp, reason: allocated },
  { path: 'spec.healthCheckNodePort', kinds: ['Service'], excuses: port, reason: allocated },
  { path: 'spec.ports[*].nodePort', kinds: ['Service'], excuses: port, reason: allocated },
  {
    path: 'status.lastPhaseTransitionTime',
    kinds: ['PersistentVolume'],
    excuses: soon,
    reason: clock,
  },
  { path: 'spec.taint.timeAdded', kinds: ['DeviceTaintRule'], excuses: soon, reason: clock },
  {
    path: 'spec.devices[*].taints[*].timeAdded',
    kinds: ['ResourceSlice'],
    excuses: soon,
    reason: clock,
  },
  { path: 'status.conditions[*].lastTransitionTime', kinds: ['Pod'], excuses: soon, reason: clock },
]

/** The row of the table that the difference falls under, if one is there. */
export function clusterOnlyRow(
  kind: string,
  { path, door, offline }: Difference,
): ClusterOnly | undefined {
  if (door === undefined) return undefined
  const place = printPath(path.map((step) => (typeof step === 'number' ? 0 : step)))
  return clusterOnly.find(
    (row) =>
      (row.kinds?.includes(kind) ?? true) &&
      row.path.replaceAll('[*]', '[0]') === place &&
      row.excuses(door, offline),
  )
}

/** Whether the row is needed only when a second passes. */
export function isOfClock({ excuses }: ClusterOnly): boolean {
  return excuses === soon
}
