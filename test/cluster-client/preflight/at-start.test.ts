import { expect, test } from 'vitest'
import { ClusterError } from '#src/cluster/cluster-error.ts'
import { preflightAtStart } from '#src/cluster/preflight/at-start.ts'
import type { CheckResult } from '#src/cluster/preflight/check.ts'
import { smallCluster } from '../small-cluster.ts'

const place = {
  namespace: 'sallyport',
  certificateSecret: 'certificate',
  lease: 'lease',
  webhookName: 'hooks',
}

async function atStart({ connection } = smallCluster([]), signal = new AbortController().signal) {
  const told: CheckResult[] = []
  const failures: string[] = []
  const observer = {
    checked: (results: readonly CheckResult[]) => void told.push(...results),
    failed: (message: string) => void failures.push(message),
  }
  await preflightAtStart(connection, { place, now: () => new Date(), observer }).run(signal)
  return { told, failures }
}

function answeringVersion() {
  const cluster = smallCluster([])
  const { get } = cluster.connection
  const connection = {
    ...cluster.connection,
    get: async (path: string) => (path === '/version' ? { major: '1', minor: '37' } : get(path)),
  }
  return { ...cluster, connection }
}

test('every check is told', async () => {
  const { told, failures } = await atStart(answeringVersion())
  const names = ['release', 'clock', 'permissions', 'certificate', 'own-pods']
  expect([...new Set(told.map(({ check }) => check))]).toEqual(names)
  expect(failures).toEqual([])
})

test('whoever leads no more tells nothing', async () => {
  const { told } = await atStart(answeringVersion(), AbortSignal.abort())
  expect(told).toEqual([])
})

test('a cluster that does not answer is a failure, and nothing is thrown', async () => {
  const cluster = smallCluster([])
  const get = () => Promise.reject(new ClusterError('https://test', 'it is away'))
  const { told, failures } = await atStart({
    ...cluster,
    connection: { ...cluster.connection, get },
  })
  expect({ told, failures }).toEqual({ told: [], failures: ['it is away'] })
})
