import { many, text } from '../settings/parse.ts'
import type { SettingsTable } from '../settings/setting.ts'
import { serveSettings } from '../settings/settings.ts'

/** The settings of every command that stands in for a cluster; three of them are the server's own. */
export const clusterSettings = {
  policies: many(
    text('PATH'),
    ['./policies'],
    'File, folder or glob with policies, - for standard input; may be repeated.',
  ),
  context: many(
    text('PATH'),
    [],
    'The same with objects that the cluster would hold: namespaces, params, CustomResourceDefinitions, LimitRanges, ServiceAccounts, answered SubjectAccessReviews and the like; may be repeated.',
  ),
  exemptionNamespace: serveSettings.exemptionNamespace,
  podTemplate: serveSettings.podTemplate,
  kubernetesVersion: serveSettings.kubernetesVersion,
} as const satisfies SettingsTable
