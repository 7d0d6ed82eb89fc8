import type { Activation } from '../cel/program.ts'
import { type BudgetControl, outOfBudget } from '../matching/budget.ts'
import { evaluate } from '../matching/evaluation.ts'
import type { CompiledValidation } from '../policy/compile-policy.ts'
import { utf8 } from '../source/base64.ts'
import { trimSpace } from '../source/trim-space.ts'

const maxMessageExpressionBytes = 5 * 1024

/**
 * What a false validation says: its message expression where that gives one line of at most 5 KiB, else its message,
 * else the expression; `outOfBudget` itself where the message costs too much.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/validator.go
 */
export function denialMessage(
  validation: CompiledValidation,
  activation: Activation,
  control: BudgetControl,
): string | typeof outOfBudget {
  const computed = computedMessage(validation, activation, control)
  if (computed !== undefined) return computed
  const fixed = trimSpace(validation.message)
  return fixed === '' ? `failed expression: ${trimSpace(validation.expression.text.text)}` : fixed
}

function computedMessage(
  { messageExpression }: CompiledValidation,
  activation: Activation,
  control: BudgetControl,
): string | typeof outOfBudget | undefined {
  if (messageExpression === undefined) return undefined
  const value = evaluate(messageExpression, activation, control)
  if (value === outOfBudget) return outOfBudget
  if (typeof value !== 'string') return undefined
  const text = trimSpace(value)
  if (text === '' || text.includes('\n')) return undefined
  return utf8(text).length > maxMessageExpressionBytes ? undefined : text
}
