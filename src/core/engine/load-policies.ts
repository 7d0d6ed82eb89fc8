import type { KubernetesVersion } from '../kubernetes/version.ts'
import { type PolicySet, policySetFrom } from '../policy/policy-set.ts'
import type { SourceText } from '../source/document.ts'
import type { Problem } from '../source/problem.ts'
import { readYaml } from '../source/read-yaml.ts'

export interface LoadedPolicies {
  readonly policies: PolicySet
  readonly problems: readonly Problem[]
}

/** Policies from texts: every document that can be read is in the set, everything that is wrong is a problem. */
export function loadPolicies(
  texts: readonly SourceText[],
  { kubernetesVersion }: { readonly kubernetesVersion: KubernetesVersion },
): LoadedPolicies {
  const read = texts.map(readYaml)
  const { policySet, problems } = policySetFrom(
    read.flatMap(({ documents }) => documents),
    kubernetesVersion,
  )
  return { policies: policySet, problems: [...read.flatMap((text) => text.problems), ...problems] }
}
