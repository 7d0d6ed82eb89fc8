import { kubernetesVersions, latestKubernetesVersion } from '../../core/index.ts'
import type { Check } from './check.ts'

/** The API server answers, and its release is one of those that are known. */
export const release: Check = {
  name: 'release',
  run: async ({ connection: { server }, version: { text, nearest } }) => {
    if (text === nearest) return [{ outcome: 'ok', message: `${server} is Kubernetes ${text}` }]
    const oldest = kubernetesVersions[0] ?? latestKubernetesVersion
    return nearest === oldest
      ? [
          {
            outcome: 'problem',
            message: `${server} is Kubernetes ${text}, older than ${oldest}`,
            remedy: `upgrade the cluster to ${oldest} or later`,
          },
        ]
      : [
          {
            outcome: 'warning',
            message: `${server} is Kubernetes ${text}, newer than ${latestKubernetesVersion}, the last that is known`,
            remedy: 'upgrade Sallyport; until then policies count as they did before',
          },
        ]
  },
}
