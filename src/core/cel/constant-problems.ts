import { compilePattern } from '../source/regular-expression.ts'
import type { BindNode, CallNode, ComprehensionNode, Expression, ListNode, MapNode } from './ast.ts'
import { withoutDot } from './check/check-name.ts'
import type { Checked, Reference } from './check/checked.ts'
import { isTypeValue } from './check/type-names.ts'
import { conversions, convertConstant } from './convert-constant.ts'
import type { Environment } from './environment.ts'
import { mapOf } from './make-map.ts'
import { literalValue } from './plan/plan-literal.ts'
import { unfitKeyType } from './unfit-key.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'
import { TypeValue } from './values/type-value.ts'

/** Why no program can be made of an expression, and where. */
export interface ConstantProblem {
  readonly message: string
  readonly offset: number
}

/** An expression that type-checks. */
export interface Constants {
  readonly checked: Checked
  readonly environment: Environment
}

/**
 * The first thing, in the order in which cel-go plans, of which it can make no program: a conversion of a constant that
 * can never succeed, a pattern that is none, a constant that can be no key, the name of a type that has no value.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/planner.go and decorators.go
 */
export function failingConstant(
  root: Expression,
  constants: Constants,
): ConstantProblem | undefined {
  const visited = plan(root, { constants, known: new Map() })
  return visited.kind === 'problem' ? visited : undefined
}

interface Planning {
  readonly constants: Constants
  /** What was found out of nodes, some of which are mentioned twice. */
  readonly known: Map<Expression, Planned>
}

type Planned =
  | { readonly kind: 'constant'; readonly value: Value | CelError }
  | { readonly kind: 'varying' }
  | { readonly kind: 'problem'; readonly message: string; readonly offset: number }

const varying: Planned = { kind: 'varying' }

function plan(node: Expression, planning: Planning): Planned {
  const known = planning.known.get(node)
  if (known !== undefined) return known
  const planned = planNode(node, planning)
  planning.known.set(node, planned)
  return planned
}

function planNode(node: Expression, planning: Planning): Planned {
  const reference = planning.constants.checked.references.get(node)
  switch (node.kind) {
    case 'literal':
      return constant(literalValue(node.literal))
    case 'identifier':
      return planName(node, nameOf(node.name, reference), reference, planning)
    case 'select':
      return reference === undefined
        ? planAll([node.operand], planning, () => varying)
        : planName(node, nameOf('', reference), reference, planning)
    case 'call':
      return planCall(node, planning)
    case 'list':
      return planList(node, planning)
    case 'map':
      return planMap(node, planning)
    case 'object':
      return planAll(valuesOf(node.fields), planning, () => varying)
    case 'comprehension':
      return planAll(partsInOrder(node), planning, () => varying)
    case 'bind':
      return planBind(node, planning)
  }
}

function partsInOrder(node: ComprehensionNode): readonly Expression[] {
  return [node.initial, node.range, node.condition, node.step, node.result]
}

/** The first problem of the parts, or what is made of them. */
function planAll(
  parts: readonly Expression[],
  planning: Planning,
  then: (planned: readonly Planned[]) => Planned,
): Planned {
  const planned: Planned[] = []
  for (const part of parts) {
    const one = plan(part, planning)
    if (one.kind === 'problem') return one
    planned.push(one)
  }
  return then(planned)
}

function planList({ elements }: ListNode, planning: Planning): Planned {
  return planAll(valuesOf(elements), planning, (planned) => {
    const values = constantsOf(planned)
    if (values === undefined || elements.some(({ optional }) => optional)) return varying
    return constant(values.find(isError) ?? (values as readonly Value[]))
  })
}

function planMap({ entries }: MapNode, planning: Planning): Planned {
  const parts = entries.flatMap(({ key, value }) => [key, value])
  return planAll(parts, planning, (planned) => {
    const values = constantsOf(planned)
    if (values === undefined || entries.some(({ optional }) => optional)) return varying
    const map = values.find(isError) ?? mapOf(pairsOf(values as readonly Value[]))
    return isError(map) ? varying : constant(map)
  })
}

