import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { median, ratio, spread } from './figures.ts'

const goal = 5

/** Loading so many policies against reading and parsing their YAML, each in a process of its own that does nothing else. */
export function loading(policies: number, pairs: number): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'))
  try {
    const outfile = join(folder, 'load-policies.cjs')
    buildSync({
      entryPoints: ['bench/load-policies.ts'],
      bundle: true,
      format: 'cjs',
      platform: 'node',
      outfile,
    })
    const millisOf = (what: string) =>
      Number(execFileSync('node', [outfile, what, String(policies)], { encoding: 'utf8' }))
    const figures = Array.from({ length: pairs }, () => [millisOf('load'), millisOf('read')])
    const ratios = figures.map(([load = Number.NaN, read = Number.NaN]) => ratio(load, read))
    const [ours, control] = [0, 1].map((side) =>
      median(figures.map((pair) => pair[side] ?? Number.NaN)).toFixed(0),
    )
    const verdict = median(ratios) <= goal ? 'reached' : 'missed'
    return [
      `loading ${policies} policies / reading and parsing their YAML`,
      `  CPU ms           ${spread(ratios)}   medians ${ours} / ${control}   goal ≤ ${goal}: ${verdict}`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
