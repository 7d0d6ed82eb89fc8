import type { KubernetesVersion } from '../kubernetes/version.ts'
import { type PolicySet, policySetFrom } from '../policy/policy-set.ts'
import type { SourceText } from '../source/document.ts'
import type { Problem } from '../source/problem.ts'
import { readYaml } from '../source/read-yaml.ts'
import {
  isPodSecurityConfiguration,
  type LoadedPodSecurity,
  loadPodSecurity,
} from './load-pod-security.ts'

export interface LoadedPolicies {
  readonly policies: PolicySet
  /** Undefined where the labels of namespaces are not looked at. */
  readonly podSecurity: LoadedPodSecurity | undefined
  readonly problems: readonly Problem[]
}

/** Policies from texts: every document that can be read is in the set, everything that is wrong is a problem. */
export function loadPolicies(
  texts: readonly SourceText[],
  { kubernetesVersion }: { readonly kubernetesVersion: KubernetesVersion },
): LoadedPolicies {
  const read = texts.map(readYaml)
  const documents = read.flatMap((text) => text.documents)
  const { policySet, problems } = policySetFrom(
    documents.filter((document) => !isPodSecurityConfiguration(document)),
    kubernetesVersion,
  )
  const { podSecurity, problems: ofPodSecurity } = loadPodSecurity(documents)
  return {
    policies: policySet,
    podSecurity,
    problems: [...read.flatMap((text) => text.problems), ...problems, ...ofPodSecurity],
  }
}
