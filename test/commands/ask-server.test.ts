import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { type AskedServer, askServer } from '#src/commands/ask-server.ts'
import { buildAdminServer } from '#src/server/build-admin-server.ts'
import { createRequestRecord } from '#src/server/request-record.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import {
  certificateSource,
  type TestCertificates,
  testCertificates,
} from '#test/support/test-certificates.ts'

let certificates: TestCertificates

beforeAll(async () => {
  certificates = await testCertificates()
})

/** A port for operators that keeps one request, and how to ask it. */
async function startAdmin(answer: (id: string) => unknown = (id) => ({ of: id })) {
  const record = createRequestRecord(1_000_000)
  record.keep(
    {
      request: {
        uid: 'aaaaaaaa-1',
        kind: { group: '', version: 'v1', kind: 'Pod' },
        userInfo: {},
        object: null,
        oldObject: null,
      },
      snapshot: {},
      facts: { time: '2030-01-01T00:00:00Z', answers: new Map() },
      allowed: false,
    } as unknown as Parameters<typeof record.keep>[0],
    10,
  )
  const admin = buildAdminServer({
    tls: {
      certificates: certificateSource(certificates.leaf),
      minVersion: 'TLSv1.2',
      clientAuthorities: undefined,
    },
    token: () => 'the token',
    record,
    explain: ({ request }) => answer(request.uid),
  })
  await admin.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => admin.close())
  const { port } = admin.server.address() as AddressInfo
  return asked(`https://127.0.0.1:${port}`)
}

async function asked(
  url: string,
  files: Readonly<Record<string, string>> = {},
): Promise<AskedServer> {
  const { certificate } = certificates.authority
  const folder = await temporaryFolder({ token: 'the token\n', 'ca.crt': certificate, ...files })
  const [tokenFile, caFile] = [join(folder, 'token'), join(folder, 'ca.crt')]
  return { url, tokenFile, caFile, timeoutMs: 5_000 }
}

test('the decisions with that id, with their records', async () => {
  const answer = await askServer('aaaaaaaa', await startAdmin())
  expect(answer).toMatchObject({
    kind: 'decisions',
    decisions: [{ uid: 'aaaaaaaa-1', allowed: false, record: { of: 'aaaaaaaa-1' } }],
  })
})

test.for<{
  readonly name: string
  readonly change: (server: AskedServer) => Partial<AskedServer> | Promise<AskedServer>
  readonly id?: string
  readonly says: RegExp
}>([
  { name: 'no such id', change: () => ({}), id: '../../x', says: /no request with the id/ },
  { name: 'plain HTTP', change: () => ({ url: 'http://localhost:1' }), says: /expected https:/ },
  { name: 'no URL', change: () => ({ url: 'localhost' }), says: /^--server: expected https:/ },
  {
    name: 'nobody listens',
    change: () => ({ url: 'https://127.0.0.1:1' }),
    says: /^https:\/\/127\.0\.0\.1:1: cannot be reached: .*ECONNREFUSED/,
  },
  {
    name: 'no file with the token',
    change: () => ({ tokenFile: '/nowhere/token' }),
    says: /^--token-file \/nowhere\/token: cannot be read/,
  },
  {
    name: 'an empty token',
    change: ({ url }) => asked(url, { token: '\n' }),
    says: /the file is empty/,
  },
  {
    name: 'another token',
    change: ({ url }) => asked(url, { token: 'no' }),
    says: /does not take the token/,
  },
  {
    name: 'an authority that is not trusted',
    change: () => ({ caFile: undefined }),
    says: /its certificate does not hold .*--ca-file/,
  },
])('$name: one sentence', async ({ change, id = 'aaaaaaaa', says }) => {
  const server = await startAdmin()
  const answer = await askServer(id, { ...server, ...(await change(server)) })
  expect(answer.kind === 'problem' ? answer.message : answer).toMatch(says)
  expect(answer.kind === 'problem' && answer.message.includes('\n')).toBe(false)
})

test('a server that does not answer is not waited for', async () => {
  const server = await startAdmin()
  const answer = await askServer('aaaaaaaa', { ...server, timeoutMs: 1 })
  expect(answer).toEqual({ kind: 'problem', message: `${server.url}: no answer within 1 ms` })
})
