import type { Release, Values } from './helm.ts'

/** One thing that somebody decides about the chart, and the ways to decide it; no two things write the same value. */
interface Choice {
  readonly name: string
  readonly ways: readonly Way[]
}

interface Way {
  readonly name: string
  readonly values?: Values
  /** Another name of the release. */
  readonly release?: string
}

export interface Combination {
  readonly name: string
  readonly release: Release
}

const reader = [{ apiGroups: ['example.com', ''], resources: ['ceilings', 'configmaps'] }]
const rule = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: of-values }
`

const choices: readonly Choice[] = [
  {
    name: 'certificates',
    ways: [
      { name: 'self-managed', values: { serverNames: ['sallyport.example.com'] } },
      { name: 'cert-manager', values: { certificates: { mode: 'cert-manager' } } },
      {
        name: "somebody's issuer",
        values: {
          certificates: {
            mode: 'cert-manager',
            certManager: { issuerRef: { name: 'internal', kind: 'ClusterIssuer' } },
          },
        },
      },
      {
        name: "somebody's secret",
        values: { certificates: { mode: 'secret', secretName: 'gate-tls' } },
      },
    ],
  },
  {
    name: 'policies',
    ways: [
      { name: 'none', values: { policies: { podSecurity: 'off' } } },
      {
        name: 'baseline',
        values: { policies: { podSecurity: 'baseline', podSecurityActions: ['Warn', 'Audit'] } },
      },
      {
        name: 'restricted and a file',
        values: { policies: { podSecurity: 'restricted', files: { 'rule.yaml': rule } } },
      },
    ],
  },
  {
    name: 'network',
    ways: [
      { name: 'open' },
      {
        name: 'closed',
        values: {
          networkPolicy: { enabled: true },
          service: { ipFamilyPolicy: 'PreferDualStack' },
        },
      },
      {
        name: 'closed, metrics too',
        values: {
          networkPolicy: {
            enabled: true,
            metricsFrom: [{ namespaceSelector: { matchLabels: { name: 'monitoring' } } }],
            apiServerCidrs: ['10.0.0.1/32'],
          },
          service: { annotations: { 'example.com/a': 'b' } },
        },
      },
    ],
  },
  {
    name: 'rights',
    ways: [
      { name: 'usual' },
      { name: 'with a reader', values: { rbac: { reader }, reports: { enabled: false } } },
      {
        name: 'made elsewhere',
        values: { rbac: { create: false }, serviceAccount: { create: false, name: 'gate' } },
      },
    ],
  },
  {
    name: 'definitions',
    ways: [
      { name: 'kept' },
      { name: 'removed', values: { crds: { keep: false } } },
      { name: 'elsewhere', values: { crds: { install: false } } },
    ],
  },
  {
    name: 'placing',
    ways: [
      { name: 'usual' },
      {
        name: 'alone, on the network of its node',
        values: {
          replicaCount: 1,
          hostNetwork: true,
          ports: { webhook: 10443, health: 10081, metrics: 10080 },
          updateStrategy: { type: 'Recreate', rollingUpdate: null },
        },
      },
      {
        name: 'chosen',
        values: {
          replicaCount: 5,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [{ key: 'spot', operator: 'Exists' }],
          affinity: { nodeAffinity: {} },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'sallyport' } },
            },
          ],
        },
      },
    ],
  },
  {
    name: 'priority',
    ways: [
      { name: 'critical' },
      { name: 'critical by quota', values: { resourceQuota: { enabled: true } } },
      {
        name: 'none',
        values: { priorityClassName: '', podDisruptionBudget: { maxUnavailable: '30%' } },
      },
    ],
  },
  {
    name: 'monitoring',
    ways: [
      { name: 'off' },
      {
        name: 'on',
        values: {
          serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
          prometheusRule: { enabled: true, runbookUrl: 'https://example.com/operate' },
          grafana: { dashboard: { enabled: true, annotations: { grafana_folder: 'Gates' } } },
        },
      },
    ],
  },
  {
    name: 'hooks',
    ways: [
      { name: 'on' },
      {
        name: 'off',
        values: {
          hooks: { preDelete: { removeWebhooks: false }, postInstall: { preflight: false } },
          tests: { enabled: false },
          events: { enabled: false },
        },
      },
    ],
  },
  {
    name: 'names',
    ways: [
      { name: 'short' },
      {
        name: 'long',
        release: 'the-gate-of-the-platform-team-of-the-northern-shop',
        values: {
          commonLabels: { team: 'platform' },
          commonAnnotations: { 'example.com/owner': 'platform: "a, b"' },
        },
      },
      { name: 'another', values: { fullnameOverride: 'gate', nameOverride: 'door' } },
    ],
  },
  {
    name: 'extras',
    ways: [
      { name: 'none' },
      {
        name: 'some',
        values: {
          image: { digest: `sha256:${'0'.repeat(64)}`, pullSecrets: [{ name: 'registry' }] },
          exemptNamespaces: ['storage', 'network'],
          exemptionNamespaces: ['security'],
          podTemplates: ['tasks.example.com=spec.jobs[*].template'],
          extraArgs: ['--tls-min-version=1.3'],
          extraEnv: [{ name: 'SALLYPORT_BODY_LIMIT', value: '3MiB' }],
          extraVolumes: [{ name: 'more', emptyDir: {} }],
          extraVolumeMounts: [{ name: 'more', mountPath: '/more' }],
          podLabels: { tier: 'control' },
          podAnnotations: { 'example.com/c': 'd' },
        },
      },
    ],
  },
]

/** A way of the choice with that index. */
interface Made {
  readonly index: number
  readonly way: Way
}

interface Pair {
  readonly first: Made
  readonly second: Made
}

/** Combinations in which every two ways of two choices meet at least once. */
export function combinations(): readonly Combination[] {
  const missing = new Map(allPairs().map((pair) => [keyOf(pair), pair]))
  const found: Combination[] = []
  for (const pair of allPairs()) {
    if (!missing.has(keyOf(pair))) continue
    const made = completed(pair, missing)
    for (const met of pairsAmong(made)) missing.delete(keyOf(met))
    found.push(combine(made))
  }
  return found
}

function allPairs(): readonly Pair[] {
  const every = choices.flatMap(({ ways }, index) => ways.map((way) => ({ index, way })))
  return pairsAmong(every)
}

function pairsAmong(made: readonly Made[]): readonly Pair[] {
  return made.flatMap((first) =>
    made.filter(({ index }) => index > first.index).map((second) => ({ first, second })),
  )
}

function keyOf({ first, second }: Pair): string {
  return [first.index, first.way.name, second.index, second.way.name].join(' | ')
}

/** The pair, and of each other choice the way that makes most new pairs with what is chosen. */
function completed({ first, second }: Pair, missing: ReadonlyMap<string, Pair>): readonly Made[] {
  let chosen: readonly Made[] = [first, second]
  for (const [index, { ways }] of choices.entries()) {
    if (chosen.some((made) => made.index === index)) continue
    const options = ways.map((way) => inOrder(chosen.concat({ index, way })))
    const gains = options.map(
      (made) => pairsAmong(made).filter((pair) => missing.has(keyOf(pair))).length,
    )
    chosen = options[gains.indexOf(Math.max(...gains))] ?? chosen
  }
  return chosen
}

function inOrder(made: readonly Made[]): readonly Made[] {
  return made.toSorted((a, b) => a.index - b.index)
}

function combine(made: readonly Made[]): Combination {
  const names = made.map(({ index, way }) => `${choices[index]?.name}: ${way.name}`)
  const release = made.map(({ way }) => way.release).find((name) => name !== undefined)
  return {
    name: names.join('; '),
    release: {
      name: release ?? 'sallyport',
      namespace: 'sallyport',
      values: Object.assign({}, ...made.map(({ way }) => way.values)) as Values,
    },
  }
}
