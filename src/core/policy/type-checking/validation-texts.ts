import type { ExpressionText, Policy } from '../model.ts'

/** The expressions of a policy's validations, each before that of its message. */
export function validationTexts({ validations }: Policy): readonly ExpressionText[] {
  return validations.flatMap(({ expression, messageExpression }) =>
    messageExpression === undefined || messageExpression.text === ''
      ? [expression]
      : [expression, messageExpression],
  )
}
