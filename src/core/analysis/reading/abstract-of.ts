import type { CallNode, ComprehensionNode, Expression, Literal, SelectNode } from '../../cel/ast.ts'
import { print } from '../../cel/print.ts'
import type { JsonValue } from '../../source/json-value.ts'
import { type Abstract, constant, either, type Origin, type Place, unknown } from './abstract.ts'
import { insideMacro, itemOf } from './items.ts'
import { knowing, outside, type Scope } from './scope.ts'

/** What is known of an expression's value; nothing is said about whether evaluating it fails. */
export function abstractOf(node: Expression, scope: Scope): Abstract {
  switch (node.kind) {
    case 'literal':
      return literal(node.literal)
    case 'identifier':
      return valueOfName(node.name, scope)
    case 'select':
      return node.testOnly ? unknown : select(node, scope)
    case 'call':
      return call(node, scope)
    case 'list':
      return list(node.elements.map(({ value }) => abstractOf(value, scope)))
    case 'map':
      return node.entries.length === 0 ? constant({}) : unknown
    case 'comprehension':
      return comprehension(node, scope)
    default:
      return unknown
  }
}

/** The value of a field of what a place holds; undefined where it cannot be a place. */
export function fieldOfPlace(place: Place, name: string): Place {
  return {
    kind: 'place',
    origins: place.origins.flatMap((origin) => fieldOfOrigin(origin, name)),
    key: `${place.key}.${name}`,
    given: [],
  }
}

/** The name that an index says, where it is a text. */
export function constantText(node: Expression | undefined, scope: Scope): string | undefined {
  const value = node && abstractOf(node, scope)
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined
}

/** The value of `variables.x`, the same wherever it is read. */
function valueOfVariable(name: string, scope: Scope): Abstract {
  const known = scope.variableValues.get(name)
  if (known !== undefined) return known
  const tree = scope.variables.get(name)
  const value = tree === undefined ? unknown : abstractOf(tree, outside(scope))
  scope.variableValues.set(name, value)
  return value
}

function literal(node: Literal): Abstract {
  switch (node.type) {
    case 'null':
      return constant(null)
    case 'int':
    case 'uint':
      return constant(Number(node.value))
    case 'bytes':
      return unknown
    default:
      return constant(node.value)
  }
}

function valueOfName(name: string, { locals, globals }: Scope): Abstract {
  return locals.get(name) ?? globals.get(name.replace(/^\./, '')) ?? unknown
}

function select({ operand, field, optional }: SelectNode, scope: Scope): Abstract {
  const value = abstractOf(operand, scope)
  if (value.kind === 'optional') return optionalField(value.inner, field)
  return optional ? optionalField(value, field) : fieldOf(value, field, scope)
}

function optionalField(value: Abstract, field: string): Abstract {
  return {
    kind: 'optional',
    inner: value.kind === 'place' ? fieldOfPlace(value, field) : unknown,
  }
}

function fieldOf(value: Abstract, field: string, scope: Scope): Abstract {
  switch (value.kind) {
    case 'place':
      return fieldOfPlace(value, field)
    case 'request':
      return value.fields.get(field) ?? unknown
    case 'variables':
      return valueOfVariable(field, scope)
    default:
      return unknown
  }
}

function fieldOfOrigin({ root, holder, at, form }: Origin, name: string): readonly Origin[] {
  if (form.kind === 'map') return [{ root, holder, at: [...at, name], form: form.values }]
  const field = form.kind === 'object' ? form.field(name) : undefined
  return field === undefined ? [] : [{ root, holder, at: [...at, name], form: field.form }]
}

function list(items: readonly Abstract[]): Abstract {
  const values: JsonValue[] = []
  for (const item of items) {
    if (item.kind !== 'constant') return unknown
    values.push(item.value)
  }
  return constant(values)
}

function call(node: CallNode, scope: Scope): Abstract {
  const [first, second, third] = node.arguments
  switch (node.function) {
    case '_[_]':
    case '_[?_]':
      return first === undefined ? unknown : index(node, first, second, scope)
    case '_+_':
      return first && second ? sum(node, first, second, scope) : unknown
    case '_?_:_':
      return second && third ? either(abstractOf(second, scope), abstractOf(third, scope)) : unknown
    case 'orValue':
    case 'value':
    case 'or':
      return node.target === undefined ? unknown : unwrapped(node, node.target, first, scope)
    default:
      return unknown
  }
}

function index(
  node: CallNode,
  operand: Expression,
  key: Expression | undefined,
  scope: Scope,
): Abstract {
  const value = abstractOf(operand, scope)
  const name = constantText(key, scope)
  const isOptional = node.function === '_[?_]' || value.kind === 'optional'
  const inner = value.kind === 'optional' ? value.inner : value
  const found =
    name !== undefined
      ? fieldOf(inner, name, scope)
      : key === undefined || isMapPlace(inner)
        ? unknown
        : itemOf(inner, print(key))
  return isOptional ? { kind: 'optional', inner: found } : found
}

function isMapPlace(value: Abstract): boolean {
  return value.kind === 'place' && value.origins.some(({ form }) => form.kind !== 'list')
}

/** Two lists become one, whose items have what both say. */
function sum(node: CallNode, first: Expression, second: Expression, scope: Scope): Abstract {
  const value = either(abstractOf(first, scope), abstractOf(second, scope))
  return value.kind === 'place' && value.origins.every(({ form }) => form.kind === 'list')
    ? { ...value, key: `~${print(node)}` }
    : unknown
}

function unwrapped(
  node: CallNode,
  target: Expression,
  fallback: Expression | undefined,
  scope: Scope,
): Abstract {
  const value = abstractOf(target, scope)
  if (value.kind !== 'optional') return unknown
  if (node.function === 'value' || fallback === undefined) return value.inner
  const other = abstractOf(fallback, scope)
  if (node.function === 'orValue') return either(value.inner, other)
  const inner = other.kind === 'optional' ? either(value.inner, other.inner) : unknown
  return { kind: 'optional', inner }
}

function comprehension(node: ComprehensionNode, scope: Scope): Abstract {
  const [, second, third] = node.macroCall.arguments
  const range = abstractOf(node.range, scope)
  const inside = insideMacro(node, range, scope)
  if (node.macro === 'filter' && second !== undefined) return filtered(node, second, range, inside)
  const body = third ?? second
  if (node.macro !== 'map' || body === undefined) return unknown
  const condition = third === undefined ? undefined : second
  const known =
    condition === undefined ? inside : knowing(inside, inside.implied(condition, true, inside))
  return mapped(node, abstractOf(body, known))
}

/** The items that pass: they have what the test asks for. */
function filtered(
  node: ComprehensionNode,
  test: Expression,
  range: Abstract,
  inside: Scope,
): Abstract {
  if (range.kind !== 'place') return unknown
  const start = `${range.key}[${node.variable}]`
  const { present } = inside.implied(test, true, inside)
  const ends = [...present].filter((key) => key.startsWith(start))
  const given = ends.map((key) => key.slice(start.length))
  return { ...range, key: `~${print(node)}`, given: [...range.given, ...given] }
}

/** A list of places, made from another list. */
function mapped(node: ComprehensionNode, item: Abstract): Abstract {
  if (item.kind !== 'place') return unknown
  const origins = item.origins.map(
    (origin): Origin => ({ ...origin, form: { kind: 'list', items: origin.form }, isMade: true }),
  )
  return { kind: 'place', origins, key: `~${print(node)}`, given: item.given }
}
