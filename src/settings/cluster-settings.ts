import { one, text, timeout } from './parse.ts'
import type { SettingsTable } from './setting.ts'

/** How `sallyport serve` finds a cluster, and what it expects of it. */
export const clusterSettings = {
  kubeconfig: {
    ...one(
      text('PATH'),
      undefined,
      'The kubeconfig that names the cluster; without one ~/.kube/config, then the service account of the Pod.',
    ),
    variable: 'KUBECONFIG',
  },
  kubeContext: one(
    text('NAME'),
    undefined,
    'The context of the kubeconfig; without one its current context.',
  ),
  apiTimeout: one(timeout, '10s', 'How long the cluster may take for each answer.'),
  watchIdle: one(
    timeout,
    '150s',
    'A watch of which nothing comes for so long is taken up anew; an API server says something every minute.',
  ),
} as const satisfies SettingsTable

/** The same settings, whose descriptions say that they do nothing without a cluster. */
export function needingCluster<Table extends SettingsTable>(table: Table): Table {
  const entries = Object.entries(table).map(
    ([name, setting]) =>
      [name, { ...setting, description: `${setting.description} Needs --cluster.` }] as const,
  )
  return Object.fromEntries(entries) as Table
}
