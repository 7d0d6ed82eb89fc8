import { describe, expect, onTestFinished, test } from 'vitest'
import type { Controller } from '#src/cluster/controller.ts'
import { type Leader, leader, termOf } from '#src/cluster/lease/leader.ts'
import { pause } from '#src/cluster/pause.ts'
import type { JsonObject } from '#src/core/index.ts'
import {
  type MemoryCluster,
  type MemoryConnection,
  memoryCluster,
} from '#test/support/memory-cluster.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** Renewed every 40 ms, given up after 200 ms, taken over after 300 ms. */
const term = { durationMs: 300, renewDeadlineMs: 200, retryMs: 40 }
const path = '/apis/coordination.k8s.io/v1/namespaces/ours/leases/sallyport'

interface Candidate {
  readonly leader: Leader
  readonly connection: MemoryConnection
  /** `acquired 0`, `work begins`, `work ends`, `lost: WHY`, `follows WHO`. */
  readonly events: readonly string[]
  readonly stop: () => Promise<void>
}

function candidateIn(cluster: MemoryCluster, identity: string): Candidate {
  const events: string[] = []
  const connection = cluster.connect()
  const worker: Controller = {
    name: 'worker',
    run: async (signal) => {
      events.push('work begins')
      await pause(60_000, signal)
      events.push('work ends')
    },
  }
  const observer = {
    acquired: (transitions: number) => void events.push(`acquired ${transitions}`),
    lost: (why: string) => void events.push(`lost: ${why}`),
    follows: (holder: string) => void events.push(`follows ${holder}`),
    failed: () => undefined,
  }
  const place = { namespace: 'ours', name: 'sallyport' }
  const elected = leader(connection, { ...place, identity, term, observer }, [worker])
  const end = new AbortController()
  const running = elected.run(end.signal)
  const stop = async () => {
    end.abort()
    await running
  }
  onTestFinished(stop)
  return { leader: elected, connection, events, stop }
}

async function untilLeads(one: Candidate): Promise<void> {
  await waitFor(() => one.leader.isLeader())
}

function specOf(cluster: MemoryCluster): JsonObject {
  return cluster.read(path)?.['spec'] as JsonObject
}

test('the first one creates the Lease, the second one follows', async () => {
  const cluster = memoryCluster()
  const a = candidateIn(cluster, 'a')
  await untilLeads(a)
  const b = candidateIn(cluster, 'b')
  await waitFor(() => b.events.includes('follows a'))
  await pause(term.durationMs * 2)
  expect(a.events).toEqual(['acquired 0', 'work begins'])
  expect(b.leader.isLeader()).toBe(false)
  expect(specOf(cluster)).toMatchObject({ holderIdentity: 'a', leaseTransitions: 0 })
})

test('who ends releases the Lease: the next one need not wait for its end', async () => {
  const cluster = memoryCluster()
  const a = candidateIn(cluster, 'a')
  await untilLeads(a)
  await a.stop()
  expect(a.events).toEqual(['acquired 0', 'work begins', 'work ends'])
  expect(specOf(cluster)).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1 })
  const before = performance.now()
  const b = candidateIn(cluster, 'b')
  await untilLeads(b)
  expect(performance.now() - before).toBeLessThan(term.durationMs)
  expect(specOf(cluster)).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 })
})

test.for(['gone', 'silent'] as const)(
  'a leader whose API server is %s stops its work before another one begins',
  async (state) => {
    const cluster = memoryCluster()
    const a = candidateIn(cluster, 'a')
    await untilLeads(a)
    const b = candidateIn(cluster, 'b')
    a.connection.turn(state)
    let both = 0
    await waitFor(() => {
      if (a.leader.isLeader() && b.leader.isLeader()) both++
      if (a.events.at(-1) === 'work begins' && b.events.includes('work begins')) both++
      return b.leader.isLeader()
    })
    expect(both).toBe(0)
    await waitFor(() => a.events.includes('work ends'))
    expect(a.events).toContain('lost: the lease could not be renewed in time')
    a.connection.turn('there')
    await waitFor(() => a.events.includes('follows b'))
    expect(specOf(cluster)).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 })
  },
)

