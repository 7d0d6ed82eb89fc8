import type { Workloads } from '../kubernetes/workloads.ts'
import { policyIndex } from '../matching/policy-index.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { oncePer } from '../source/once-per.ts'
import type { Snapshot } from './snapshot.ts'
import { isInSubset, type Subset } from './subset.ts'

/** The snapshot as the subset's requests see it: made once for a snapshot, its index once for a set of policies. */
export function subsetOf(snapshot: Snapshot, subset: Subset): Snapshot {
  return subsetsOf(snapshot)(subset)
}

const subsetsOf = oncePer((snapshot: Snapshot) =>
  oncePer((subset: Subset): Snapshot => {
    const { policySet, workloads } = snapshot
    return { ...snapshot, ...partsOf(policySet)(workloads)(subset), subset }
  }),
)

const partsOf = oncePer((policySet: PolicySet) =>
  oncePer((workloads: Workloads) =>
    oncePer((subset: Subset): Pick<Snapshot, 'policySet' | 'index'> => {
      const policies = policySet.policies.filter((compiled) => isInSubset(compiled, subset))
      return {
        policySet: { ...policySet, policies },
        index: policyIndex(policies, workloads, { sentInEachVersion: true }),
      }
    }),
  ),
)
