import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Connection, connect } from '#src/cluster/connection.ts'
import { type JsonObject, valueAt } from '#src/core/index.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type LeashedProcess, startOnLeash } from './leashed-process.ts'
import { serviceAccount } from './service-account.ts'
import { eventually } from './wait.ts'

const namespace = 'sallyport'
const leases = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`
const lease = `${leases}/sallyport`
/** Renewed every 400 ms, given up after 2 s. */
const durationMs = 3_000
const retryMs = 400
const program = join(import.meta.dirname, 'lease-candidate.ts')
/** One process, so that a kill reaches it. */
const loader = import.meta.resolve('tsx')

vi.setConfig({ testTimeout: 120_000 })

let cluster: ControlPlane
let admin: Connection
let kubeconfig: string
let processes: LeashedProcess[] = []

beforeAll(async () => {
  cluster = await startControlPlane()
  await cluster.createNamespace(namespace)
  admin = await connect({ kubeconfig: cluster.kubeconfig, context: undefined, folder: '.' }, 10_000)
  const group = { apiGroups: ['coordination.k8s.io'], resources: ['leases'] }
  kubeconfig = await serviceAccount(
    cluster,
    { namespace, name: 'candidate' },
    {
      inside: [
        { ...group, resourceNames: ['sallyport'], verbs: ['get', 'update'] },
        { ...group, verbs: ['create'] },
      ],
      everywhere: [],
    },
  )
})

afterAll(async () => {
  admin?.close()
  await cluster?.stop()
})

afterEach(async () => {
  await Promise.all(processes.map((one) => one.stop()))
  processes = []
  await admin.remove(lease).catch(() => undefined)
})

/** A process that wants the lease; answers when it runs. */
async function start(name: string): Promise<LeashedProcess> {
  const started = startOnLeash(
    {
      name,
      path: process.execPath,
      arguments: ['--import', loader, program, kubeconfig, namespace, name, `${durationMs}`],
    },
    cluster.folder,
  )
  processes.push(started)
  await said(started, /^ready/)
  return started
}

interface Line {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string
}

function linesOf({ log }: LeashedProcess): readonly Line[] {
  return log()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ at: Number(line.split(' ', 1)[0]), text: line.slice(line.indexOf(' ') + 1) }))
}

/** The first line that fits, after so many milliseconds since 1970. */
function said(one: LeashedProcess, text: RegExp, after = 0): Promise<Line> {
  return eventually(`${one.name} says ${text}`, () => {
    one.assertAlive()
    const line = linesOf(one).find((each) => each.at >= after && text.test(each.text))
    if (line === undefined) throw new Error(one.logTail())
    return line
  })
}

async function specOf(): Promise<JsonObject> {
  return valueAt(await admin.get(lease), ['spec']) as JsonObject
}

test('the leader is killed: the other one leads within the lease time', async () => {
  const first = await start('killed')
  await said(first, /^work begins/)
  const second = await start('survivor')
  await said(second, /^follows killed/)
  await pause(retryMs * 3)
  expect(linesOf(second).some(({ text }) => text === 'work begins')).toBe(false)
  const before = await specOf()
  expect(before).toMatchObject({
    holderIdentity: 'killed',
    leaseDurationSeconds: 3,
    leaseTransitions: 0,
  })

  const killed = Date.now()
  await first.stop()
  const taken = await said(second, /^work begins/)
  // the other one saw the last renewal at its next look
  expect(taken.at - killed).toBeLessThan(durationMs + 2 * retryMs + 1_000)
  // the last renewal was at most one retry before the end, and the lease held from then on
  expect(taken.at - killed).toBeGreaterThan(durationMs - retryMs * 2)
  expect(await specOf()).toMatchObject({ holderIdentity: 'survivor', leaseTransitions: 1 })
})

test('the leader is stopped: it ends its work, releases the lease, and the other one need not wait', async () => {
  const first = await start('leaving')
  await said(first, /^work begins/)
  const second = await start('waiting')
  await said(second, /^follows leaving/)
  first.signal('TERM')
  await first.ended
  const ended = linesOf(first).find(({ text }) => text === 'work ends')
  const taken = await said(second, /^work begins/)
  expect(linesOf(first).map(({ text }) => text)).toEqual([
    'ready',
    'acquired 0',
    'work begins',
    'work ends',
    'ended',
  ])
  expect(taken.at).toBeGreaterThanOrEqual(ended?.at ?? Number.POSITIVE_INFINITY)
  expect(taken.at - (ended?.at ?? 0)).toBeLessThan(durationMs)
})

test('a leader that stood still wakes up and finds that it no longer leads', async () => {
  const first = await start('frozen')
  await said(first, /^work begins/)
  const second = await start('other')
  await said(second, /^follows frozen/)
  first.signal('STOP')
  await said(second, /^work begins/)
  const woken = Date.now()
  first.signal('CONT')
  const ended = await said(first, /^work ends/, woken)
  expect(ended.at - woken).toBeLessThan(2_000)
  await said(first, /^follows other/, woken)
  expect(await specOf()).toMatchObject({ holderIdentity: 'other' })
})

test('the lease is stolen: the work ends at once, and goes on when the thief does not renew', async () => {
  const leader = await start('robbed')
  await said(leader, /^work begins/)
  const stolen = Date.now()
  await admin.merge(lease, { spec: { holderIdentity: 'thief', leaseDurationSeconds: 1_000_000 } })
  const ended = await said(leader, /^work ends/, stolen)
  expect(ended.at - stolen).toBeLessThan(retryMs + 1_500)
  const again = await said(leader, /^work begins/, ended.at)
  // a duration without end counts as four of ours
  expect(again.at - stolen).toBeLessThan(durationMs * 4 + 3_000)
  expect(await specOf()).toMatchObject({ holderIdentity: 'robbed', leaseTransitions: 1 })
})

test('the lease is deleted: it is made again, and the work goes on', async () => {
  const leader = await start('lasting')
  await said(leader, /^work begins/)
  await admin.remove(lease)
  await eventually('the lease is there', specOf)
  await pause(durationMs)
  expect(linesOf(leader).map(({ text }) => text)).toEqual(['ready', 'acquired 0', 'work begins'])
  expect(await specOf()).toMatchObject({ holderIdentity: 'lasting' })
})