function pairsOf(values: readonly Value[]): readonly (readonly [Value, Value])[] {
  return values.flatMap((value, index) =>
    index % 2 === 0 ? [[value, values[index + 1] ?? null] as const] : [],
  )
}

/** The values, if all of them are known. */
function constantsOf(planned: readonly Planned[]): readonly (Value | CelError)[] | undefined {
  const values = planned.flatMap((one) => (one.kind === 'constant' ? [one.value] : []))
  return values.length === planned.length ? values : undefined
}

function valuesOf(members: readonly { readonly value: Expression }[]): readonly Expression[] {
  return members.map(({ value }) => value)
}

function isError(value: Value | CelError): value is CelError {
  return value instanceof CelError
}

function constant(value: Value | CelError): Planned {
  return { kind: 'constant', value }
}

/** cel-go plans the name as well, though nothing may read it. */
function planBind(node: BindNode, planning: Planning): Planned {
  const value = plan(node.value, planning)
  if (value.kind === 'problem') return value
  const { checked, environment } = planning.constants
  const isType = checked.types.get(node.value)?.kind === 'type'
  if (!isType || isTypeValue(node.name, environment)) {
    return planAll([node.body], planning, () => varying)
  }
  return undefinedType(node.name, node)
}

function undefinedType(name: string, { at }: Expression): Planned {
  return { kind: 'problem', message: `reference to undefined type: ${name}`, offset: at }
}

/** The value of what stands for a type is the type that its own name means. */
function planName(
  node: Expression,
  name: string,
  reference: Reference | undefined,
  planning: Planning,
): Planned {
  const { checked, environment } = planning.constants
  if (reference?.kind === 'constant') return constant(reference.value)
  if (checked.types.get(node)?.kind !== 'type') return varying
  if (isTypeValue(name, environment)) return constant(new TypeValue(name))
  return undefinedType(name, node)
}

function nameOf(written: string, reference: Reference | undefined): string {
  const isNamed = reference?.kind === 'global' || reference?.kind === 'type'
  return isNamed ? reference.name : withoutDot(written)
}

function planCall(node: CallNode, planning: Planning): Planned {
  const reference = planning.constants.checked.references.get(node)
  const isMethod = reference?.kind === 'function' && reference.target
  const receiver = isMethod && node.target !== undefined ? [node.target] : []
  return planAll([...receiver, ...node.arguments], planning, (operands) => {
    if (conversions.has(withoutDot(node.function)) && operands.length === 1) {
      return planConversion(node, operands, planning)
    }
    if (searches.has(withoutDot(node.function))) return planSearch(node, operands)
    return indexes.has(node.function) ? planIndex(node, operands) : varying
  })
}

/** A conversion of a constant is made at once. */
function planConversion(
  node: CallNode,
  [operand]: readonly Planned[],
  { constants }: Planning,
): Planned {
  if (operand?.kind !== 'constant') return varying
  const value = convertConstant(node, operand.value, constants.checked)
  if (!isError(value)) return constant(value)
  return { kind: 'problem', message: value.message, offset: node.at }
}

const searches: ReadonlySet<string> = new Set(['matches', 'find', 'findAll'])

function planSearch(node: CallNode, [, pattern]: readonly Planned[]): Planned {
  if (pattern?.kind !== 'constant' || typeof pattern.value !== 'string') return varying
  const compiled = compilePattern(pattern.value)
  if (compiled.kind === 'pattern') return varying
  return { kind: 'problem', message: compiled.message, offset: node.at }
}

const indexes: ReadonlySet<string> = new Set(['_[_]', '_[?_]'])

/** Only numbers, texts and bools can be keys. */
function planIndex(node: CallNode, [, index]: readonly Planned[]): Planned {
  const found = index?.kind === 'constant' ? unfitKeyType(index.value, false) : undefined
  if (found === undefined) return varying
  return { kind: 'problem', message: `invalid qualifier type: ${found}`, offset: node.at }
}
