import { env } from 'node:process'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasCorpora, whereCorporaAre } from '#test/conformance/corpora.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { inParallel } from './cel/parallel.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type SallyportServer, startSallyport } from './sallyport-server.ts'
import { type ServedResource, servedResources } from './served-resources.ts'
import { isUnexplained, reasonApart } from './tester-parity/apart.ts'
import type { ApiVerdict } from './tester-parity/api-verdict.ts'
import { type Arm, conditionOf } from './tester-parity/arm.ts'
import { manifestDifference } from './tester-parity/differences-of.ts'
import { type JudgedManifest, judgeManifests } from './tester-parity/judge-manifests.ts'
import { ownPolicies, writeWarningPolicies } from './tester-parity/own-policies.ts'
import { serviceAccountsOf, someRealManifests } from './tester-parity/real-manifests.ts'
import { installWebhook } from './webhooks.ts'

// `.ci/run --full` sets it
const { SALLYPORT_FULL } = env

let cluster: ControlPlane
let client: ApiClient
let served: readonly ServedResource[]
const servers: Pick<SallyportServer, 'stop'>[] = []

beforeAll(async () => {
  cluster = await startControlPlane()
  client = apiClient(cluster.kubeconfig)
  served = await servedResources(client)
})

afterAll(async () => {
  client?.close()
  await Promise.all(servers.map((server) => server.stop()))
  await cluster?.stop()
})

describe.skipIf(!hasCorpora)(`manifests of real projects, ${whereCorporaAre}`, () => {
  const manifests = hasCorpora ? someRealManifests(SALLYPORT_FULL === '1' ? 412 : 350) : []

  beforeAll(async () => {
    const namespaces = new Set(manifests.map(({ namespace }) => namespace))
    const missing = [...namespaces].filter((name) => !/^(?:default|kube-.*)$/.test(name))
    await inParallel(missing, (name) => cluster.createNamespace(name))
    const accounts = manifests
      .flatMap(serviceAccountsOf)
      .map(({ namespace, name }) => `${namespace}/${name}`)
    for (const account of new Set(accounts)) {
      const [namespace = '', name = ''] = account.split('/')
      await cluster.kubectl(['create', 'serviceaccount', name, '-n', namespace])
    }
  })

  describe.each([
    { name: 'under our policies', arm: 'refusing', policiesIn: ownPolicies, telling: 'refused' },
    {
      name: 'under our policies with Warn instead of Deny',
      arm: 'warning',
      policiesIn: writeWarningPolicies,
      telling: 'warned',
    },
  ] as const)('$name', ({ arm, policiesIn, telling }) => {
    let judged: readonly JudgedManifest[]

    beforeAll(async () => {
      const policies = policiesIn(`${cluster.folder}/${arm}-policies`)
      const names = policies.map(({ name }) => name)
      await guard(arm, await startSallyport(arm, names, cluster.folder))
      judged = await judgeManifests(manifests, { client, served, arm, policies })
    })

    test('the tester says what the API server says', () => {
      expect(judged.flatMap((one) => manifestDifference(one) ?? [])).toEqual([])
    })

    test('how many were compared', async ({ annotate }) => {
      const counts = countsOf(judged)
      await annotate(inspect(counts))
      expect(Object.keys(counts.apart).filter(isUnexplained)).toEqual([])
      expect(counts.compared).toBeGreaterThanOrEqual(300)
      expect(counts[telling]).toBeGreaterThan(250)
      expect(counts.changed).toBeGreaterThan(arm === 'warning' ? 200 : 5)
    })
  })
})

async function guard(
  arm: Exclude<Arm, 'bare'>,
  server: Pick<SallyportServer, 'url' | 'ca' | 'stop'>,
): Promise<void> {
  servers.push(server)
  for (const door of ['mutate', 'validate'] as const) {
    const name = `${door}.${arm}.test`
    await installWebhook(cluster, { name, door, server, condition: conditionOf(arm) })
  }
}

function countsOf(judged: readonly { readonly api: ApiVerdict }[]) {
  const verdicts = judged.flatMap(({ api }) => ('unfit' in api ? [] : [api]))
  const unfit = judged.flatMap(({ api }) => ('unfit' in api && api.status !== 400 ? [api] : []))
  const apart = new Map<string, number>()
  for (const one of unfit) {
    const reason = reasonApart(one)
    apart.set(reason, (apart.get(reason) ?? 0) + 1)
  }
  return {
    compared: verdicts.length,
    undecodable: judged.length - unfit.length - verdicts.length,
    refused: verdicts.filter(({ refusal }) => refusal !== undefined).length,
    warned: verdicts.filter(({ warnings }) => warnings.length > 0).length,
    changed: verdicts.filter(({ changes }) => Object.keys(changes).length > 0).length,
    apart: Object.fromEntries(apart),
  }
}
