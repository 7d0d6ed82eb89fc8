import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { addWatchGauges } from '#src/telemetry/cluster-metrics.ts'
import { addStateGauges, createMetrics } from '#src/telemetry/metrics.ts'

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

test('alerts ask for metrics that there are', async () => {
  const metrics = createMetrics('1.2.3')
  const zero = () => 0
  addStateGauges(metrics, {
    policies: zero,
    policyProblems: zero,
    certificateExpiry: () => new Date(0),
  })
  addWatchGauges(metrics, () => [])
  const known = metrics.registry.getMetricsAsArray().map(({ name }) => name)
  const named = textOf('prometheusrule.yaml').match(/\bsallyport_[a-z_]+/g) ?? []
  expect(named.length).toBeGreaterThan(4)
  expect(named.filter((name) => !known.includes(name.replace(/_bucket$/, '')))).toEqual([])
})

test('the chart has the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const chart = parse(readFileSync(join(root, 'charts/sallyport/Chart.yaml'), 'utf8'))
  expect(chart).toMatchObject({ version, appVersion: version })
})
