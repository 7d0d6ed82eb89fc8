import { expect, test } from 'vitest'
import { existingPodWarnings } from '#src/core/pod-security-admission/existing-pods.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { goodSpec, hostReason, hostSpec, podOf } from './pods.ts'

const exemptions = {
  usernames: new Set<string>(),
  namespaces: new Set<string>(),
  runtimeClasses: new Set(['kata']),
}
const summary =
  'existing pods in namespace "shop" violate the new PodSecurity enforce level "baseline:latest"'

function warningsOf(pods: readonly JsonObject[], interrupted = () => false): readonly string[] {
  const given = { namespace: 'shop', pods, exemptions, interrupted }
  return existingPodWarnings({ level: 'baseline', version: 'latest' }, given)
}

function host(name: string, metadata: JsonObject = {}): JsonObject {
  return podOf(hostSpec, { name, ...metadata })
}

function good(name: string): JsonObject {
  return podOf(goodSpec, { name })
}

function privileged(name: string): JsonObject {
  return podOf({ containers: [{ name: 'a', securityContext: { privileged: true } }] }, { name })
}

function ownedBy(uid: string, controller = true): JsonObject {
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'r', uid, controller }
  return { ownerReferences: [{ ...owner, uid: 'other', controller: false }, owner] }
}

test.for([
  { name: 'no Pods', pods: [], warnings: [] },
  { name: 'Pods that are allowed', pods: [good('a'), good('b')], warnings: [] },
  { name: 'one Pod', pods: [good('a'), host('b')], warnings: [summary, `b: ${hostReason}`] },
  {
    name: 'two Pods',
    pods: [host('c'), host('b')],
    warnings: [summary, `b (and 1 other pod): ${hostReason}`],
  },
  {
    name: 'more Pods',
    pods: [host('c'), host('b'), host('d'), host('B')],
    warnings: [summary, `B (and 3 other pods): ${hostReason}`],
  },
  {
    name: 'several reasons, in the order of the texts',
    pods: [privileged('b'), host('z'), host('c'), privileged('a')],
    warnings: [summary, 'a (and 1 other pod): privileged', `c (and 1 other pod): ${hostReason}`],
  },
  {
    name: 'an exempt runtime class',
    pods: [podOf({ ...hostSpec, runtimeClassName: 'kata' })],
    warnings: [],
  },
  { name: 'a Pod without anything', pods: [{}, { metadata: null, spec: 'x' }], warnings: [] },
])('$name', ({ pods, warnings }) => {
  expect(warningsOf(pods)).toEqual(warnings)
})

const partial = (looked: number, all: number) =>
  `new PodSecurity enforce level only checked against the first ${looked} of ${all} existing pods`

test('who is interrupted says how far it came', () => {
  let looks = 0
  const interrupted = () => ++looks === 2
  const pods = [good('a'), host('b'), host('c')]
  expect(warningsOf(pods, interrupted)).toEqual([partial(2, 3), summary, `b: ${hostReason}`])
})

test('interrupted at the last Pod, it is not partial', () => {
  expect(warningsOf([good('a')], () => true)).toEqual([])
})

test('at most 3000 Pods are looked at, without those that are exempt', () => {
  const exempt = podOf({ ...hostSpec, runtimeClassName: 'kata' })
  const many = Array.from({ length: 3000 }, () => good('a'))
  expect(warningsOf([exempt, ...many])).toEqual([])
  expect(warningsOf([exempt, ...many, host('b')])).toEqual([partial(3000, 3001)])
})

test('one Pod of each controller comes before further ones', () => {
  const pods = [
    host('a', ownedBy('1')),
    host('b', ownedBy('1')),
    privileged('c'),
    host('d', ownedBy('2')),
    host('e', ownedBy('1', false)),
  ]
  let looks = 0
  const interrupted = () => ++looks === 4
  expect(warningsOf(pods, interrupted)).toEqual([
    partial(4, 5),
    summary,
    `a (and 2 other pods): ${hostReason}`,
    'c: privileged',
  ])
})
