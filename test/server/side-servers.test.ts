import { expect, test } from 'vitest'
import { buildHealthServer, buildMetricsServer } from '#src/server/build-side-servers.ts'
import type { Check } from '#src/server/readiness.ts'

const good: Check = { name: 'policies', look: () => ({ ok: true, detail: '12 policies in force' }) }
const bad: Check = { name: 'certificate', look: () => ({ ok: false, detail: 'expired yesterday' }) }

test.for([
  { path: '/livez', checks: [good], status: 200, text: 'ok\n' },
  { path: '/livez', checks: [bad], status: 200, text: 'ok\n' },
  { path: '/healthz', checks: [bad], status: 200, text: 'ok\n' },
  {
    path: '/readyz',
    checks: [good],
    status: 200,
    text: '[+] policies: 12 policies in force\nready\n',
  },
  {
    path: '/readyz?verbose',
    checks: [good, bad],
    status: 503,
    text: '[+] policies: 12 policies in force\n[-] certificate: expired yesterday\nnot ready\n',
  },
])('$path answers $status', async ({ path, checks, status, text }) => {
  const answer = await buildHealthServer(checks).inject(path)
  expect([answer.statusCode, answer.body]).toEqual([status, text])
})

test('/metrics is what the registry says, in its content type', async () => {
  const source = {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    metrics: async () => 'up 1\n',
  }
  const answer = await buildMetricsServer(source).inject('/metrics')
  expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([
    200,
    source.contentType,
    'up 1\n',
  ])
})
