import { many, text, toggle } from '../settings/parse.ts'
import type { SettingsTable } from '../settings/setting.ts'
import { serveSettings } from '../settings/settings.ts'

/** The settings of every command that stands in for a cluster; three of them are the server's own. */
export const clusterSettings = {
  policies: many(
    text('PATH'),
    ['./policies'],
    'File, folder or glob with policies, - for standard input; may be repeated. With --cluster they count in place of its own.',
  ),
  context: many(
    text('PATH'),
    [],
    'The same with objects that the cluster would hold: namespaces, params, CustomResourceDefinitions, LimitRanges, ServiceAccounts, answered SubjectAccessReviews and the like; may be repeated.',
  ),
  exemptionNamespace: serveSettings.exemptionNamespace,
  podTemplate: serveSettings.podTemplate,
  kubernetesVersion: serveSettings.kubernetesVersion,
  cluster: toggle(
    'Take policies, exemptions, namespaces, params and whatever else is asked for from a live cluster. It is only read; its release is the Kubernetes version.',
  ),
  kubeconfig: serveSettings.kubeconfig,
  kubeContext: serveSettings.kubeContext,
  requestTimeout: serveSettings.apiTimeout,
} as const satisfies SettingsTable
