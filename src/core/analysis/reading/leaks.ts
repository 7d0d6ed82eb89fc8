import { childNodes } from '../../cel/all-nodes.ts'
import type { CallNode, ComprehensionNode, Expression, SelectNode } from '../../cel/ast.ts'
import type { Abstract } from './abstract.ts'
import { abstractOf } from './abstract-of.ts'
import { insideMacro } from './items.ts'
import { outside, type Scope, takeStep } from './scope.ts'

/** The part of an expression through which a value of a Secret gets into its result, if there is one. */
export function leakIn(node: Expression, scope: Scope): Expression | undefined {
  if (!takeStep(scope)) return undefined
  if (isSecret(abstractOf(node, scope))) return node
  switch (node.kind) {
    case 'select':
      return leakInSelect(node, scope)
    case 'call':
      return leakInCall(node, scope)
    case 'comprehension':
      return leakInMacro(node, scope)
    default:
      return leakInAny(childNodes(node), scope)
  }
}

/** What holds values: the whole object, its data, one of them. Names of keys are no secret. */
function isSecret(value: Abstract): boolean {
  const inner = value.kind === 'optional' ? value.inner : value
  if (inner.kind !== 'place') return false
  return inner.origins.some(({ at: [first], form, holder }) => {
    if (holder !== 'core.v1.Secret') return false
    return first === undefined ? form.kind === 'object' : dataFields.has(String(first))
  })
}

const dataFields: ReadonlySet<string> = new Set(['data', 'stringData'])

function leakInAny(nodes: readonly Expression[], scope: Scope): Expression | undefined {
  for (const node of nodes) {
    const found = leakIn(node, scope)
    if (found !== undefined) return found
  }
  return undefined
}

/** A field of something that is a secret as a whole may be none. */
function leakInSelect(node: SelectNode, scope: Scope): Expression | undefined {
  if (node.testOnly) return undefined
  const operand = abstractOf(node.operand, scope)
  if (operand.kind === 'variables') {
    const tree = scope.variables.get(node.field)
    const found = tree === undefined ? undefined : leakIn(tree, outside(scope))
    return found === undefined ? undefined : node
  }
  return isSecret(operand) ? undefined : leakIn(node.operand, scope)
}

/** What answers with yes, no or a number. */
const harmless: ReadonlySet<string> = new Set([
  '_&&_',
  '_||_',
  '!_',
  '_==_',
  '_!=_',
  '_<_',
  '_<=_',
  '_>_',
  '_>=_',
  '@in',
  'contains',
  'endsWith',
  'hasValue',
  'indexOf',
  'matches',
  'size',
  'startsWith',
])

function leakInCall(node: CallNode, scope: Scope): Expression | undefined {
  if (harmless.has(node.function)) return undefined
  const [first, second, third] = node.arguments
  if (node.function === '_?_:_' && second && third) return leakInAny([second, third], scope)
  if (node.function === '_[_]' || node.function === '_[?_]') {
    const isPart = first !== undefined && isSecret(abstractOf(first, scope))
    return isPart ? leakOfIndex(node, first, scope) : leakInAny(node.arguments, scope)
  }
  return leakInAny(childNodes(node), scope)
}

/** Any key of the data gives a value; a field of the whole object is told by its name. */
function leakOfIndex(node: CallNode, operand: Expression, scope: Scope): Expression | undefined {
  const value = abstractOf(operand, scope)
  const inner = value.kind === 'optional' ? value.inner : value
  return inner.kind === 'place' && inner.origins.some(({ at }) => at.length > 0) ? node : undefined
}

const yesOrNo: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'existsOne'])

/** A macro over a map with one variable sees its keys only. */
function leakInMacro(node: ComprehensionNode, scope: Scope): Expression | undefined {
  if (yesOrNo.has(node.macro)) return undefined
  const range = abstractOf(node.range, scope)
  const inside = insideMacro(node, range, scope)
  const fromRange = isSecret(range) ? undefined : leakIn(node.range, scope)
  return fromRange ?? leakIn(node.step, inside)
}
