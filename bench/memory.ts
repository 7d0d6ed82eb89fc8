import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import type { SourceText } from '../src/core/source/document.ts'
import { namespaceTexts, policyTexts } from './population.ts'
import { start } from './process.ts'
import { reviews } from './review.ts'

const goal = 200
const secondsOfReviews = 5
const url = 'https://127.0.0.1:19443/validate'

interface Held {
  readonly policies: number
  readonly namespaces: number
  /** How many of the policies are about the Pods that are reviewed. */
  readonly matching: number
}

/** Resident memory of the server that holds them, after some seconds of reviews, and of one that holds next to nothing. */
export async function memory(held: Held): Promise<readonly string[]> {
  const { policies, namespaces, matching } = held
  const [all, none] = [
    await residentMebibytes(held),
    await residentMebibytes({ policies: 1, namespaces: 1, matching: 1 }),
  ]
  const verdict = all <= goal ? 'reached' : 'missed'
  return [
    `the server with ${policies} policies, of which ${matching} match, and ${namespaces} namespaces`,
    `  resident MiB     ${all.toFixed(0)}   with one of each ${none.toFixed(0)}   goal ≤ ${goal}: ${verdict}`,
  ]
}

async function residentMebibytes({ policies, namespaces, matching }: Held): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'))
  writeTexts(join(folder, 'policies'), policyTexts(policies, { pods: matching }))
  writeFileSync(join(folder, 'namespaces.yaml'), joined(namespaceTexts(namespaces)))
  const server = await start('sallyport', url, [
    'dist/main.js',
    ...['--policies', join(folder, 'policies'), '--context', join(folder, 'namespaces.yaml')],
    ...['--certificates-dir', join(folder, 'certificates'), '--log-level', 'error'],
    ...['--port', '19443', '--health-port', '18081', '--metrics-port', '18080'],
  ])
  try {
    await sendReviews()
    return residentKibibytes(server.pid) / 1024
  } finally {
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeTexts(folder: string, texts: readonly SourceText[]): void {
  mkdirSync(folder)
  for (const { name, text } of texts) writeFileSync(join(folder, name), text)
}

/** As `kubectl get` prints them: one file. */
function joined(texts: readonly SourceText[]): string {
  return texts.map(({ text }) => text).join('---\n')
}

async function sendReviews(): Promise<void> {
  const { errors, timeouts, non2xx } = await autocannon({
    url,
    connections: 8,
    duration: secondsOfReviews,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: reviews.pod(),
    tlsOptions: { rejectUnauthorized: false },
  })
  if (errors + timeouts + non2xx > 0) throw new Error('reviews were not answered')
}

/** From Linux' /proc. */
function residentKibibytes(pid: number): number {
  const found = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1])
}
