/** The Kubernetes releases whose behaviour can be chosen, oldest first. */
export const kubernetesVersions = [
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
] as const

export type KubernetesVersion = (typeof kubernetesVersions)[number]

export const latestKubernetesVersion: KubernetesVersion = '1.37'

/** Whether `version` is `since` or later. */
export function isAtLeast(version: KubernetesVersion, since: KubernetesVersion): boolean {
  return kubernetesVersions.indexOf(version) >= kubernetesVersions.indexOf(since)
}
