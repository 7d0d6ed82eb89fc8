import { kubernetesVersions, latestKubernetesVersion } from '../core/index.ts'
import { choice, many, one, text } from '../settings/parse.ts'
import type { SettingsTable } from '../settings/setting.ts'

/** The settings of every command that stands in for a cluster. */
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
  kubernetesVersion: one(
    choice('VERSION', kubernetesVersions),
    latestKubernetesVersion,
    'The Kubernetes release whose policy language and defaults count.',
  ),
} as const satisfies SettingsTable
