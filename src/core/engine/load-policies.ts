import type { KubernetesVersion } from '../kubernetes/version.ts'
import { type PolicySet, policySetMaker } from '../policy/policy-set.ts'
import type { SourceText } from '../source/document.ts'
import { oncePer } from '../source/once-per.ts'
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

/** Makes policies of texts: every document that can be read is in the set, everything that is wrong is a problem. */
export type LoadPolicies = (texts: readonly SourceText[]) => LoadedPolicies

interface LoadingOptions {
  readonly kubernetesVersion: KubernetesVersion
}

/** Policies from texts, once. */
export function loadPolicies(
  texts: readonly SourceText[],
  options: LoadingOptions,
): LoadedPolicies {
  return policyLoader(options)(texts)
}

/** Loads policies again and again: a text that was among the earlier ones, the very same value, is not read and compiled again. */
export function policyLoader({ kubernetesVersion }: LoadingOptions): LoadPolicies {
  const readOnce = oncePer(readYaml)
  const makePolicySet = policySetMaker(kubernetesVersion)
  return (texts) => {
    const read = texts.map(readOnce)
    const documents = read.flatMap((text) => text.documents)
    const { policySet, problems } = makePolicySet(
      documents.filter((document) => !isPodSecurityConfiguration(document)),
    )
    const { podSecurity, problems: ofPodSecurity } = loadPodSecurity(documents)
    return {
      policies: policySet,
      podSecurity,
      problems: [...read.flatMap((text) => text.problems), ...problems, ...ofPodSecurity],
    }
  }
}
