import type { Expression } from '../ast.ts'
import { type Emitter, giveUp, type Operand, referenceOf } from './emitter.ts'
import { quote } from './quote.ts'

/** A name; a declared one is asked for when it is first read, and an error there is the closures'. */
export function emitName(node: Expression, emitter: Emitter): Operand {
  const reference = referenceOf(node, emitter)
  if (reference?.kind === 'local') {
    const local = emitter.locals[reference.slot]
    if (local === undefined) throw new Error('a macro variable outside of its macro was emitted')
    return typeof local === 'function' ? local(emitter) : local
  }
  if (reference?.kind !== 'global') throw new Error('a name without a reference was emitted')
  return emitGlobal(reference.name, emitter)
}

function emitGlobal(name: string, emitter: Emitter): Operand {
  const operand = emitUnchecked(name, emitter)
  const { code } = operand
  if (!emitter.known.assigned.has(`${code} is no error`)) {
    emitter.write(`if (${code} === undefined || ${code} instanceof CelError) ${giveUp}`)
    emitter.known.assigned.add(`${code} is no error`)
  }
  return operand
}

/** A declared name, or undefined, or an error; enough for a field to be read, which neither of them has. */
export function emitUnchecked(name: string, emitter: Emitter): Operand {
  const code = emitter.topOf(`name ${name}`)
  if (!emitter.known.assigned.has(code)) {
    const isFirst = emitter.isFirst(code)
    emitter.write(
      `${isFirst ? '' : `if (${code} === undefined) `}${code} = activation(${quote(name)});`,
    )
    emitter.known.assigned.add(code)
  }
  return { code, type: lazyNames.has(name) ? 'lazy' : 'unknown' }
}

/** What is computed when a field of it is read. */
const lazyNames: ReadonlySet<string> = new Set(['lookups', 'variables'])
