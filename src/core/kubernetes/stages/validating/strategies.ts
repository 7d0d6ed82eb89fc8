import type { Strategy } from './strategy.ts'

const always = '1.28'

/**
 * The kinds of which a new object gets a generation, loses its status or is completed; of the others nothing changes.
 * https://github.com/kubernetes/kubernetes/tree/v1.37.0/pkg/registry (PrepareForCreate in strategy.go of each resource)
 */
export const strategies: readonly Strategy[] = [
  { group: '', kind: 'Pod', generationSince: '1.33', statusSince: always },
  { group: '', kind: 'PodTemplate', generationSince: always },
]
