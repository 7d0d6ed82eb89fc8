import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addWatchGauges } from '#src/telemetry/cluster-metrics.ts'
import { addStateGauges, createMetrics } from '#src/telemetry/metrics.ts'

interface Described {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly labelNames: readonly string[]
}

/** Every metric of ours as a row of the page's table. */
function rows(): readonly string[] {
  const metrics = createMetrics('1.2.3')
  const zero = () => 0
  addStateGauges(metrics, {
    policies: zero,
    brokenPolicies: zero,
    policyNames: () => [],
    policyProblems: zero,
    certificateExpiry: () => undefined,
  })
  addWatchGauges(metrics, () => [])
  const all = metrics.registry.getMetricsAsArray() as unknown as readonly Described[]
  return all.filter(({ name }) => name.startsWith('sallyport_')).map(row)
}

function row({ name, type, help, labelNames }: Described): string {
  const labels = labelNames.map((label) => `\`${label}\``).join(' ')
  return `| \`${name}\` | ${type} | ${labels} | ${help} |`
}

test('the table of metrics is what the registry holds', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/observability.md'), 'utf8')
  expect(page.split('\n').filter((line) => line.startsWith('| `sallyport_'))).toEqual(rows())
})

test('units and kinds are in the names', () => {
  for (const line of rows()) {
    const [, name = '', type] = line.split('|').map((cell) => cell.trim().replaceAll('`', ''))
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter'])
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|percent)(_|$)/)
  }
})
