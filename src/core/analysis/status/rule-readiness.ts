import type { Kinds } from '../../kubernetes/kinds.ts'

import type { Problem } from '../../source/problem.ts'
import { paramsNotFound } from '../checks/params-not-found.ts'
import { problemLine } from '../policy-objects/object-findings.ts'
import type { ObjectReading, ReadPolicy } from '../policy-objects/read-object.ts'
import type { Readiness } from './condition.ts'
import type { StatusSurroundings } from './status-surroundings.ts'

/** Whether a rule does what it says; of what keeps it from that the worst is told. */
export function ruleReadiness(
  { policy, problems }: ObjectReading,
  surroundings: StatusSurroundings,
): Readiness {
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (policy === undefined) return not('NotInForce', `it is not in force: ${firstOf(errors)}`)
  if (errors.length > 0) {
    const { failurePolicy } = policy.policy
    return not(
      'Broken',
      `it is broken, and its failure policy (${failurePolicy}) decides what it matches: ${firstOf(errors)}`,
    )
  }
  const unreadable = unreadableFor(policy, surroundings)
  if (unreadable !== undefined) return not('NotPermitted', unreadable)
  const missing = problems.find(({ code }) => code === paramsNotFound.code)
  if (missing !== undefined) return not('ParamsNotFound', problemLine(missing))
  return { status: 'True', reason: 'Compiled', message: 'it is in force' }
}

function not(reason: string, message: string): Readiness {
  return { status: 'False', reason, message }
}

function firstOf([first, ...others]: readonly Problem[]): string {
  if (first === undefined) return 'nothing can be told of it'
  return `${problemLine(first)}${others.length === 0 ? '' : `; and ${others.length} more`}`
}

function unreadableFor(
  policy: ReadPolicy,
  { snapshot, unreadable }: StatusSurroundings,
): string | undefined {
  return neededBy(policy, snapshot.kinds).flatMap((needed) => unreadable.get(needed) ?? [])[0]
}

/** `GROUP/RESOURCE` of what the policy reads. */
function neededBy({ policy, bindings }: ReadPolicy, kinds: Kinds): readonly string[] {
  const { paramKind, lookups } = policy
  const hasReference = bindings.some(({ paramRef }) => paramRef !== undefined)
  const params = hasReference && paramKind ? [paramKind] : []
  return [
    ...params.flatMap(({ apiVersion, kind }) => {
      const served = kinds.find(apiVersion, kind)?.served
      return served === undefined ? [] : [`${served.group}/${served.resource}`]
    }),
    ...lookups.map(({ resource: { group, resource } }) => `${group}/${resource}`),
  ]
}
