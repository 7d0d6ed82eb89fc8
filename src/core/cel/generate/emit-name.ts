import type { Expression } from '../ast.ts'
import { emitClosure } from './emit-closure.ts'
import { type Emitter, type Fail, type Operand, referenceOf } from './emitter.ts'
import { failing } from './errors.ts'
import { quote } from './quote.ts'

/** A name: a macro's variable, or a declared name, which is read when the first expression asks for it. */
export function emitName(node: Expression, emitter: Emitter, fail: Fail): Operand {
  const reference = referenceOf(node, emitter)
  if (reference?.kind === 'local') {
    const local = emitter.locals[reference.slot]
    if (local !== undefined) return { code: local.code, type: local.type, local }
  }
  if (reference?.kind !== 'global') return emitClosure(node, emitter, fail)
  const global = emitter.shared(`global ${reference.slot}`)
  const read = emitter.fresh('v')
  emitter.write(
    `if (${global} === undefined) {`,
    `const ${read} = read(frame, ${quote(reference.name)}, ${reference.slot});`,
    failing(read, fail),
    `${global} = ${read};`,
    '}',
  )
  return { code: global, type: 'unknown' }
}

/** Whether evaluating the node can neither fail nor cost anything nor be noticed, so that it may be left out. */
export function isQuiet(node: Expression, emitter: Emitter): boolean {
  return node.kind === 'literal' || referenceOf(node, emitter)?.kind === 'local'
}
