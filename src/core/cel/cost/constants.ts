import type { CallNode, Expression, ListNode, MapNode } from '../ast.ts'
import type { Checked } from '../check/checked.ts'
import { conversions, convertConstant } from '../convert-constant.ts'
import { mapOf } from '../make-map.ts'
import { located } from '../plan/located.ts'
import { literalValue } from '../plan/plan-literal.ts'
import { printKey } from '../print-value.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { TypeValue } from '../values/type-value.ts'
import type { ConstantOf } from './cost-context.ts'
import { membersOf } from './members.ts'

/**
 * What cel-go makes a constant: literals, names of types, lists and maps of constants, conversions of constants, and
 * `in` of an empty list. A constant costs nothing.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/decorators.go (decOptimize)
 */
export function constantsOf(checked: Checked): ConstantOf {
  const known = new Map<Expression, Value | CelError | undefined>()
  const constantOf: ConstantOf = (node) => {
    if (known.has(node)) return known.get(node)
    const value = fold(node, checked, constantOf)
    known.set(node, value)
    return value
  }
  return constantOf
}

function fold(
  node: Expression,
  checked: Checked,
  constantOf: ConstantOf,
): Value | CelError | undefined {
  switch (node.kind) {
    case 'literal':
      return literalValue(node.literal)
    case 'identifier':
    case 'select': {
      const reference = checked.references.get(node)
      if (reference?.kind === 'constant') return reference.value
      return reference?.kind === 'type' ? new TypeValue(reference.name) : undefined
    }
    case 'list':
      return foldList(node, constantOf)
    case 'map':
      return foldMap(node, constantOf)
    case 'call':
      return foldCall(node, checked, constantOf)
    default:
      return undefined
  }
}

function foldList(node: ListNode, constantOf: ConstantOf): Value | CelError | undefined {
  const values = constantsIn(
    node.elements.map(({ value }) => value),
    constantOf,
  )
  if (values === undefined || values instanceof CelError) return values
  const wrong = node.elements.findIndex(({ optional }) => optional)
  if (wrong < 0) return values
  const message = `cannot initialize optional list element from non-optional value ${printKey(values[wrong] ?? null)}`
  return new CelError(message, node.span)
}

function foldMap(node: MapNode, constantOf: ConstantOf): Value | CelError | undefined {
  const parts = constantsIn(
    node.entries.flatMap(({ key, value }) => [key, value]),
    constantOf,
  )
  if (parts === undefined || parts instanceof CelError) return parts
  const pairs = node.entries.map(
    (_, index) => [parts[index * 2] ?? null, parts[index * 2 + 1] ?? null] as const,
  )
  const [key, value] = pairs[node.entries.findIndex(({ optional }) => optional)] ?? []
  if (key === undefined || value === undefined) return located(mapOf(pairs), node)
  const message = `cannot initialize optional entry '${printKey(key)}' from non-optional value ${printKey(value)}`
  return new CelError(message, node.span)
}

/** The values where all nodes are constants, none of which is an optional; the first error among them. */
function constantsIn(
  nodes: readonly Expression[],
  constantOf: ConstantOf,
): readonly Value[] | CelError | undefined {
  const values: Value[] = []
  let failure: CelError | undefined
  for (const node of nodes) {
    const value = constantOf(node)
    if (value === undefined) return undefined
    if (value instanceof CelError) failure ??= value
    else values.push(value)
  }
  return failure ?? values
}

function foldCall(
  node: CallNode,
  checked: Checked,
  constantOf: ConstantOf,
): Value | CelError | undefined {
  if (node.function === '@in') return foldIn(node, checked, constantOf)
  const [argument] = node.arguments
  const reference = checked.references.get(node)
  if (reference?.kind !== 'function' || argument === undefined) return undefined
  if (node.arguments.length !== 1 || reference.target) return undefined
  const name = reference.overloads[0]?.name
  if (name === undefined || !conversions.has(name)) return undefined
  const value = constantOf(argument)
  return value === undefined ? undefined : convertConstant(node, value, checked)
}

/** Nothing is in an empty list; what is looked for is not even evaluated. */
function foldIn(node: CallNode, checked: Checked, constantOf: ConstantOf): false | undefined {
  return membersOf(node, { checked, constantOf })?.length === 0 ? false : undefined
}
