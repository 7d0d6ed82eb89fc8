import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, ratio, spread } from './figures.ts'
import { manifestTexts } from './manifests.ts'
import { policyTexts } from './population.ts'

const files = 400
const policies = 20
const goals = { whole: 2, start: 5, mebibytes: 400 }

/** The command as people run it, each time in a process of its own, in turn with the control. */
export const tester = {
  name: 'tester',
  title: `sallyport test on 3,000 manifests in ${files} files × ${policies} policies, whole process`,
  run: async ({ quick }: { readonly quick: boolean }): Promise<readonly string[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'))
    try {
      const paths = populate(folder)
      return [...wholeLines(paths, quick ? 3 : 9), ...startLines(paths, quick ? 5 : 21)]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
} as const

interface Paths {
  readonly manifests: string
  readonly policies: string
  readonly oneManifest: string
  readonly onePolicy: string
}

function populate(folder: string): Paths {
  const paths = {
    manifests: join(folder, 'manifests'),
    policies: join(folder, 'policies'),
    oneManifest: join(folder, 'one.yaml'),
    onePolicy: join(folder, 'policy.yaml'),
  }
  mkdirSync(paths.manifests)
  mkdirSync(paths.policies)
  for (const { name, text } of manifestTexts(files)) {
    writeFileSync(join(paths.manifests, name), text)
  }
  for (const { name, text } of policyTexts(policies, { pods: policies })) {
    writeFileSync(join(paths.policies, name), text)
    writeFileSync(paths.onePolicy, text)
  }
  writeFileSync(paths.oneManifest, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n')
  return paths
}

function wholeLines({ manifests, policies }: Paths, rounds: number): readonly string[] {
  const ours = test(manifests, policies)
  const [runs, controls] = inTurn(ours, ['bench/parse-only.mjs', manifests], rounds)
  const times = runs.map(({ millis }, index) => ratio(millis, controls[index]?.millis ?? 0))
  const processor = runs.map(({ cpu }, index) => ratio(cpu, controls[index]?.cpu ?? 0))
  const peak = Math.max(...runs.map(({ mebibytes }) => mebibytes))
  return [
    `time             ${spread(times)}   ${verdict(median(times), goals.whole)}`,
    `  median ms      ${middle(runs)}   js-yaml alone ${middle(controls)}`,
    `processor time   ${spread(processor)}`,
    `peak MiB         ${peak.toFixed(0)}   ${verdict(peak, goals.mebibytes)}`,
  ]
}

function startLines({ oneManifest, onePolicy }: Paths, rounds: number): readonly string[] {
  const [runs, controls] = inTurn(test(oneManifest, onePolicy), ['-e', '0'], rounds)
  const times = runs.map(({ millis }, index) => ratio(millis, controls[index]?.millis ?? 0))
  return [
    `one small file   ${spread(times)}   ${verdict(median(times), goals.start)}`,
    `  median ms      ${middle(runs)}   node -e 0 ${middle(controls)}`,
  ]
}

function test(manifests: string, policies: string): readonly string[] {
  return ['dist/cli.js', 'test', '--policies', policies, manifests]
}

interface Measured {
  readonly millis: number
  /** Milliseconds of processor time, of all threads. */
  readonly cpu: number
  readonly mebibytes: number
}

/** Both, one after the other, so many times; the first pair warms the file cache and does not count. */
function inTurn(
  ours: readonly string[],
  control: readonly string[],
  rounds: number,
): readonly [readonly Measured[], readonly Measured[]] {
  const pairs = Array.from({ length: rounds + 1 }, () => [measure(control), measure(ours)] as const)
  const counted = pairs.slice(1)
  return [counted.map(([, run]) => run), counted.map(([run]) => run)]
}

/** What a process leaves behind it on standard error, as its last line. */
const tells = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    process.stderr.write('\\n' + JSON.stringify([userCPUTime + systemCPUTime, maxRSS]))
  })`,
)}`

function measure(args: readonly string[]): Measured {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', tells, ...args], {
    encoding: 'utf8',
    maxBuffer: 1024 ** 3,
  })
  const millis = performance.now() - start
  if (status !== 0 && status !== 2) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  const [micros = 0, kibibytes = 0] = JSON.parse(stderr.split('\n').at(-1) ?? '[]') as number[]
  return { millis, cpu: micros / 1000, mebibytes: kibibytes / 1024 }
}

function middle(runs: readonly Measured[]): string {
  return median(runs.map(({ millis }) => millis)).toFixed(0)
}

function verdict(figure: number, goal: number): string {
  return `goal ≤ ${goal}: ${figure <= goal ? 'reached' : 'missed'}`
}
