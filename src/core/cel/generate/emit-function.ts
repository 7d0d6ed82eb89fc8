import type { CallNode } from '../ast.ts'
import { callCostOf } from '../cost/call-cost.ts'
import type { Apply, Overload } from '../libraries/library.ts'
import { typeGuardOf } from '../libraries/type-guard.ts'
import { dispatchOf, type FunctionReference, operandsOf } from '../plan/plan-function.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { box } from './emit-chain.ts'
import { constantOperand } from './emit-constant.ts'
import { emitFailure } from './emit-failure.ts'
import { emitFormat } from './emit-format.ts'
import { emitPrice, emitPriceOfResult, needsResult, type Priced } from './emit-price.ts'
import { emitSize } from './emit-size.ts'
import { type Emitter, giveUp, type Operand, type OperandType } from './emitter.ts'
import { guardAccepted, typeTest } from './guard.ts'
import { inlineCode } from './inline-code.ts'
import { remembered } from './remembered.ts'

/** A call of a library's function. What its one overload does not take is left to the closures. */
export function emitFunction(
  node: CallNode,
  reference: FunctionReference,
  emitter: Emitter,
): Operand {
  const isFormat = reference.target && reference.overloads[0]?.id === 'string_format'
  return (
    emitOfOptional(node, reference, emitter) ??
    (isFormat ? emitFormat(node, emitter) : undefined) ??
    emitCall(node, reference, emitter)
  )
}

/** `a.orValue(b)`, `a.or(b)`, `a.hasValue()` and `a.value()`, without a box. */
function emitOfOptional(
  node: CallNode,
  reference: FunctionReference,
  emitter: Emitter,
): Operand | undefined {
  const { target } = node
  if (!reference.target || target === undefined) return undefined
  const { rule } = callCostOf(node, emitter)
  switch (reference.overloads[0]?.id) {
    case 'optional_orValue_value':
      return emitOrValue(node, target, emitter)
    case 'optional_or_optional':
      return box(emitOr(node, target, emitter), emitter)
    case 'optional_hasValue': {
      const { code } = emitter.content(target)
      emitPrice({ rule, operands: [], types: [] }, emitter)
      return { code: `(${code} !== undefined)`, type: 'bool' }
    }
    case 'optional_value': {
      const { code } = emitter.content(target)
      emitter.write(`if (${code} === undefined) ${giveUp}`)
      emitPrice({ rule, operands: [], types: [] }, emitter)
      return { code, type: 'unknown' }
    }
    default:
      return undefined
  }
}

type Target = CallNode['arguments'][number]

function emitOrValue(node: CallNode, target: Target, emitter: Emitter): Operand {
  const content = emitter.content(target)
  const result = emitter.fresh('v')
  emitter.write(`let ${result} = ${content.code};`)
  emitter.block(`if (${result} === undefined)`, () => {
    const [otherwise] = node.arguments
    if (otherwise !== undefined) emitter.write(`${result} = ${emitter.emit(otherwise).code};`)
  })
  return { code: result, type: 'unknown' }
}

function emitOr(node: CallNode, target: Target, emitter: Emitter): { readonly code: string } {
  const content = emitter.content(target)
  const result = emitter.fresh('v')
  emitter.write(`let ${result} = ${content.code};`)
  emitter.block(`if (${result} === undefined)`, () => {
    const [otherwise] = node.arguments
    if (otherwise !== undefined) {
      emitter.write(`${result} = ${emitter.content(otherwise).code};`)
    }
  })
  return { code: result }
}

function emitCall(node: CallNode, reference: FunctionReference, emitter: Emitter): Operand {
  const operands = operandsOf(node, reference).map(emitter.emit)
  const dispatch = dispatchOf(node, reference, emitter)
  const { rule } = callCostOf(node, emitter)
  const [overload, ...others] = reference.overloads
  if (overload === undefined) throw new Error('a call without an overload was emitted')
  const types = others.length > 0 ? [] : overload.accepts
  const priced: Priced = { rule, operands, types }
  const values = operands.map(({ constant }) => constant)
  if (areSmall(values)) return emitKnown(dispatch(values), priced, emitter)
  const dispatched = `${emitter.constant(dispatch)}([${codesOf(operands)}])`
  if (others.length > 0) return emitSeveral(reference, { ...priced, dispatched }, emitter)
  for (const [index, operand] of operands.entries()) {
    guardAccepted(overload.accepts[index] ?? 'dyn', operand, emitter)
  }
  return emitOverload(overload, priced, emitter)
}

/** Of several overloads the one for a text or a list is tried first, where that is what the receiver is. */
function emitSeveral(
  { overloads }: FunctionReference,
  priced: Priced & { readonly dispatched: string },
  emitter: Emitter,
): Operand {
  const [receiver] = priced.operands
  const result = emitter.fresh('v')
  emitter.write(`let ${result};`)
  let head = 'if'
  emitter.countNow()
  for (const kind of ['string', 'list'] as const) {
    const overload = onlyOverload(overloads, kind, priced.operands)
    if (overload === undefined || receiver === undefined) continue
    emitter.block(`${head} (${typeTest(kind, receiver.code)})`, () => {
      emitter.known.types.set(receiver.code, kind)
      const value = emitOverload(overload, { ...priced, types: overload.accepts }, emitter)
      emitter.write(`${result} = ${value.code};`)
    })
    head = 'else if'
  }
  emitter.block(head === 'if' ? '' : 'else', () => {
    const value = emitApplied(priced.dispatched, priced, 'unknown', emitter)
    emitter.write(`${result} = ${value.code};`)
  })
  return { code: result, type: 'unknown' }
}

