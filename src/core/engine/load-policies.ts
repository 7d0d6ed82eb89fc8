import type { KubernetesVersion } from '../kubernetes/version.ts'
import { amended, isRule, type PolicyText } from '../policy/bundle/amendment.ts'
import { type PolicySet, policySetMaker } from '../policy/policy-set.ts'
import type { ReadDocuments } from '../source/document.ts'
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
export type LoadPolicies = (texts: readonly PolicyText[]) => LoadedPolicies

interface LoadingOptions {
  readonly kubernetesVersion: KubernetesVersion
}

/** Policies from texts, once. */
export function loadPolicies(
  texts: readonly PolicyText[],
  options: LoadingOptions,
): LoadedPolicies {
  return policyLoader(options)(texts)
}

/** Loads policies again and again: a text that was among the earlier ones, the very same value, is not read and compiled again. */
export function policyLoader({ kubernetesVersion }: LoadingOptions): LoadPolicies {
  const readOnce = oncePer(readPolicyText)
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

/** The documents of a text, its rules as the bundle wants them that lists it. */
function readPolicyText(text: PolicyText): ReadDocuments {
  const { amendment } = text
  const read = readYaml(text)
  if (amendment === undefined) return read
  const documents = read.documents.map((document) =>
    isRule(document) ? amended(document, amendment) : document,
  )
  return { ...read, documents }
}
