import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { serve } from '#src/commands/serve.ts'
import { captureIo } from '#test/support/capture.ts'
import { noLatestTag } from '#test/support/policies.ts'
import { admissionReview, pod } from '#test/support/review.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { isOver, testCertificates } from '#test/support/test-certificates.ts'
import { waitFor } from '#test/support/wait-for.ts'

interface Line {
  readonly 'event.action': string
  readonly [field: string]: unknown
}

interface Process {
  readonly child: ChildProcess
  readonly lines: () => readonly Line[]
  readonly stderr: () => string
  readonly exit: Promise<number | null>
}

const main = new URL('../../src/main.ts', import.meta.url).pathname
const anyPorts = ['--port', '0', '--health-port', '0', '--metrics-port', '0', '--host', '127.0.0.1']

function startProcess(argv: readonly string[]): Process {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...anyPorts, ...argv], {
    stdio: 'pipe',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = () =>
    stdout
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as Line)
  return { child, lines, stderr: () => stderr, exit }
}

async function addressesOf({
  lines,
  stderr,
}: Process): Promise<Record<'webhook' | 'health' | 'metrics', string>> {
  const line = await waitFor(() => {
    if (stderr() !== '') throw new Error(stderr())
    return lines().find((line) => line['event.action'] === 'listening')
  }, 15_000)
  return line as unknown as Record<'webhook' | 'health' | 'metrics', string>
}

function judge(
  address: string,
  ca: string,
  body: object,
): Promise<{ response: { allowed: boolean } }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `https://${address}/validate?timeout=5s`,
      { method: 'POST', ca, agent: false, headers: { 'content-type': 'application/json' } },
      async (response) => resolve(JSON.parse(Buffer.concat(await response.toArray()).toString())),
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

const readyz = async (address: string) => {
  const response = await fetch(`http://${address}/readyz`)
  return { status: response.status, text: await response.text() }
}

describe('the process', { timeout: 30_000 }, () => {
  test('serves with a certificate of its own, and ends with 0 after it has drained', async () => {
    const folder = await temporaryFolder({ 'policies/a.yaml': noLatestTag })
    const argv = [
      '--policies',
      join(folder, 'policies'),
      '--certificates-dir',
      join(folder, 'certs'),
      '--drain',
      '600ms',
    ]
    const server = startProcess(argv)
    const { webhook, health, metrics } = await addressesOf(server)
    const ca = await readFile(join(folder, 'certs/ca.crt'), 'utf8')
    const latest = { ...pod, spec: { containers: [{ name: 'app', image: 'nginx:latest' }] } }

    expect((await judge(webhook, ca, admissionReview())).response.allowed).toBe(true)
    expect((await judge(webhook, ca, admissionReview({ object: latest }))).response.allowed).toBe(
      false,
    )
    expect((await readyz(health)).status).toBe(200)
    const page = await (await fetch(`http://${metrics}/metrics`)).text()
    expect(page).toContain('sallyport_policies_loaded 1')
    expect(page).toContain(
      'sallyport_admission_duration_seconds_count{door="validate",operation="CREATE",kind="Pod",decision="denied"} 1',
    )

    server.child.kill('SIGTERM')
    await waitFor(async () => ((await readyz(health)).status === 503 ? true : undefined))
    expect((await judge(webhook, ca, admissionReview())).response.allowed).toBe(true)
    expect(await server.exit).toBe(0)
    expect(server.lines().map((line) => line['event.action'])).toEqual([
      'starting',
      'policies_loaded',
      'certificate_in_use',
      'certificate_authority',
      'listening',
      'admission_denied',
      'stopping',
      'stopped',
    ])
    expect(server.lines()[0]).toMatchObject({
      settings: { drain: 600 },
      origins: { drain: '--drain', port: '--port' },
    })
  })

  test('a second signal ends it at once', async () => {
    const folder = await temporaryFolder({ 'policies/a.yaml': noLatestTag })
    const server = startProcess([
      '--policies',
      join(folder, 'policies'),
      '--certificates-dir',
      folder,
      '--drain',
      '1m',
    ])
    await addressesOf(server)
    server.child.kill('SIGINT')
    await waitFor(() => server.lines().find((line) => line['event.action'] === 'stopping'))
    await new Promise((resolve) => setTimeout(resolve, 600))
    server.child.kill('SIGINT')
    expect(await server.exit).toBe(1)
  })

  test('an expired certificate: it serves, and says in /readyz and the log that it is not right', async () => {
    const { leaf } = await testCertificates(isOver)
    const folder = await temporaryFolder({
      'p/a.yaml': noLatestTag,
      'tls.crt': leaf.certificate,
      'tls.key': leaf.key,
    })
    const files = ['--cert-file', join(folder, 'tls.crt'), '--key-file', join(folder, 'tls.key')]
    const server = startProcess(['--policies', join(folder, 'p'), ...files])
    const { health } = await addressesOf(server)
    const { status, text } = await readyz(health)
    expect(status).toBe(503)
    expect(text).toMatch(/\[-\] certificate: .*CN=localhost.* expired at /)
    expect(
      server.lines().find((line) => line['event.action'] === 'certificate_in_use'),
    ).toMatchObject({ 'log.level': 'error' })
  })
})

describe('what cannot start ends with 1 and says why', () => {
  test.for([
    {
      name: 'a missing policy folder',
      argv: ['--policies', 'missing'],
      says: 'missing: there is no such file or folder',
    },
    {
      name: 'a missing certificate',
      argv: ['--policies', '.', '--cert-file', 'a.crt', '--key-file', 'a.key'],
      says: 'a.crt cannot be read',
    },
    {
      name: 'a missing client CA',
      argv: ['--policies', '.', '--client-ca-file', 'a.crt'],
      says: 'a.crt holds no PEM certificates',
    },
    {
      name: 'an address of another machine',
      argv: ['--policies', '.', '--host', '192.0.2.1'],
      says: '192.0.2.1 is no address',
    },
    {
      name: 'wrong settings',
      argv: ['--port', 'x', '--drain', 'y'],
      says: '--drain: expected a duration',
    },
  ])('$name', async ({ argv, says }) => {
    const folder = await temporaryFolder({ '.keep': '' })
    const inFolder = argv.map((word) =>
      ['.', 'missing', 'a.crt', 'a.key'].includes(word) ? join(folder, word) : word,
    )
    const { io, stderr } = captureIo()
    const ports = ['--health-port', '0', '--metrics-port', '0', '--certificates-dir', folder]
    const port = argv.includes('--port') ? [] : ['--port', '0']
    expect(await serve.run([...ports, ...port, ...inFolder], io)).toBe(1)
    expect(stderr()).toContain(says)
  })
})
