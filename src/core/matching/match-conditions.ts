import { CelError } from '../cel/value.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { isKubernetesKind } from '../policy/model.ts'
import { matchConditionsBudget, mayRunOut, outOfBudget, withBudget } from './budget.ts'
import { activationOf, evaluateShared } from './evaluation.ts'
import { type MatchAnswer, match } from './match-resources.ts'
import { requestValueOf } from './request-value.ts'
import type { Scope } from './scope.ts'
import { isAsRequested, type NamespaceAnswer } from './subject.ts'

/**
 * Whether every condition holds: one that is false decides even where another fails, but not where the conditions
 * together run out of their budget. Behind a false one the others are evaluated only where they may come to that.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/matchconditions/matcher.go
 */
export function matchConditionsHold(compiled: CompiledPolicy, unpaid: Scope): MatchAnswer {
  return compiled.matchConditions.length === 0
    ? match
    : conditionsHold(compiled, namedFor(compiled, unpaid))
}

/** The same for conditions of any document. */
export function conditionsHold(
  { matchConditions, variables }: Pick<CompiledPolicy, 'matchConditions' | 'variables'>,
  unpaid: Scope,
): MatchAnswer {
  const scope = withBudget(unpaid, matchConditionsBudget)
  const activation = activationOf(scope, variables)
  let falseOne: string | undefined
  let errors: string[] | undefined
  let left = matchConditions.length + variables.size
  for (const { name, expression } of matchConditions) {
    if (falseOne !== undefined && !mayRunOut(scope.control, left)) break
    left--
    const value = evaluateShared(expression, activation, scope)
    if (value === outOfBudget) return { kind: 'error', message: outOfBudget.message }
    if (value === false) falseOne ??= name
    else if (value instanceof CelError) errors = [...(errors ?? []), value.message]
  }
  return answerOf(falseOne, errors)
}

function answerOf(
  falseOne: string | undefined,
  errors: readonly string[] | undefined,
): MatchAnswer {
  if (falseOne !== undefined) {
    return { kind: 'no-match', why: `match condition "${falseOne}" is false` }
  }
  return errors === undefined ? match : { kind: 'error', message: aggregated(errors) }
}

/** Each message once. https://github.com/kubernetes/apimachinery/blob/v0.37.0/pkg/util/errors/errors.go (aggregate) */
function aggregated(errors: readonly string[]): string {
  const [first = '', ...others] = new Set(errors)
  return others.length === 0 ? first : `[${[first, ...others].join(', ')}]`
}

/** Kubernetes gives the match conditions of its kinds no namespace, and the resource as it was requested. */
function namedFor({ policy }: CompiledPolicy, scope: Scope): Scope {
  if (!isKubernetesKind(policy)) return scope
  const { request } = scope
  return isAsRequested(request)
    ? { ...scope, namespace: noNamespace }
    : {
        ...scope,
        namespace: noNamespace,
        requestValue: () => requestValueOf({ ...request, resource: request.requestResource }),
        shared: new Map(),
      }
}

const noNamespace = (): NamespaceAnswer => ({ kind: 'namespace', object: null })