describe('what others do to the Lease', () => {
  test('it is stolen: the work ends at once, and it is taken back when the thief does not renew', async () => {
    const cluster = memoryCluster()
    const a = candidateIn(cluster, 'a')
    await untilLeads(a)
    cluster.write(path, withSpec(cluster, { holderIdentity: 'thief', leaseDurationSeconds: 1 }))
    await waitFor(() => a.events.includes('lost: thief has taken the lease'))
    expect(a.leader.isLeader()).toBe(false)
    await waitFor(() => a.leader.isLeader())
    expect(a.events.slice(0, 4)).toEqual([
      'acquired 0',
      'work begins',
      'lost: thief has taken the lease',
      'work ends',
    ])
    expect(specOf(cluster)).toMatchObject({ holderIdentity: 'a', leaseTransitions: 1 })
  })

  test('it is deleted: it is made again, and the work goes on', async () => {
    const cluster = memoryCluster()
    const a = candidateIn(cluster, 'a')
    await untilLeads(a)
    cluster.remove(path)
    await waitFor(() => cluster.read(path) !== undefined)
    await pause(term.durationMs)
    expect(a.events).toEqual(['acquired 0', 'work begins'])
    expect(a.leader.isLeader()).toBe(true)
  })

  test.for([
    { name: 'a duration without end', spec: { holderIdentity: 'x', leaseDurationSeconds: 1e9 } },
    { name: 'no duration', spec: { holderIdentity: 'x', leaseDurationSeconds: null } },
    { name: 'rubbish', spec: { holderIdentity: 7, leaseDurationSeconds: 'long', renewTime: {} } },
  ])('$name of a holder that is not there keeps nobody waiting for ever', async ({ spec }) => {
    const cluster = memoryCluster()
    cluster.write(path, { metadata: { name: 'sallyport', labels: { team: 'x' } }, spec })
    const a = candidateIn(cluster, 'a')
    await untilLeads(a)
    expect(cluster.read(path)).toMatchObject({ metadata: { labels: { team: 'x' } } })
  })
})

test('a clock that is years off does not matter: what counts is when the Lease was seen to change', async () => {
  const cluster = memoryCluster()
  cluster.write(path, {
    metadata: { name: 'sallyport' },
    spec: {
      holderIdentity: 'z',
      leaseDurationSeconds: 1,
      renewTime: '2001-01-01T00:00:00.000000Z',
    },
  })
  const began = performance.now()
  const late = candidateIn(cluster, 'late')
  await untilLeads(late)
  expect(performance.now() - began).toBeGreaterThan(900)
})

test('what a controller throws is told, and the others go on', async () => {
  const cluster = memoryCluster()
  const failures: string[] = []
  const observer = {
    acquired: () => undefined,
    lost: () => undefined,
    follows: () => undefined,
    failed: (message: string) => void failures.push(message),
  }
  const broken: Controller = { name: 'broken', run: () => Promise.reject(new Error('a bug')) }
  const place = { namespace: 'ours', name: 'sallyport' }
  const elected = leader(cluster.connect(), { ...place, term, observer }, [broken])
  const end = new AbortController()
  const running = elected.run(end.signal)
  await waitFor(() => failures.length > 0)
  expect(failures).toEqual(['broken: a bug'])
  expect(elected.isLeader()).toBe(true)
  expect(elected.transitions()).toBe(0)
  end.abort()
  await running
})

test('a term has the proportions of the usual one', () => {
  expect(termOf(15_000)).toEqual({ durationMs: 15_000, renewDeadlineMs: 10_000, retryMs: 2_000 })
  expect(termOf(3_000)).toEqual({ durationMs: 3_000, renewDeadlineMs: 2_000, retryMs: 400 })
})

function withSpec(cluster: MemoryCluster, spec: JsonObject): JsonObject {
  const lease = cluster.read(path) ?? {}
  return { ...lease, spec: { ...specOf(cluster), ...spec } }
}
