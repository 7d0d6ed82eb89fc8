import type { ListNode, MapNode } from '../ast.ts'
import { mapOf } from '../make-map.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { emitClosure } from './emit-closure.ts'
import { constantOf } from './emit-literal.ts'
import type { Emitter, Fail, Operand } from './emitter.ts'

/** `[a, b]`; a constant list is made once. */
export function emitList(node: ListNode, emitter: Emitter, fail: Fail): Operand {
  if (node.elements.some(({ optional }) => optional)) return emitClosure(node, emitter, fail)
  const constants = node.elements.map(({ value }) => constantOf(value))
  if (constants.every((value) => value !== undefined)) {
    return { code: emitter.constant(constants), type: 'list' }
  }
  const elements = node.elements.map(({ value }) => emitter.emit(value, fail).code)
  const result = emitter.fresh('v')
  emitter.write(`const ${result} = [${elements.join(', ')}];`)
  return { code: result, type: 'list' }
}

/** `{k: v}` of literals is made once; every other map is its closure's. */
export function emitMap(node: MapNode, emitter: Emitter, fail: Fail): Operand {
  const map = constantMap(node)
  return map === undefined
    ? emitClosure(node, emitter, fail)
    : { code: emitter.constant(map), type: 'unknown' }
}

function constantMap(node: MapNode): Value | undefined {
  const pairs: (readonly [Value, Value])[] = []
  for (const { key, value, optional } of node.entries) {
    const pair = [constantOf(key), constantOf(value)] as const
    if (optional || pair[0] === undefined || pair[1] === undefined) return undefined
    pairs.push([pair[0], pair[1]])
  }
  const map = mapOf(pairs)
  return map instanceof CelError ? undefined : map
}
