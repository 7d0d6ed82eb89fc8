import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { firstPolicies } from '../test/support/first-policies.ts'
import { median, ratio, spread } from './figures.ts'
import { cpuSeconds, type Measured, start } from './process.ts'
import { reviews } from './review.ts'

const connections = 64
const secondsPerWindow = 3
const pairs = 8

interface Window {
  readonly requestsPerSecond: number
  readonly cpuMicrosPerRequest: number
  readonly p99Millis: number
}

/** The whole server with the sample policies against a Fastify TLS server that parses the same review and allows it. */
export const server = {
  name: 'server',
  title: `server with the sample policies / always-allow server (${connections} connections, ${pairs} pairs of ${secondsPerWindow} s)`,
  run: (): Promise<readonly string[]> =>
    againstAlwaysAllow(
      firstPolicies.flatMap((path) => ['--policies', path]),
      Object.entries(reviews),
    ),
} as const

type NamedReview = readonly [name: string, body: () => string]

/** The whole server with these flags against the always-allow server, for each review: requests/s, CPU, p99. */
export async function againstAlwaysAllow(
  flags: readonly string[],
  bodies: readonly NamedReview[],
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'))
  const servers: Measured[] = []
  try {
    servers.push(await startSallyport(folder, flags))
    servers.push(await startControl(folder))
    return await measure(servers, bodies)
  } finally {
    for (const { stop } of servers) stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startSallyport(folder: string, flags: readonly string[]): Promise<Measured> {
  const ports = { '--port': '19443', '--health-port': '18081', '--metrics-port': '18080' }
  return start('sallyport', 'https://127.0.0.1:19443/validate', [
    'dist/main.js',
    ...flags,
    '--certificates-dir',
    folder,
    '--log-level',
    'error',
    ...Object.entries(ports).flat(),
  ])
}

async function startControl(folder: string): Promise<Measured> {
  const file = (name: string) => join(folder, name)
  return start('always-allow', 'https://127.0.0.1:19444/validate', [
    '--import',
    'tsx',
    'bench/always-allow.ts',
    '19444',
    file('tls.crt'),
    file('tls.key'),
  ])
}

async function measure(
  servers: readonly Measured[],
  bodies: readonly NamedReview[],
): Promise<readonly string[]> {
  const lines: string[] = []
  for (const [name, body] of bodies) {
    lines.push(...(await measureReview(name, body(), servers)))
  }
  return lines
}

async function measureReview(
  name: string,
  body: string,
  servers: readonly Measured[],
): Promise<readonly string[]> {
  for (const target of servers) await window(target, body)
  const windows = new Map<string, Window[]>(servers.map((target) => [target.name, []]))
  for (let pair = 0; pair < pairs; pair++) {
    const order = pair % 2 === 0 ? servers : servers.toReversed()
    for (const target of order) windows.get(target.name)?.push(await window(target, body))
  }
  const [ours = [], control = []] = servers.map((target) => windows.get(target.name) ?? [])
  const line = (label: string, key: keyof Window, digits: number) => {
    const ratios = ours.map((each, index) => ratio(each[key], control[index]?.[key] ?? Number.NaN))
    const [a, b] = [ours, control].map((list) =>
      median(list.map((each) => each[key])).toFixed(digits),
    )
    return `  ${label.padEnd(16)} ${spread(ratios)}   medians ${a} / ${b}`
  }
  return [
    `a ${name}'s review, ${Buffer.byteLength(body)} bytes`,
    line('requests/s', 'requestsPerSecond', 0),
    line('CPU µs/request', 'cpuMicrosPerRequest', 1),
    line('p99 ms', 'p99Millis', 1),
  ]
}

async function window({ url, pid, name }: Measured, body: string): Promise<Window> {
  const before = cpuSeconds(pid)
  const result = await autocannon({
    url,
    connections,
    duration: secondsPerWindow,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    tlsOptions: { rejectUnauthorized: false },
  })
  const failed = result.errors + result.timeouts + result.non2xx
  if (failed > 0) throw new Error(`${name}: ${failed} requests failed`)
  return {
    requestsPerSecond: result.requests.average,
    cpuMicrosPerRequest: ((cpuSeconds(pid) - before) / result.requests.total) * 1e6,
    p99Millis: result.latency.p99,
  }
}
