import type { Activation, Control } from '../cel/program.ts'
import { CelError, type Value } from '../cel/value.ts'
import { activationOf, evaluate, type Scope } from '../matching/evaluation.ts'
import type { CompiledPolicy, CompiledValidation } from '../policy/compile-policy.ts'
import { auditValue } from './audit-value.ts'
import { denialMessage } from './denial-message.ts'

/** What one validation said. `activation` is what it was evaluated with, to look closer at a refusal. */
export interface Outcome {
  readonly index: number | undefined
  readonly evaluation: 'admit' | 'deny' | 'error'
  readonly message: string
  readonly reason: string | undefined
  readonly validation: CompiledValidation | undefined
  readonly activation: Activation | undefined
}

export interface PolicyOutcome {
  readonly outcomes: readonly Outcome[]
  readonly auditAnnotations: readonly { readonly key: string; readonly value: string }[]
}

/**
 * Every validation and audit annotation of a policy against one scope; an error is an outcome that the failure policy
 * decides about. Variables are evaluated once for the validations, once for messages, once for audit annotations.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/validator.go
 */
export function validatePolicy(compiled: CompiledPolicy, scope: Scope): PolicyOutcome {
  const forValidations = activationOf(scope, compiled.variables)
  const forMessages = activationOf(scope, compiled.variables)
  const outcomes = compiled.validations.map((validation, index) => {
    const value = evaluate(validation.expression, forValidations, scope.control)
    return outcomeOf(value, { validation, index, activation: forValidations }, () =>
      denialMessage(validation, forMessages, scope.control),
    )
  })
  const annotations = auditAnnotations(compiled, scope)
  return {
    outcomes: [...outcomes, ...annotations.errors.map(failed)],
    auditAnnotations: annotations.values,
  }
}

/** An outcome that no single validation gave: a match condition or an audit annotation that failed. */
export function failed(message: string): Outcome {
  return {
    index: undefined,
    evaluation: 'error',
    message,
    reason: undefined,
    validation: undefined,
    activation: undefined,
  }
}

function outcomeOf(
  value: Value | CelError,
  validated: Pick<Outcome, 'index' | 'validation' | 'activation'>,
  message: () => string,
): Outcome {
  const reason = validated.validation?.reason
  if (value === true) return { ...validated, reason, evaluation: 'admit', message: '' }
  return value instanceof CelError
    ? { ...validated, reason: undefined, evaluation: 'error', message: value.message }
    : { ...validated, reason, evaluation: 'deny', message: message() }
}

function auditAnnotations(compiled: CompiledPolicy, scope: Scope) {
  const values: { key: string; value: string }[] = []
  const errors: string[] = []
  if (compiled.auditAnnotations.length === 0) return { values, errors }
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
