import { CelError, type Value } from '../cel/value.ts'
import {
  type BudgetScope,
  mayRunOut,
  outOfBudget,
  runtimeBudget,
  withBudget,
} from '../matching/budget.ts'
import { activationOf, evaluate, withoutAuthorizer } from '../matching/evaluation.ts'
import type { Scope } from '../matching/scope.ts'
import type { CompiledPolicy, CompiledValidation } from '../policy/compile-policy.ts'
import { auditValue } from './audit-value.ts'
import { denialMessage } from './denial-message.ts'
import { type ForbiddenByControl, judgePodSecurity } from './judge-pod-security.ts'

/** A validation that did not hold or could not be evaluated, a control that forbids, or a failure of the whole policy. */
export interface Outcome {
  readonly index: number | undefined
  readonly evaluation: 'deny' | 'error'
  readonly message: string
  readonly reason: string | undefined
  readonly validation: CompiledValidation | undefined
  readonly control?: ForbiddenByControl
  /** Whether it denies whatever the binding's actions are. */
  readonly alwaysDenies?: boolean
}

export interface PolicyOutcome {
  /** Empty where the level allows the Pod and every validation holds. */
  readonly outcomes: readonly Outcome[]
  readonly auditAnnotations: readonly { readonly key: string; readonly value: string }[]
}

const nothing: readonly never[] = []

/**
 * The level, every validation and audit annotation of a policy against one scope; an error is an outcome that the failure policy
 * decides about. Variables are evaluated once for the validations, once for messages, once for audit annotations.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/validator.go
 */
export function validatePolicy(compiled: CompiledPolicy, scope: Scope): PolicyOutcome {
  const { podSecurity } = compiled
  const violations =
    podSecurity === undefined
      ? nothing
      : judgePodSecurity(podSecurity, scope.request).map(forbidden)
  const ofValidations = validationOutcomes(compiled, scope)
  const outcomes = violations.length === 0 ? ofValidations : [...violations, ...ofValidations]
  const isSpent = ofValidations.some(
    ({ validation, message }) => validation === undefined && message === outOfBudget.message,
  )
  if (compiled.auditAnnotations.length === 0 || isSpent) {
    return { outcomes, auditAnnotations: nothing }
  }
  const annotations = auditAnnotations(compiled, scope)
  // Whatever the validations said is not heard then; the level needs no budget.
  if (annotations.kind === 'out-of-budget') {
    return { outcomes: [...violations, failed(outOfBudget.message)], auditAnnotations: nothing }
  }
  return {
    outcomes: [...outcomes, ...annotations.errors.map(refused)],
    auditAnnotations: annotations.values,
  }
}

/** What they cost is left in the scope's control, for who asks. */
function validationOutcomes(compiled: CompiledPolicy, unpaid: Scope): readonly Outcome[] {
  if (compiled.validations.length === 0) return nothing
  const scope = withBudget(unpaid, runtimeBudget)
  const outcomes = paidOutcomes(compiled, scope)
  unpaid.control.spent = scope.control.spent
  return outcomes
}

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/validating/validator.go (Validate) */
function paidOutcomes(compiled: CompiledPolicy, scope: BudgetScope): readonly Outcome[] {
  const { validations, variables } = compiled
  const activation = activationOf(scope, variables)
  const values: (Value | CelError)[] = []
  let isAllTrue = true
  for (const { expression } of validations) {
    const value = evaluate(expression, activation, scope.control)
    if (value === outOfBudget) return [failed(outOfBudget.message)]
    values.push(value)
    isAllTrue &&= value === true
  }
  if (isAllTrue && !mayRunOut(scope.control, messageEvaluations(compiled))) return nothing
  return explainedOutcomes(compiled, values, scope)
}

/**
 * What the values of the validations mean, with their messages. All messages are paid from what the validations left:
 * when that runs out, every validation that has a value has failed. Of validations that hold they are evaluated only
 * where it may come to that.
 */
function explainedOutcomes(
  { validations, variables }: CompiledPolicy,
  values: readonly (Value | CelError)[],
  scope: BudgetScope,
): readonly Outcome[] {
  const activation = activationOf(withoutAuthorizer(scope), variables)
  const messages: (string | undefined)[] = []
  const evaluations = messageEvaluations({ validations, variables })
  for (const [index, validation] of validations.entries()) {
    const isNeeded = isDenial(values[index]) || mayRunOut(scope.control, evaluations)
    const message = isNeeded ? denialMessage(validation, activation, scope.control) : undefined
    if (message instanceof CelError) return outcomesWithoutMessages(validations, values)
    messages.push(message)
  }
  return validations.flatMap((validation, index) =>
    outcomeOf(values[index], { index, validation }, messages[index] ?? ''),
  )
}

/** How many expressions the messages of a policy evaluate at most. */
function messageEvaluations({
  validations,
  variables,
}: Pick<CompiledPolicy, 'validations' | 'variables'>): number {
  const computed = validations.filter(({ messageExpression }) => messageExpression !== undefined)
  return computed.length === 0 ? 0 : computed.length + variables.size
}

/** An outcome that no single validation gave: a match condition or an audit annotation that failed. */
export function failed(message: string): Outcome {
  return {
    index: undefined,
    evaluation: 'error',
    message,
    reason: undefined,
    validation: undefined,
  }
}

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/validating/dispatcher.go (AuditAnnotationActionError) */
function refused(message: string): Outcome {
  return { ...failed(message), alwaysDenies: true }
}

function forbidden(control: ForbiddenByControl): Outcome {
  return {
    index: undefined,
    evaluation: 'deny',
    message: control.message,
    reason: undefined,
    validation: undefined,
    control,
  }
}

function isDenial(value: Value | CelError | undefined): boolean {
  return value !== true && !(value instanceof CelError)
}

function outcomesWithoutMessages(
  validations: readonly CompiledValidation[],
  values: readonly (Value | CelError)[],
): readonly Outcome[] {
  const message = `failed messageExpression: ${outOfBudget.message}`
  return validations.map((validation, index) => {
    const value = values[index]
    return {
      index,
      validation,
      evaluation: 'error',
      message: value instanceof CelError ? value.message : message,
      reason: undefined,
    }
  })
}

function outcomeOf(
  value: Value | CelError | undefined,
  of: { readonly index: number; readonly validation: CompiledValidation },
  message: string,
): readonly Outcome[] {
  if (value === true) return nothing
  return value instanceof CelError
    ? [{ ...of, evaluation: 'error', message: value.message, reason: undefined }]
    : [{ ...of, evaluation: 'deny', message, reason: of.validation.reason }]
}

/** Audit annotations have a budget of their own. */
function auditAnnotations(compiled: CompiledPolicy, unpaid: Scope) {
  const values: { key: string; value: string }[] = []
  const errors: string[] = []
  const scope = withBudget(withoutAuthorizer(unpaid), runtimeBudget)
  const activation = activationOf(scope, compiled.variables)
  for (const { key, value: expression } of compiled.auditAnnotations) {
    const value = evaluate(expression, activation, scope.control)
    if (value === outOfBudget) return { kind: 'out-of-budget' } as const
    if (value instanceof CelError) errors.push(value.message)
    else if (typeof value === 'string') {
      const text = auditValue(value)
      if (text !== '') values.push({ key, value: text })
    }
  }
  return { kind: 'annotations', values, errors } as const
}
