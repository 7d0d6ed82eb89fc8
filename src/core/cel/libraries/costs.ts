import { isAtLeast, type KubernetesVersion } from '../../kubernetes/version.ts'
import { libraries } from './libraries.ts'
import type { CostRule, Declaration } from './library.ts'
import { operatorCosts, operators } from './operators.ts'

/**
 * What a call of a function or an operator costs. `overloadId` is undefined where the checker left several overloads: then
 * only what counts for the function's name applies, and otherwise 1.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/runtimecost.go (costCall)
 */
export function costRuleOf(
  functionName: string,
  overloadId: string | undefined,
  kubernetesVersion: KubernetesVersion,
): CostRule {
  const kubernetes = kubernetesCostOf(functionName, overloadId, kubernetesVersion)
  return kubernetes ?? standardCostOf(overloadId, kubernetesVersion) ?? 1
}

/** Kubernetes' own costs count in policies since the feature StrictCostEnforcementForVAP is on. */
const countedSince: KubernetesVersion = '1.32'

function kubernetesCostOf(
  functionName: string,
  overloadId: string | undefined,
  kubernetesVersion: KubernetesVersion,
): CostRule | undefined {
  if (!isAtLeast(kubernetesVersion, countedSince)) return undefined
  const ofOverload = overloadId === undefined ? undefined : kubernetesCosts.get(overloadId)
  return ofOverload ?? kubernetesCosts.get(functionName)
}

function standardCostOf(
  overloadId: string | undefined,
  kubernetesVersion: KubernetesVersion,
): CostRule | undefined {
  if (overloadId === undefined) return undefined
  return declarationsById
    .get(overloadId)
    ?.find(({ until }) => until === undefined || isAtLeast(until, kubernetesVersion))?.cost
}

const kubernetesCosts: ReadonlyMap<string, CostRule> = new Map([
  ...operatorCosts,
  ...libraries.flatMap(({ costs }) => [...(costs ?? [])]),
])

const declarationsById: ReadonlyMap<string, readonly Declaration[]> = groupedById([
  ...operators,
  ...libraries.flatMap(({ overloads }) => overloads),
])

/** A changed overload stands behind the one that it replaced. */
function groupedById(
  declarations: readonly Declaration[],
): ReadonlyMap<string, readonly Declaration[]> {
  const groups = new Map<string, Declaration[]>()
  for (const declaration of declarations) {
    const group = groups.get(declaration.id)
    if (group === undefined) groups.set(declaration.id, [declaration])
    else group.push(declaration)
  }
  return groups
}
