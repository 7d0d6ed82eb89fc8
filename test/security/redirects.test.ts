import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from '#src/cluster/connection.ts'
import { kubeconfigFor, startApiServer } from '#test/support/api-server.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

/** A server that sends everybody to another one, and that other one. */
async function sentAway(status: number) {
  const other = await startApiServer(() => ({ body: { kind: 'Status' } }))
  const location = `${other.url}/api/v1/secrets`
  const server = await startApiServer(() => ({ status, headers: { location }, body: {} }))
  const folder = await temporaryFolder()
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(
    kubeconfig,
    kubeconfigFor({ server: server.url, authority: server.certificates.authority.certificate }),
  )
  const connection = await connect({ kubeconfig, context: undefined, folder }, 5_000)
  return { connection, other }
}

test.for([301, 302, 303, 307, 308])(
  'an API server that answers %i is not followed, and its token goes nowhere else',
  async (status) => {
    const { connection, other } = await sentAway(status)
    const signal = AbortSignal.timeout(5_000)
    await expect(connection.get('/version')).rejects.toThrow(String(status))
    await expect(connection.post('/api/v1/events', {})).rejects.toThrow(String(status))
    const watch = connection.watch('/api/v1/pods?watch=1', { signal, idleMs: 5_000 })
    await expect(watch.next()).rejects.toThrow(String(status))
    expect(other.asked).toEqual([])
    connection.close()
  },
)
