import type { Snapshot } from '../../engine/snapshot.ts'
import { policyIndex } from '../../matching/policy-index.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { Policy } from '../../policy/model.ts'
import { readOfRequester } from './read-of-requester.ts'

/** A validating policy that says nothing of objects that are there already, and why. */
export interface UnscannedPolicy {
  readonly policyKind: string
  readonly policy: string
  readonly why: string
}

export interface Scannable {
  /** With the policies that can judge what is stored, and no other. */
  readonly snapshot: Snapshot
  readonly unscanned: readonly UnscannedPolicy[]
}

/**
 * What a scan judges by. It asks of each object whether it would be let in if it were created now: nobody sends it, so that
 * policies which ask who does are left out, as are those that judge no creation. Mutating policies have nothing to say of it.
 */
export function scannable(snapshot: Snapshot): Scannable {
  const { policySet, workloads } = snapshot
  const judged = policySet.policies
    .filter(({ policy }) => policy.door === 'validate')
    .map((compiled) => ({ compiled, why: whyNot(compiled) }))
  const policies = judged.flatMap(({ compiled, why }) => (why === undefined ? [compiled] : []))
  return {
    snapshot: {
      ...snapshot,
      policySet: { ...policySet, policies },
      index: policyIndex(policies, workloads),
    },
    unscanned: judged.flatMap(({ compiled: { policy }, why }) =>
      why === undefined ? [] : [{ policyKind: policy.kind, policy: policy.name, why }],
    ),
  }
}

function whyNot(compiled: CompiledPolicy): string | undefined {
  if (!judgesCreations(compiled.policy)) return 'it judges no creation'
  const read = readOfRequester(compiled)
  return read.length === 0
    ? undefined
    : `it reads ${read.join(' and ')}, which nobody knows of what is stored`
}

function judgesCreations({ match: { resourceRules = [] } }: Policy): boolean {
  return (
    resourceRules.length === 0 ||
    resourceRules.some(
      ({ operations }) => operations.includes('CREATE') || operations.includes('*'),
    )
  )
}
