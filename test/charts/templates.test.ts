import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { addWatchGauges } from '#src/telemetry/cluster-metrics.ts'
import { addStateGauges, createMetrics } from '#src/telemetry/metrics.ts'
import { panelQueries } from '#test/support/dashboard.ts'

const root = join(import.meta.dirname, '../..')
const templates = join(root, 'charts/sallyport/templates')
const files = readdirSync(templates, { recursive: true, encoding: 'utf8' })
const manifests = files.filter((file) => file.endsWith('.yaml'))
const textOf = (file: string) => readFileSync(join(templates, file), 'utf8')

describe('templates', () => {
  test('are there', () => {
    expect(manifests.length).toBeGreaterThan(25)
  })

  test.for(manifests)('%s is one object', (file) => {
    expect(textOf(file).match(/^kind: /gm)).toHaveLength(1)
    expect(textOf(file)).not.toMatch(/^---$/m)
  })

  // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#random-data: else what is rendered differs every time
  test.for(files.filter((file) => /\.(yaml|tpl|txt)$/.test(file)))(
    '%s says the same every time',
    (file) => {
      expect(textOf(file)).not.toMatch(
        /\{\{[^}]*\b(lookup|rand\w+|uuidv4|now|gen\w+Cert\w*|genCA|htpasswd|bcrypt)\b/,
      )
    },
  )
})

describe('rights', () => {
  const roles = manifests.filter((file) => /^kind: (Cluster)?Role$/m.test(textOf(file)))

  test.for(roles.filter((file) => !file.startsWith('clusterrole-reader')))(
    'each rule of %s has its reason above it',
    (file) => {
      const lines = textOf(file).split('\n')
      const rules = lines.flatMap((line, index) => (/^ {2}- apiGroups:/.test(line) ? [index] : []))
      expect(rules.length).toBeGreaterThan(0)
      expect(rules.filter((index) => !/^ {2}# \S/.test(lines[index - 1] ?? ''))).toEqual([])
    },
  )
})

describe('alerts and the dashboard', () => {
  const alerts = textOf('prometheusrule.yaml')
  const names = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name)

  test.for([
    { name: 'alerts', queries: [alerts] },
    { name: 'panels', queries: panelQueries().map(({ query }) => query) },
  ])('$name ask for metrics that there are', ({ queries }) => {
    const named = queries.join('\n').match(/\b(sallyport|nodejs|process)_[a-z_\d]+/g) ?? []
    const known = knownMetrics()
    const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '')
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !known.has(name) && !known.has(base(name)))).toEqual([])
  })

  test.for(names)('%s links to what to do on it', (name) => {
    const page = readFileSync(join(root, 'docs/operate.md'), 'utf8')
    expect(page.split('\n')).toContain(`### ${name}`)
    expect(alerts).toContain(`printf "%s#${name.toLowerCase()}" .Values.prometheusRule.runbookUrl`)
  })
})

test('the chart has the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const chart = parse(readFileSync(join(root, 'charts/sallyport/Chart.yaml'), 'utf8'))
  expect(chart).toMatchObject({ version, appVersion: version })
})

function knownMetrics(): ReadonlySet<string> {
  const metrics = createMetrics('1.2.3')
  const zero = () => 0
  addStateGauges(metrics, {
    policies: zero,
    policyProblems: zero,
    brokenPolicies: zero,
    policyNames: () => [],
    certificateExpiry: () => new Date(0),
  })
  addWatchGauges(metrics, () => [])
  return new Set(metrics.registry.getMetricsAsArray().map(({ name }) => name))
}
