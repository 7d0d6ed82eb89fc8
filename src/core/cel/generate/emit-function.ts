import type { CallNode } from '../ast.ts'
import type { Apply, Overload } from '../libraries/library.ts'
import { dispatchOf } from '../plan/plan-function.ts'
import type { Reference } from '../resolve.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { emitStartOrNone, isChain } from './emit-chain.ts'
import { emitClosure } from './emit-closure.ts'
import { constantOf, constantOperand } from './emit-literal.ts'
import {
  countCall,
  type Emitter,
  type Fail,
  type Operand,
  type OperandType,
  referenceOf,
} from './emitter.ts'
import { failing } from './errors.ts'
import { guardCode } from './guard-code.ts'
import { inlineCode } from './inline-code.ts'
import { remembered } from './remembered.ts'

type FunctionReference = Extract<Reference, { kind: 'function' }>

/** A call of a library's function: its first overload where the arguments fit it, otherwise the planned dispatch. */
export function emitFunction(node: CallNode, emitter: Emitter, fail: Fail): Operand {
  const reference = referenceOf(node, emitter)
  if (reference?.kind !== 'function') return emitClosure(node, emitter, fail)
  if (reference.target && (node.function === 'orValue' || node.function === 'hasValue')) {
    if (node.target !== undefined && isChain(node.target, emitter)) {
      return emitOnChain(node, node.target, emitter, fail)
    }
  }
  if (reference.target && (node.function === 'orValue' || node.function === 'or')) {
    return emitClosure(node, emitter, fail)
  }
  return emitCall(node, reference, emitter, fail)
}

/** `chain.orValue(x)` and `chain.hasValue()`, without an optional. */
function emitOnChain(
  node: CallNode,
  target: CallNode['arguments'][number],
  emitter: Emitter,
  fail: Fail,
): Operand {
  const value = emitStartOrNone(target, emitter, { fail })
  emitter.write(countCall)
  const [fallback] = node.arguments
  const result = emitter.fresh('v')
  if (fallback === undefined) {
    emitter.write(`const ${result} = ${value.code} !== undefined;`)
    return { code: result, type: 'bool' }
  }
  emitter.write(`if (${value.code} === undefined) {`)
  emitter.write(`${value.code} = ${emitter.emit(fallback, fail).code};`, '}')
  return value
}

function emitCall(
  node: CallNode,
  reference: FunctionReference,
  emitter: Emitter,
  fail: Fail,
): Operand {
  const receiver = reference.target && node.target !== undefined ? [node.target] : []
  const nodes = [...receiver, ...node.arguments]
  const constants = nodes.map(constantOf)
  const { candidates, dispatch } = dispatchOf(node, reference, constants)
  const values = constants.filter((value) => value !== undefined)
  if (values.length === nodes.length) {
    const known = dispatch(values)
    if (known instanceof CelError) return emitClosure(node, emitter, fail)
    emitter.write(countCall)
    return constantOperand(known, emitter)
  }
  const operands = nodes.map((operand) => emitter.emit(operand, fail))
  const codes = operands.map(({ code }) => code).join(', ')
  emitter.write(countCall)
  const [first] = candidates
  const [overload] = reference.overloads
  const other = `${emitter.constant(dispatch)}([${codes}])`
  const result = emitter.fresh('v')
  const located = (code: string) => `locate(${code}, ${emitter.constant(node)})`
  if (first === undefined || overload === undefined) {
    emitter.write(`const ${result} = ${located(other)};`, failing(result, fail))
    return { code: result, type: 'unknown' }
  }
  const inline = inlineCode(overload, operands)
  const apply = inline ?? `${emitter.constant(applyOf(overload, first.apply, constants))}(${codes})`
  const fits = overload.accepts.map((type, index) => guardCode(type, operands[index], emitter))
  const guards = fits.filter((guard) => guard !== 'true').join(' && ')
  emitter.write(`let ${result};`)
  if (guards !== '') emitter.write(`if (${guards})`)
  emitter.write(`{ ${result} = ${apply};`)
  if (inline === undefined) {
    emitter.write(`if (${result} instanceof CelError) ${fail(located(result))}`)
  }
  emitter.write('}')
  if (guards !== '') {
    emitter.write(`else { ${result} = ${located(other)};`, failing(result, fail), '}')
  }
  return { code: result, type: resultType(reference.overloads) }
}

function applyOf(
  overload: Overload,
  apply: Apply,
  constants: readonly (Value | undefined)[],
): Apply {
  const isSearch = overload.name === 'matches' && typeof constants[1] === 'string'
  return isSearch ? remembered(apply) : apply
}

/** What every overload gives. */
function resultType(overloads: readonly Overload[]): OperandType {
  const types = new Set(overloads.map(({ result }) => result.split('(')[0]))
  const [type] = types
  if (types.size !== 1) return 'unknown'
  return type === 'bool' || type === 'string' || type === 'list' || type === 'quantity'
    ? type
    : 'unknown'
}
