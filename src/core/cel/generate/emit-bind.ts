import type { BindNode, ComprehensionNode } from '../ast.ts'
import { type Emitter, type Local, type Operand, referenceOf } from './emitter.ts'

/** One name for the value of an expression. */
export function emitBind(node: BindNode, emitter: Emitter): Operand {
  return withBound(node, emitter, () => emitter.emit(node.body))
}

/** The body of a name whose value is evaluated, and counted, when it is first read. */
export function withBound<T>(node: BindNode, emitter: Emitter, build: () => T): T {
  const name = emitter.fresh('x')
  const isShared = emitter.sharing > 0
  emitter.write(isShared ? `let ${name}, ${name}n = 0;` : `let ${name};`)
  const read = (reading: Emitter): Operand => {
    if (!reading.known.assigned.has(name)) {
      reading.block(`if (${name} === undefined)`, () => {
        const cost = emitValue(node, name, reading)
        if (isShared) reading.write(`${name}n = ${cost};`)
      })
      reading.known.assigned.add(name)
    }
    return { code: name, type: 'unknown' }
  }
  const built = withLocals([read], node, emitter, build)
  if (isShared) emitter.write(`once -= ${name}n;`)
  return built
}

/** Within a target that is mentioned twice it is kept apart what the name costs, which is counted once: that cost. */
function emitValue(node: BindNode, name: string, emitter: Emitter): string {
  if (emitter.sharing === 0) {
    emitter.write(`${name} = ${emitter.emit(node.value).code};`)
    return '0'
  }
  const before = emitter.fresh('v')
  emitter.write(`const ${before} = n - once;`)
  emitter.block('', () => {
    emitter.write(`${name} = ${emitter.emit(node.value).code};`)
  })
  emitter.write(`const ${before}n = n - once - ${before};`, `once += ${before}n;`)
  return `${before}n`
}

/** Builds with the variables of a macro in their places. */
export function withLocals<T>(
  locals: readonly Local[],
  node: BindNode | ComprehensionNode,
  emitter: Emitter,
  build: () => T,
): T {
  const reference = referenceOf(node, emitter)
  if (reference?.kind !== 'binding') throw new Error('a macro without a slot was emitted')
  const outer = emitter.locals.slice()
  for (const [index, local] of locals.entries()) emitter.locals[reference.slot + index] = local
  const built = build()
  emitter.locals.splice(0, emitter.locals.length, ...outer)
  return built
}
