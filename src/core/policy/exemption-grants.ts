import type { Problem } from '../source/problem.ts'
import type { CompiledExemption } from './compile-exemption.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import type { ExemptedPolicies } from './exemption.ts'
import { idlenessProblems } from './exemption-for-nothing.ts'
import { matchesGlob } from './glob.ts'
import { isKubernetesKind, type Policy } from './model.ts'

/** What an exemption frees from in one policy: all of it, or the parts that it names. */
export interface Grant {
  readonly exempted: CompiledExemption
  readonly parts: Pick<ExemptedPolicies, 'validations' | 'controls'> | undefined
}

/** The part of a policy that a finding is about; nothing where it is about the policy as a whole. */
export interface PolicyPart {
  readonly validation?: string | undefined
  readonly control?: string | undefined
}

/** The grants by `policyKey`, in the order of the exemptions; and a warning for whatever an exemption names in vain. */
export function exemptionGrants(
  exemptions: readonly CompiledExemption[],
  policies: readonly CompiledPolicy[],
): {
  readonly grants: ReadonlyMap<string, readonly Grant[]>
  readonly problems: readonly Problem[]
} {
  const find = policyFinder(policies)
  const named = exemptions.flatMap((exempted) =>
    exempted.exemption.policies.map((item, index) => ({ exempted, index, policies: find(item) })),
  )
  const grants = new Map<string, Grant[]>()
  for (const { exempted, index, policies } of named) {
    const grant = grantOf(exempted, index)
    for (const { policy } of policies) if (policy.exemptible) add(grants, policyKey(policy), grant)
  }
  return {
    grants,
    problems: named.flatMap(({ exempted, index, policies }) =>
      idlenessProblems(exempted.exemption, index, policies),
    ),
  }
}

/** No two policies have the same. */
export function policyKey({ kind, name }: Pick<Policy, 'kind' | 'name'>): string {
  return `${kind} ${name}`
}

/** Whether the grant frees from that part of its policy. */
export function frees({ parts }: Grant, { validation, control }: PolicyPart): boolean {
  if (parts === undefined) return true
  return (
    (validation !== undefined && parts.validations?.includes(validation) === true) ||
    (control !== undefined && parts.controls?.includes(control) === true)
  )
}

function grantOf(exempted: CompiledExemption, index: number): Grant {
  const { validations, controls } = exempted.exemption.policies[index] ?? {}
  const isWhole = validations === undefined && controls === undefined
  return { exempted, parts: isWhole ? undefined : { validations, controls } }
}

function add<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

/** Finds what an item names, Kubernetes' kinds among it only where nothing else is. */
function policyFinder(
  policies: readonly CompiledPolicy[],
): (item: ExemptedPolicies) => readonly CompiledPolicy[] {
  const byName = new Map<string, CompiledPolicy[]>()
  for (const compiled of policies) add(byName, bareName(compiled.policy), compiled)
  return (item) => {
    const candidates = /[*?]/.test(item.name)
      ? policies.filter(({ policy }) => matchesGlob(item.name, bareName(policy)))
      : (byName.get(item.name) ?? [])
    const named = candidates.filter(({ policy }) => isNamed(policy, item))
    const ours = named.filter(({ policy }) => !isKubernetesKind(policy))
    return ours.length > 0 ? ours : named
  }
}

function isNamed(policy: Policy, { kind, namespace }: ExemptedPolicies): boolean {
  if (kind !== undefined && kind !== policy.kind) return false
  if (namespace === undefined) return true
  return policy.namespace !== '' && matchesGlob(namespace, policy.namespace)
}

/** The name of a namespaced policy has its namespace before it: `shop/limits`. */
function bareName({ name, namespace }: Policy): string {
  return namespace === '' ? name : name.slice(namespace.length + 1)
}
