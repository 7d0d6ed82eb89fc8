import type { PolicyOperator } from '../operator.ts'

/** `restricted` becomes `baseline`, `baseline` becomes `privileged`. */
export const lowerLevel: PolicyOperator = {
  kind: 'policy',
  name: 'lower-level',
  title: 'the Pod Security level is the one below',
  changes: ({ policy, bindings }) => {
    const { podSecurity } = policy
    if (podSecurity === undefined || podSecurity.standard.level === 'privileged') return []
    const { place, standard } = podSecurity
    const level = standard.level === 'restricted' ? 'baseline' : 'privileged'
    return [
      {
        place: { ...place, path: [...place.path, 'level'] },
        text: `podSecurity.level ${standard.level} becomes ${level}`,
        changed: {
          bindings,
          policy: { ...policy, podSecurity: { ...podSecurity, standard: { ...standard, level } } },
        },
      },
    ]
  },
}