/** The one overload for a receiver of that kind whose other arguments are constants of the right types. */
function onlyOverload(
  overloads: readonly Overload[],
  kind: 'string' | 'list',
  [, ...others]: readonly Operand[],
): Overload | undefined {
  const [only, second] = overloads.filter(({ accepts: [first] }) => first?.split('(')[0] === kind)
  if (only === undefined || second !== undefined) return undefined
  const fits = others.every(({ constant }, index) => {
    const type = only.accepts[index + 1] ?? 'dyn'
    return constant !== undefined && (/^(?:[A-Z]|dyn)$/.test(type) || typeGuardOf(type)(constant))
  })
  return fits && only.accepts.length === others.length + 1 ? only : undefined
}

function areSmall(values: readonly (Value | undefined)[]): values is readonly Value[] {
  return values.every((value) => value !== undefined && isSmall(value))
}

/** What is worked out in advance must be little work, whatever the function. */
function isSmall(value: Value): boolean {
  if (typeof value === 'string') return value.length <= 1000
  if (typeof value === 'number') return Math.abs(value) <= 1000
  if (Array.isArray(value)) return value.length <= 100 && value.every(isScalar)
  return isScalar(value)
}

function isScalar(value: Value): boolean {
  if (typeof value === 'string') return value.length <= 100
  return typeof value !== 'object' || value === null
}

/** Functions are pure, so what depends on constants alone is known before the first request. */
function emitKnown(result: Value | CelError, priced: Priced, emitter: Emitter): Operand {
  if (result instanceof CelError) return emitFailure(emitter)
  const known = constantOperand(result, emitter)
  if (needsResult(priced)) emitPriceOfResult(priced, known.code, emitter)
  else emitPrice(priced, emitter)
  return known
}

function emitOverload(overload: Overload, priced: Priced, emitter: Emitter): Operand {
  const constants = priced.operands.map(({ constant }) => constant)
  const type = resultType(overload)
  const inline = inlineCode(overload, priced.operands)
  if (inline !== undefined) {
    emitPrice(priced, emitter)
    const result = emitter.fresh('v')
    emitter.write(`const ${result} = ${inline};`)
    return { code: result, type }
  }
  const apply = emitter.constant(applyOf(overload, constants))
  const general = `${apply}(${codesOf(priced.operands)})`
  return emitApplied(shortcut(overload, priced.operands, general, emitter), priced, type, emitter)
}

/** In a text without surrogates indices mean the same to JavaScript. */
function shortcut(
  { id }: Overload,
  operands: readonly Operand[],
  general: string,
  emitter: Emitter,
): string {
  const [text, start] = operands
  if (id !== 'string_substring_int' || text === undefined || start === undefined) return general
  const size = emitSize(text, emitter)
  const isPlain = `${size} === ${text.code}.length && ${start.code} >= 0 && ${start.code} <= ${size}`
  return `${isPlain} ? ${text.code}.slice(${start.code}) : ${general}`
}

function emitApplied(code: string, priced: Priced, type: OperandType, emitter: Emitter): Operand {
  const result = emitter.fresh('v')
  if (!needsResult(priced)) emitPrice(priced, emitter)
  const failed = failureTest(type, result)
  emitter.write(`const ${result} = ${code};`, `if (${failed}) ${giveUp}`)
  if (type === 'string') emitter.write(`if (!mayKeep(control, ${result})) ${giveUp}`)
  if (needsResult(priced)) emitPriceOfResult(priced, result, emitter)
  return { code: result, type }
}

/** What is no error is quickly told where the type of the result is known. */
function failureTest(type: OperandType, code: string): string {
  if (type === 'bool') return `typeof ${code} !== 'boolean'`
  return type === 'string' ? `typeof ${code} !== 'string'` : `${code} instanceof CelError`
}

function codesOf(operands: readonly Operand[]): string {
  return operands.map(({ code }) => code).join(', ')
}

function applyOf(overload: Overload, constants: readonly (Value | undefined)[]): Apply {
  const apply = overload.prepare?.(constants) ?? (overload.apply as Apply)
  const isSearch = overload.name === 'matches' && typeof constants[1] === 'string'
  return isSearch ? remembered(apply) : apply
}

function resultType({ id, result }: Overload): OperandType {
  if (sizes.has(id)) return 'number'
  const [type] = result.split('(')
  return type === 'bool' || type === 'string' || type === 'list' ? type : 'unknown'
}

/** Sizes are whole numbers that are exact. */
const sizes: ReadonlySet<string> = new Set([
  'bytes_size',
  'list_size',
  'map_size',
  'size_bytes',
  'size_list',
  'size_map',
  'size_string',
  'string_size',
])
