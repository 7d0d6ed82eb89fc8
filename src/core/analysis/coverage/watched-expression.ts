import type { Expression } from '../../cel/ast.ts'
import { entriesOf, isList, isMap, sizeOfMap } from '../../cel/list-and-map.ts'
import { CelError, type Value } from '../../cel/value.ts'
import { Optional } from '../../cel/values/optional.ts'
import type { CompiledExpression } from '../../policy/compile-policy.ts'
import type { ExpressionText, Policy } from '../../policy/model.ts'
import { clausesIn } from './clauses-in.ts'
import type { Role } from './expressions-of.ts'
import type { Sense } from './point.ts'
import { partKey, wholeKey } from './points-of-expression.ts'
import { evaluated, hit, hitKey, type Tally } from './tally.ts'

type Seen = Value | CelError

/** Makes expressions of a policy count what they and their clauses give. They are never shared with other policies. */
export function watchedExpression(policy: Policy, tally: Tally) {
  return (role: Role, expression: CompiledExpression): CompiledExpression => {
    if (expression.kind === 'broken') return expression
    const { text, program } = expression
    const senses = sensesOf(text, program.ast())
    const evaluate: typeof program.evaluate = (activation, control) => {
      const value = program.trace(activation, control, {
        enter: () => undefined,
        leave: ({ id }, part) => {
          const known = senses.get(id)
          const outcome = known && outcomeNames[known.sense](part)
          if (known && outcome !== undefined) hit(tally, policy, hitKey(known.key, outcome))
        },
      })
      hit(tally, policy, hitKey(wholeKey(text), evaluated))
      const outcome = wholeOutcome(role, value)
      if (outcome !== undefined) hit(tally, policy, hitKey(wholeKey(text), outcome))
      return value
    }
    return { ...expression, program: { ...program, evaluate }, readsRequestOnly: false }
  }
}

function sensesOf(text: ExpressionText, tree: Expression) {
  return new Map(
    clausesIn(tree).map(({ node, sense }) => [node.id, { sense, key: partKey(text, node) }]),
  )
}

const outcomeNames: Readonly<Record<Sense, (value: Seen) => string | undefined>> = {
  truth: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  presence: (value) => {
    if (!(value instanceof Optional)) return undefined
    return value.value === undefined ? 'absent' : 'present'
  },
  size: (value) => {
    const size = isList(value) ? value.length : isMap(value) ? sizeOfMap(value) : undefined
    return size === undefined ? undefined : size === 0 ? 'empty' : 'filled'
  },
}

function wholeOutcome(role: Role, value: Seen): string | undefined {
  if (value instanceof CelError) return undefined
  switch (role) {
    case 'match-condition':
    case 'validation':
      return outcomeNames.truth(value)
    case 'mutation':
      return hasContent(value) ? 'effect' : undefined
    case 'audit-annotation':
      return value === null || value === '' ? undefined : 'value'
    default:
      return 'value'
  }
}

/** Whether a patch has an operation, and a configuration a field with a value. */
function hasContent(value: unknown): boolean {
  if (isList(value)) return value.length > 0
  if (isMap(value)) return entriesOf(value).some(([, field]) => !isMap(field) || hasContent(field))
  return true
}
