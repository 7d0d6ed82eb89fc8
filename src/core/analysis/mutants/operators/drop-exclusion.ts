import type { PolicyOperator } from '../operator.ts'

/** Every entry of `podSecurity.exclude`. */
export const dropExclusion: PolicyOperator = {
  kind: 'policy',
  name: 'drop-exclusion',
  title: 'an exclusion of a Pod Security control is left out',
  changes: ({ policy, bindings }) => {
    const { podSecurity } = policy
    if (podSecurity === undefined) return []
    const { place, exclude } = podSecurity
    return exclude.map(({ control }, index) => ({
      place: { ...place, path: [...place.path, 'exclude', index] },
      text: `the exclusion of ${control} is left out`,
      changed: {
        bindings,
        policy: {
          ...policy,
          podSecurity: { ...podSecurity, exclude: exclude.toSpliced(index, 1) },
        },
      },
    }))
  },
}
