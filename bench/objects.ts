import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { builtInKindsOnly } from '../src/core/kubernetes/kinds.ts'
import { asHeld } from '../src/core/kubernetes/passage.ts'
import type { JsonObject } from '../src/core/source/json-value.ts'
import { readYaml } from '../src/core/source/read-yaml.ts'
import { median, ratio, spread } from './figures.ts'

const manifest = 'docs/examples/manifests/checkout.yaml'
const policy = 'policies/images/no-latest-tag/policy.yaml'
const pairs = 15
const roundMs = 100

/** What it costs to make of a manifest the object that an API server holds, and to start at all. */
export const objects = {
  name: 'objects',
  title: `objects as the API server holds them (${pairs} pairs)`,
  run: async (): Promise<readonly string[]> => [
    ...decoding(),
    ...loadingTheTable(),
    ...startingTheTester(),
  ],
} as const

function decoding(): readonly string[] {
  const text = readFileSync(manifest, 'utf8')
  const parse = () => readYaml({ name: manifest, text })
  const deployment = parse().documents[0]?.value as JsonObject
  const hold = () => asHeld(deployment, builtInKindsOnly, '1.37')
  for (const warm of [parse, hold]) microsOf(warm)
  const [ours, control] = inPairs(
    () => microsOf(hold),
    () => microsOf(parse),
  )
  return [
    `decoding, defaulting and converting a Deployment / reading its YAML`,
    line('CPU', ours, control, 'µs'),
  ]
}

function loadingTheTable(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'))
  try {
    const outfile = join(folder, 'load-table.mjs')
    buildSync({ entryPoints: ['bench/load-table.ts'], bundle: true, format: 'esm', outfile })
    const script = `const start = performance.now(); const { loadTable } = await import(${JSON.stringify(pathToFileURL(outfile).href)}); loadTable(); console.log(performance.now() - start)`
    const load = () => Number(execFileSync('node', ['--input-type=module', '-e', script]))
    const [ours, control] = inPairs(load, () => startMillis(['-e', '0']))
    return [
      'loading the schema table and all types of a Deployment / node -e 0',
      line('time', ours, control, 'ms'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function startingTheTester(): readonly string[] {
  const test = ['dist/cli.js', 'test', '--policies', policy, manifest]
  const [ours, control] = inPairs(
    () => startMillis(test),
    () => startMillis(['-e', '0']),
  )
  return ['sallyport test on one small file / node -e 0', line('time', ours, control, 'ms')]
}

/** The exit code says what became of the manifest; here only the time counts. */
function startMillis(argv: readonly string[]): number {
  const start = performance.now()
  try {
    execFileSync('node', [...argv], { stdio: 'ignore' })
  } catch (error) {
    if ((error as { status?: unknown }).status !== 2) throw error
  }
  return performance.now() - start
}

function microsOf(work: () => unknown): number {
  const start = performance.now()
  let rounds = 0
  while (performance.now() - start < roundMs) {
    work()
    rounds++
  }
  return ((performance.now() - start) / rounds) * 1000
}

function inPairs(ours: () => number, control: () => number): readonly [number[], number[]] {
  const figures: readonly [number[], number[]] = [[], []]
  for (let pair = 0; pair < pairs; pair++) {
    if (pair % 2 === 0) figures[0].push(ours())
    figures[1].push(control())
    if (pair % 2 === 1) figures[0].push(ours())
  }
  return figures
}

function line(label: string, ours: readonly number[], control: readonly number[], unit: string) {
  const ratios = ours.map((each, index) => ratio(each, control[index] ?? Number.NaN))
  const [a, b] = [ours, control].map((list) => median(list).toFixed(1))
  return `  ${`${label} ${unit}`.padEnd(16)} ${spread(ratios)}   medians ${a} / ${b}`
}
