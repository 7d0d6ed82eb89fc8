import { isEnforced } from '../../policy/enforce-from.ts'
import { type JsonObject, valueAt } from '../../source/json-value.ts'
import type { Problem } from '../../source/problem.ts'
import { missingParams } from '../checks/params-not-found.ts'
import type { ObjectReading, ReadPolicy } from '../policy-objects/read-object.ts'
import { type Condition, conditionAfter } from './condition.ts'
import { exemptionReadiness } from './exemption-readiness.ts'
import type { RuleConcern } from './rule-concern.ts'
import { ruleReadiness } from './rule-readiness.ts'
import type { StatusSurroundings } from './status-surroundings.ts'

/** What is known of an object from itself and the kinds of the cluster. */
export interface KnownObject {
  readonly object: JsonObject
  readonly reading: ObjectReading
  /** Undefined for exemptions. */
  readonly concern: RuleConcern | undefined
}

/**
 * The status of an object of ours: whether it is in force and why not, and what is wrong with it. It is bounded in size, and
 * the same for the same object and surroundings but for the time at which the condition changed.
 */
export function objectStatus(known: KnownObject, surroundings: StatusSurroundings): JsonObject {
  const { object, concern } = known
  const reading = withParams(known.reading, surroundings)
  const generation = valueAt(object, ['metadata', 'generation'])
  const observed = typeof generation === 'number' ? { observedGeneration: generation } : {}
  const readiness =
    object['kind'] === 'PolicyExemption'
      ? exemptionReadiness(reading, surroundings)
      : ruleReadiness(reading, surroundings)
  const ready: Condition = { type: 'Ready', ...observed, ...readiness }
  const { problems, policy } = reading
  return {
    ...observed,
    conditions: [conditionAfter(object, ready, surroundings.time)],
    errors: countOf(problems, 'error'),
    warnings: countOf(problems, 'warning'),
    ...(problems.length === 0 ? {} : { problems: problems.slice(0, mostProblems).map(printed) }),
    ...(policy === undefined ? {} : effectOf(policy, surroundings.time)),
    ...(concern === undefined ? {} : concernOf(concern)),
  }
}

/** What of a list and of a text is shown: a status is read by people, and stored with the object. */
const mostProblems = 20
const longestText = 500

function withParams(reading: ObjectReading, { snapshot }: StatusSurroundings): ObjectReading {
  const { policy, problems } = reading
  if (policy === undefined) return reading
  return { ...reading, problems: [...problems, ...missingParams(policy, snapshot.objects)] }
}

function countOf(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length
}

function printed({ severity, code, path, line, column, message, remedy }: Problem): JsonObject {
  return {
    severity,
    code,
    ...(path === undefined ? {} : { path: cut(path) }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    message: cut(message),
    ...(remedy === undefined ? {} : { remedy: cut(remedy) }),
  }
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

/** What holds, also where the spec says nothing: nothing of that is written into the spec. */
function effectOf({ policy, bindings }: ReadPolicy, time: string): JsonObject {
  const actions =
    policy.door === 'validate' ? { actions: actionsOf({ policy, bindings }, time) } : {}
  return { failurePolicy: policy.failurePolicy, ...actions }
}

/** `Deny`, `Warn, Audit`, `Deny from 2030-01-31`. */
function actionsOf({ policy, bindings }: ReadPolicy, time: string): string {
  const { enforceFrom } = policy
  const later = enforceFrom === undefined || isEnforced(enforceFrom, time) ? '' : enforceFrom.text
  return bindings
    .flatMap(({ validationActions }) => validationActions)
    .map((action) => (action === 'Deny' && later !== '' ? `Deny from ${later}` : action))
    .join(', ')
}

function concernOf({ matching, deprecations }: RuleConcern): JsonObject {
  return { matching, ...(deprecations.length === 0 ? {} : { deprecations }) }
}
