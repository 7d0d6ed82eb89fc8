import type { Activation, Control } from '../cel/program.ts'
import { CelError, type Value } from '../cel/value.ts'
import { activationOf, evaluate, type Scope } from '../matching/evaluation.ts'
import type { CompiledPolicy, CompiledValidation } from '../policy/compile-policy.ts'
import { auditValue } from './audit-value.ts'
import { denialMessage } from './denial-message.ts'
import { type ControlViolation, judgePodSecurity } from './judge-pod-security.ts'

/** A validation that did not hold or could not be evaluated, a control that forbids, or a failure of the whole policy. */
export interface Outcome {
  readonly index: number | undefined
  readonly evaluation: 'deny' | 'error'
  readonly message: string
  readonly reason: string | undefined
  readonly validation: CompiledValidation | undefined
  readonly control?: ControlViolation
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
  const outcomes =
    compiled.podSecurity === undefined
      ? validationOutcomes(compiled, scope)
      : [
          ...judgePodSecurity(compiled.podSecurity, scope.request).map(forbidden),
          ...validationOutcomes(compiled, scope),
        ]
  if (compiled.auditAnnotations.length === 0) return { outcomes, auditAnnotations: nothing }
  const annotations = auditAnnotations(compiled, scope)
  return {
    outcomes: [...outcomes, ...annotations.errors.map(failed)],
    auditAnnotations: annotations.values,
  }
}

function validationOutcomes(compiled: CompiledPolicy, scope: Scope): readonly Outcome[] {
  const { validations, variables } = compiled
  const forValidations = activationOf(scope, variables)
  let forMessages: Activation | undefined
  let outcomes: Outcome[] | undefined
  for (let index = 0; index < validations.length; index++) {
    const validation = validations[index] as CompiledValidation
    const value = evaluate(validation.expression, forValidations, scope.control)
    if (value === true) continue
    forMessages ??= activationOf(scope, variables)
    outcomes ??= []
    outcomes.push(
      outcomeOf(value, index, validation, () =>
        denialMessage(validation, forMessages as Activation, scope.control),
      ),
    )
  }
  return outcomes ?? nothing
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

function forbidden(control: ControlViolation): Outcome {
  return {
    index: undefined,
    evaluation: 'deny',
    message: control.message,
    reason: undefined,
    validation: undefined,
    control,
  }
}

function outcomeOf(
  value: Value | CelError,
  index: number,
  validation: CompiledValidation,
  message: () => string,
): Outcome {
  return value instanceof CelError
    ? { index, validation, reason: undefined, evaluation: 'error', message: value.message }
    : { index, validation, reason: validation.reason, evaluation: 'deny', message: message() }
}

function auditAnnotations(compiled: CompiledPolicy, scope: Scope) {
  const values: { key: string; value: string }[] = []
  const errors: string[] = []
  const activation = activationOf(scope, compiled.variables)
  const control: Control = { ...scope.control, spent: 0 }
  for (const { key, value: expression } of compiled.auditAnnotations) {
    const value = evaluate(expression, activation, control)
    if (value instanceof CelError) errors.push(value.message)
    else if (typeof value === 'string') {
      const text = auditValue(value)
      if (text !== '') values.push({ key, value: text })
    }
  }
  return { values, errors }
}
