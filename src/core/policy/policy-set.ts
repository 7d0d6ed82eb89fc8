import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { SourceDocument } from '../source/document.ts'
import { oncePer } from '../source/once-per.ts'
import type { Problem } from '../source/problem.ts'
import { compileBroken } from './compile-broken.ts'
import { type CompiledExemption, compileExemption } from './compile-exemption.ts'
import { type CompiledPolicy, type Compiler, compilePolicy } from './compile-policy.ts'
import type { Exemption } from './exemption.ts'
import { expressionCompiler } from './expression-compiler.ts'
import { type Binding, isKubernetesKind, type Policy } from './model.ts'
import { problemAt } from './problem-at.ts'
import { readDocument, readPolicies } from './read.ts'

/** Every policy that is in force, those of a namespace first, by name: where Kubernetes has no order, ours is stable. */
export interface PolicySet {
  readonly policies: readonly CompiledPolicy[]
  /** Those that stand among the policies, as they were read. */
  readonly exemptions: readonly CompiledExemption[]
  readonly kubernetesVersion: KubernetesVersion
}

/** Makes a set of documents; what is broken is a problem, the rest is in the set. */
export type MakePolicySet = (documents: readonly SourceDocument[]) => {
  readonly policySet: PolicySet
  readonly problems: readonly Problem[]
}

/** Reads and compiles documents. One that was in an earlier set is not read again, nor compiled while its bindings stay. */
export function policySetMaker(kubernetesVersion: KubernetesVersion): MakePolicySet {
  const compiler = { kubernetesVersion, compile: expressionCompiler() }
  const works: Works = {
    read: oncePer(readDocument),
    compile: whileBound((policy, bindings) => compileAny(policy, bindings, compiler)),
    compileExemption: oncePer((exemption) => compileExemption(exemption, compiler)),
  }
  return (documents) => policySetOf(documents, kubernetesVersion, works)
}

interface Works {
  readonly read: typeof readDocument
  readonly compile: (
    policy: Policy,
    bindings: readonly Binding[],
  ) => ReturnType<typeof compilePolicy>
  readonly compileExemption: (exemption: Exemption) => ReturnType<typeof compileExemption>
}

function policySetOf(
  documents: readonly SourceDocument[],
  kubernetesVersion: KubernetesVersion,
  works: Works,
): ReturnType<MakePolicySet> {
  const read = readPolicies(documents, works.read)
  const bindings = byPolicy(read.bindings)
  const results = [...read.policies]
    .sort(inOrder)
    .map((policy) => works.compile(policy, bindings.get(idOf(policy)) ?? none))
  const exemptions = read.exemptions.map(works.compileExemption)
  return {
    policySet: {
      policies: results.map(({ compiled }) => compiled),
      exemptions: exemptions.map(({ compiled }) => compiled),
      kubernetesVersion,
    },
    problems: [
      ...read.problems,
      ...read.refused.flatMap(({ policy, paths }) =>
        works.compile(policy, none).problems.filter(({ path }) => !paths.has(path)),
      ),
      ...results.flatMap(({ problems }) => problems),
      ...exemptions.flatMap(({ problems }) => problems),
      ...loneBindings(read.bindings, read.policies),
      ...results.flatMap(({ compiled }) =>
        compiled.bindings.length > 0 ? [] : [unbound(compiled.policy)],
      ),
    ],
  }
}

const none: readonly never[] = []

/** Works again for a policy whose bindings are others. */
function whileBound(work: Works['compile']): Works['compile'] {
  type Known = { readonly bindings: readonly Binding[]; readonly result: ReturnType<typeof work> }
  const known = new WeakMap<Policy, Known>()
  return (policy, bindings) => {
    const before = known.get(policy)
    if (before !== undefined && isSame(before.bindings, bindings)) return before.result
    const result = work(policy, bindings)
    known.set(policy, { bindings, result })
    return result
  }
}

function isSame(bindings: readonly Binding[], others: readonly Binding[]): boolean {
  return bindings.length === others.length && bindings.every((one, index) => one === others[index])
}

function compileAny(policy: Policy, bindings: readonly Binding[], compiler: Compiler) {
  return policy.broken === undefined
    ? compilePolicy(policy, bindings, compiler)
    : { compiled: compileBroken(policy, bindings, compiler), problems: [] }
}

/** What a binding names: a policy by kind and name, one of our kinds by the document that both stand in. */
type PolicyId = string | SourceDocument

function idOf(policy: Policy): PolicyId {
  return isKubernetesKind(policy) ? `${policy.kind} ${policy.name}` : policy.place.document
}

function namedBy({ kind, policyName, place }: Binding): PolicyId {
  return kind === 'own' ? place.document : `${policyKindOf(kind)} ${policyName}`
}

function policyKindOf(kind: Binding['kind']): string {
  return kind.replace(/Binding$/, '')
}

/** The bindings of each policy, by name. */
function byPolicy(bindings: readonly Binding[]): ReadonlyMap<PolicyId, readonly Binding[]> {
  const found = new Map<PolicyId, Binding[]>()
  for (const binding of [...bindings].sort(byName)) {
    const others = found.get(namedBy(binding))
    if (others === undefined) found.set(namedBy(binding), [binding])
    else others.push(binding)
  }
  return found
}

/** Those of a namespace first: what holds for all namespaces has the last word. */
function inOrder(a: Policy, b: Policy): number {
  return Number(a.namespace === '') - Number(b.namespace === '') || byName(a, b)
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
  const ids = new Set(policies.map(idOf))
  return bindings
    .filter((binding) => !ids.has(namedBy(binding)))
    .map((binding) =>
      problemAt(binding.place.document, ['spec', 'policyName'], {
        code: 'binding-to-nothing',
        severity: 'warning',
        message: `no ${policyKindOf(binding.kind)} is named "${binding.policyName}"`,
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
