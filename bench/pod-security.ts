import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evaluatePod } from '../src/core/pod-security/evaluate.ts'
import type { JsonObject } from '../src/core/source/json-value.ts'
import { median, ratio, spread } from './figures.ts'
import { reviews } from './review.ts'
import { againstAlwaysAllow } from './server.ts'

const rounds = 41
const roundMs = 20

const rule = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: restricted}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods]}
  podSecurity: {level: restricted}
`

const labels = `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: {enforce: restricted, audit: restricted, warn: restricted}
`

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'

/** The controls alone, and the server with nothing but Pod Security: as a rule, and by the labels of namespaces. */
export const podSecurity = {
  name: 'pod-security',
  title: 'Pod Security, a Pod of three containers that restricted allows',
  run: async (): Promise<readonly string[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'))
    try {
      const file = (name: string, text: string) => {
        writeFileSync(join(folder, name), text)
        return join(folder, name)
      }
      const context = ['--context', file('namespace.yaml', namespace)]
      const pods = [['pod', reviews.pod]] as const
      return [
        ...controls(),
        'the server with a rule / always-allow server, goal 0.95',
        ...(await againstAlwaysAllow(['--policies', file('rule.yaml', rule)], pods)),
        'the server with a PodSecurityConfiguration / always-allow server, goal 0.95',
        ...(await againstAlwaysAllow(
          ['--policies', file('labels.yaml', labels), ...context],
          pods,
        )),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
} as const

function controls(): readonly string[] {
  const text = reviews.pod()
  const { object } = (JSON.parse(text) as { readonly request: { readonly object: JsonObject } })
    .request
  const standard = { level: 'restricted', version: 'latest' } as const
  if (!evaluatePod(object, standard).allowed) throw new Error('restricted forbids the Pod')
  const judges = [() => JSON.parse(text), () => evaluatePod(object, standard)]
  const figures: number[][] = judges.map(() => [])
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0]
    for (const index of order) figures[index]?.push(microsOf(judges[index] ?? judges[0]))
  }
  const [parsing = [], ours = []] = figures
  const ratios = ours.map((each, index) => ratio(each, parsing[index] ?? Number.NaN))
  const medians = [ours, parsing].map((list) => median(list).toFixed(1)).join(' / ')
  return [
    'all controls of restricted / JSON.parse of the review, goal 0.5',
    `  CPU              ${spread(ratios)}   medians ${medians} µs`,
  ]
}

function microsOf(work: (() => unknown) | undefined): number {
  if (work === undefined) return Number.NaN
  const start = performance.now()
  let runs = 0
  while (performance.now() - start < roundMs) {
    for (let i = 0; i < 50; i++) work()
    runs += 50
  }
  return ((performance.now() - start) * 1000) / runs
}
