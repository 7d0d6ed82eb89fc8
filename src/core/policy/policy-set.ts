import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { SourceDocument } from '../source/document.ts'
import type { Problem } from '../source/problem.ts'
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts'
import type { Binding, Policy } from './model.ts'
import { problemAt } from './problem-at.ts'
import { readPolicies } from './read.ts'

/** Every policy that is in force, by name: where Kubernetes has no order, ours is stable. */
export interface PolicySet {
  readonly policies: readonly CompiledPolicy[]
  readonly kubernetesVersion: KubernetesVersion
}

/** Reads and compiles documents; what is broken is a problem, the rest is in the set. */
export function policySetFrom(
  documents: readonly SourceDocument[],
  kubernetesVersion: KubernetesVersion,
): { readonly policySet: PolicySet; readonly problems: readonly Problem[] } {
  const read = readPolicies(documents)
  const results = [...read.policies]
    .sort(byName)
    .map((policy) =>
      compilePolicy(
        policy,
        read.bindings.filter((binding) => binds(binding, policy)).sort(byName),
        kubernetesVersion,
      ),
    )
  return {
    policySet: { policies: results.map(({ compiled }) => compiled), kubernetesVersion },
    problems: [
      ...read.problems,
      ...results.flatMap(({ problems }) => problems),
      ...loneBindings(read.bindings, read.policies),
      ...results.flatMap(({ compiled }) =>
        compiled.bindings.length > 0 ? [] : [unbound(compiled.policy)],
      ),
    ],
  }
}

function binds(binding: Binding, policy: Policy): boolean {
  return binding.kind === 'own'
    ? binding.place.document === policy.place.document
    : binding.kind === `${policy.kind}Binding` && binding.policyName === policy.name
}

function byName(a: { name: string; kind: string }, b: { name: string; kind: string }): number {
  return compareText(a.name, b.name) || compareText(a.kind, b.kind)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function loneBindings(
  bindings: readonly Binding[],
  policies: readonly Policy[],
): readonly Problem[] {
  return bindings
    .filter((binding) => !policies.some((policy) => binds(binding, policy)))
    .map((binding) =>
      problemAt(binding.place.document, ['spec', 'policyName'], {
        code: 'binding-to-nothing',
        severity: 'warning',
        message: `no ${binding.kind.replace(/Binding$/, '')} is named "${binding.policyName}"`,
        found: binding.policyName,
        remedy: 'correct policyName, or add the policy',
      }),
    )
}

function unbound(policy: Policy): Problem {
  return problemAt(policy.place.document, ['metadata', 'name'], {
    code: 'policy-without-binding',
    severity: 'warning',
    message: `${policy.kind} "${policy.name}" has no binding and judges nothing`,
    remedy: `add a ${policy.kind}Binding with policyName ${policy.name}`,
  })
}
