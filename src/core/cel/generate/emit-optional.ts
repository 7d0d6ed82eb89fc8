import type { BindNode, CallNode, Expression } from '../ast.ts'
import { costOfAttribute } from '../cost/attribute.ts'
import { callCostOf } from '../cost/call-cost.ts'
import { operandNode } from '../plan/operand.ts'
import { withBound } from './emit-bind.ts'
import { emitBranchContent, emitChain, isChain, unbox } from './emit-chain.ts'
import { emitBool } from './emit-logic.ts'
import type { Content, Emitter } from './emitter.ts'

/** What is inside of the optional that the node gives; a plain value in its place is left to the closures. */
export function emitContent(node: Expression, emitter: Emitter): Content {
  const shared = emitter.known.reads.get(`content ${node.id}`)
  if (shared !== undefined) {
    emitter.write(`n += ${shared}n;`)
    return { code: shared }
  }
  if (isChain(node, emitter)) {
    const content = emitChain(node, emitter)
    emitter.cost(costOfAttribute(node, emitter.checked))
    return content
  }
  return emitUnboxed(node, emitter) ?? unbox(emitter.emit(node), emitter)
}

/** What makes no box in the first place. */
function emitUnboxed(node: Expression, emitter: Emitter): Content | undefined {
  if (node.kind === 'bind') {
    return withBound(node, emitter, () => emitContent(node.body, emitter))
  }
  if (node.kind !== 'call') return undefined
  return node.function === '_?_:_' ? emitCondition(node, emitter) : emitCall(node, emitter)
}

/** The calls that make an optional of what is there already. */
function emitCall(node: CallNode, emitter: Emitter): Content | undefined {
  const reference = emitter.checked.references.get(node)
  if (reference?.kind !== 'function') return undefined
  const [argument] = node.arguments
  const { rule } = callCostOf(node, emitter)
  if (typeof rule !== 'number') return undefined
  switch (reference.overloads[0]?.id) {
    case 'optional_none':
      emitter.cost(rule)
      return { code: 'undefined' }
    case 'optional_of': {
      if (argument === undefined) return undefined
      const { code } = emitter.emit(argument)
      emitter.cost(rule)
      return { code }
    }
    default:
      return undefined
  }
}

function emitCondition(node: CallNode, emitter: Emitter): Content {
  const shared = sharedTarget(node)
  if (shared !== undefined) emitShared(shared, emitter)
  const condition = emitBool(operandNode(node, 0), emitter)
  const result = emitter.fresh('v')
  emitter.write(`let ${result};`)
  const emitBranch = (branch: Expression) => () => {
    const content = emitBranchContent(branch, emitter)
    emitter.write(`${result} = ${content.code};`)
  }
  emitter.countNow()
  emitter.block(`if (${condition.code})`, emitBranch(operandNode(node, 1)))
  emitter.block('else', emitBranch(operandNode(node, 2)))
  return { code: result }
}

/** `target.optMap(x, …)` mentions the target twice: where it is asked for a value, and where the value is bound. */
function sharedTarget(node: CallNode): Expression | undefined {
  const [condition, present] = node.arguments
  if (condition?.kind !== 'call' || condition.function !== 'hasValue') return undefined
  const bind = boundIn(present)
  const value = bind?.value
  return value?.kind === 'call' && value.target === condition.target ? value.target : undefined
}

function boundIn(node: Expression | undefined): BindNode | undefined {
  if (node?.kind === 'bind') return node
  const [argument] = node?.kind === 'call' ? node.arguments : []
  return argument?.kind === 'bind' ? argument : undefined
}

/**
 * Evaluates the target once, and keeps what it costs to count it at each mention; not what names cost that are bound
 * outside of it and were first read in it.
 */
function emitShared(target: Expression, emitter: Emitter): void {
  const content = emitter.fresh('v')
  emitter.write(`let ${content}, ${content}n = n - once;`)
  emitter.sharing++
  emitter.block('', () => {
    emitter.write(`${content} = ${emitContent(target, emitter).code};`)
  })
  emitter.sharing--
  emitter.write(`${content}n = n - once - ${content}n;`, `n -= ${content}n;`)
  emitter.known.reads.set(`content ${target.id}`, content)
}
