import { createHash } from 'node:crypto'
import { env } from 'node:process'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { valueAt } from '#src/core/index.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { inParallel } from './cel/parallel.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { defineCustomKinds } from './custom-kinds.ts'
import { type Installation, installSallyport } from './in-cluster/installation.ts'
import { countsOf } from './library/counts.ts'
import { filesSlot, judgeByFiles } from './library/file-judges.ts'
import { type ApiSide, hold } from './library/held-objects.ts'
import { installRules } from './library/install-rules.ts'
import { type JudgedCase, judgeCase } from './library/judge-cases.ts'
import { type LibraryCase, libraryCases } from './library/library-cases.ts'
import { beyondInstallation, beyondReach } from './library/out-of-reach.ts'
import { type PlacedCase, placed } from './library/placed-case.ts'
import { ruleCopies, slotCondition } from './library/rule-copies.ts'
import { surroundingsOf } from './library/surroundings.ts'
import { startReloading } from './reloading-server.ts'
import type { SallyportServer } from './sallyport-server.ts'
import { servedResources } from './served-resources.ts'
import { caseDifference } from './tester-parity/differences-of.ts'
import { everything, installWebhook } from './webhooks.ts'

// Every policy of the library is an object of the cluster, and every case of it a request that is rehearsed.

let cluster: ControlPlane
let installation: Installation
let client: ApiClient
let side: ApiSide
const stopped: Pick<SallyportServer, 'stop'>[] = []

// `.ci/run --full` sets it
const { SALLYPORT_FULL } = env
const library = (await libraryCases()).filter(SALLYPORT_FULL === '1' ? () => true : isOfTheHalf)
const sent = library.filter((one) => beyondReach(one) === undefined)
let byInstallation: readonly JudgedCase[] = []
let byFiles: readonly JudgedCase[] = []

beforeAll(async () => {
  cluster = await startControlPlane()
  client = apiClient(cluster.kubeconfig)
  // a Pod that runs cannot be resized there, and the status of one that waits is soon at rest
  await cluster.kubectl(['taint', 'nodes', '--all', 'library.test/closed=:NoSchedule'])
  installation = await installSallyport(cluster, { replicas: 1 })
  await defineCustomKinds(client)
  const served = await servedResources(client)
  const cases = sent.map((one, number) => ({
    one: placed(one, number, served),
    isInstalled: beyondInstallation(one) === undefined,
  }))
  // connections that nobody used meanwhile are gone
  client.close()
  client = apiClient(cluster.kubeconfig)
  side = { client, served }
  for (const object of surroundingsOf(sent)) await hold(object, side)
  const chosen = (wanted: boolean) =>
    cases.filter(({ isInstalled }) => isInstalled === wanted).map(({ one }) => one)
  byInstallation = await judgeInstalled(chosen(true))
  const server = await startReloading('files', cluster.folder)
  stopped.push(server)
  await guard(server)
  byFiles = await judgeByFiles(chosen(false), server, side)
}, 900_000)

afterAll(async () => {
  client?.close()
  await Promise.all(stopped.map((server) => server.stop()))
  await installation?.stop()
  await cluster?.stop()
})

test('the API server says what verify says', () => {
  const judged = [...byInstallation, ...byFiles]
  expect(judged.flatMap((one) => caseDifference(one) ?? [])).toEqual([])
})

test('every policy that is installed has a say', () => {
  const judged = [...byInstallation, ...byFiles]
  const silent = new Set(byInstallation.map(({ policy }) => policy))
  for (const { policy, api } of judged) {
    if (!('unfit' in api) && hasSay(api)) silent.delete(policy)
  }
  expect([...silent]).toEqual([])
})

test('how many were compared', async ({ annotate }) => {
  const left = library.flatMap((one) => beyondReach(one) ?? [])
  const elsewhere = sent.flatMap((one) => beyondInstallation(one) ?? [])
  const counts = countsOf([...byInstallation, ...byFiles], { left, elsewhere })
  await annotate(inspect(counts, { depth: 3 }))
  expect(counts.compared).toBeGreaterThan(library.length * 0.95)
  expect(elsewhere.length).toBeLessThan(library.length * 0.05)
})

/** About half of the policies with all of their cases, the same ones everywhere. */
function isOfTheHalf({ policies }: LibraryCase): boolean {
  const names = policies.map((policy) => String(valueAt(policy, ['metadata', 'name'])))
  return (createHash('sha256').update(names.join()).digest()[0] ?? 0) % 2 === 0
}

async function judgeInstalled(cases: readonly PlacedCase[]): Promise<readonly JudgedCase[]> {
  const copiesFor = ruleCopies()
  const jobs = cases.map((one) => ({ one, copies: copiesFor(one) }))
  const objects = new Set(jobs.flatMap(({ copies }) => copies.objects))
  await installRules([...objects], client)
  const judge = ({ one, copies }: (typeof jobs)[number]) =>
    judgeCase(one, { slot: copies.slot, names: copies.names, context: 'held' }, side)
  const oneByOne = async (some: typeof jobs) => {
    const judged: JudgedCase[] = []
    for (const job of some) judged.push(await judge(job))
    return judged
  }
  const alone = jobs.filter(({ one }) => !one.isApart)
  const apart = jobs.filter(({ one }) => one.isApart)
  // what is only created may not be there because of another case; what is kept from others may be what they need
  return [
    ...(await oneByOne(alone.filter(isCreation))),
    ...(await inParallel(apart, judge)),
    ...(await oneByOne(alone.filter((job) => !isCreation(job)))),
  ]
}

function isCreation({ one: { row } }: { readonly one: PlacedCase }): boolean {
  return (row.operation ?? 'CREATE') === 'CREATE' && row.context.length === 0
}

async function guard(server: Pick<SallyportServer, 'url' | 'ca'>): Promise<void> {
  for (const door of ['mutate', 'validate'] as const) {
    const condition = slotCondition(filesSlot)
    await installWebhook(cluster, {
      ...{ name: `${door}.files.test`, door, server, condition },
      rules: everything,
    })
  }
}

function hasSay({ refusal, warnings, changes }: Extract<JudgedCase['api'], { changes: unknown }>) {
  return refusal !== undefined || warnings.length > 0 || Object.keys(changes).length > 0
}
