import type { ComprehensionNode, Expression } from '../ast.ts'
import { macroBodyOf } from '../plan/macro-body.ts'
import { bindingSlot } from './binding-slot.ts'
import { emitClosure } from './emit-closure.ts'
import { countCall, type Emitter, type Fail, type Operand } from './emitter.ts'
import { withLocal } from './locals.ts'

type MacroEmitter = (node: ComprehensionNode, emitter: Emitter, fail: Fail) => Operand

/** The macros that are written out; the others are their closures. */
const macros: ReadonlyMap<string, MacroEmitter> = new Map<string, MacroEmitter>([
  ['all', (node, emitter, fail) => emitUntilDecided('false', node, emitter, fail)],
  ['exists', (node, emitter, fail) => emitUntilDecided('true', node, emitter, fail)],
  ['exists_one', emitCountOne],
  ['filter', emitCollect],
  ['map', emitCollect],
])

/** `all`, `exists`, `exists_one`, `filter` and `map` with one variable. */
export function emitMacro(node: ComprehensionNode, emitter: Emitter, fail: Fail): Operand {
  const emitLoop = node.secondVariable === undefined ? macros.get(node.macro) : undefined
  return (emitLoop ?? emitClosure)(node, emitter, fail)
}

/** `all` ends at the first false, `exists` at the first true; an error counts only where none is found. */
function emitUntilDecided(
  decisive: 'true' | 'false',
  node: ComprehensionNode,
  emitter: Emitter,
  fail: Fail,
): Operand {
  const undecided = decisive === 'true' ? 'false' : 'true'
  const result = emitter.fresh('v')
  emitter.write(`let ${result} = ${undecided};`)
  emitLoop(node, emitter, fail, ({ predicate, failure, label }) => {
    const keep: Fail = (code) =>
      `{ if (${failure} === undefined) ${failure} = ${code}; continue ${label}; }`
    const holds = emitPredicate(predicate, emitter, keep)
    emitter.write(
      `if (${holds.code} === ${decisive}) { ${result} = ${decisive}; ${failure} = undefined; break ${label}; }`,
    )
    if (holds.type !== 'bool') {
      emitter.write(`if (${holds.code} !== ${undecided}) ${keep('noSuchOverload()')}`)
    }
  })
  return { code: result, type: 'bool' }
}

/** Of several errors the last one is reported, as cel-go's expansion does. */
function emitCountOne(node: ComprehensionNode, emitter: Emitter, fail: Fail): Operand {
  const [count, result] = [emitter.fresh('v'), emitter.fresh('v')]
  emitter.write(`let ${count} = 0;`)
  emitLoop(node, emitter, fail, ({ predicate, failure, label }) => {
    const keep: Fail = (code) => `{ ${failure} = ${code}; continue ${label}; }`
    const holds = emitPredicate(predicate, emitter, keep)
    emitter.write(`if (${holds.code} === true) { ${count}++; continue ${label}; }`)
    if (holds.type !== 'bool') {
      emitter.write(`if (${holds.code} !== false) ${keep('noSuchOverload()')}`)
    }
  })
  emitter.write(`const ${result} = ${count} === 1;`)
  return { code: result, type: 'bool' }
}

/** Elements go in where the predicate holds; once something failed nothing goes in any more. */
function emitCollect(node: ComprehensionNode, emitter: Emitter, fail: Fail): Operand {
  const result = emitter.fresh('v')
  emitter.write(`const ${result} = [];`)
  emitLoop(node, emitter, fail, ({ predicate, transform, failure, element, label }) => {
    const keep: Fail = (code) => `{ ${failure} = ${code}; continue ${label}; }`
    if (predicate !== undefined) {
      const holds = emitPredicate(predicate, emitter, keep)
      emitter.write(`if (${holds.code} === false) continue ${label};`)
      if (holds.type !== 'bool') {
        emitter.write(`if (${holds.code} !== true) ${keep('noSuchOverload()')}`)
      }
    }
    emitter.write(`if (${failure} !== undefined) continue ${label};`)
    const value = transform === undefined ? element : emitter.emit(transform, keep)
    emitter.write(`${result}.push(${value.code});`)
  })
  return { code: result, type: 'list' }
}

interface Turn {
  readonly predicate: Expression | undefined
  readonly transform: Expression | undefined
  /** The variable that holds the loop's error. */
  readonly failure: string
  readonly element: Operand
  readonly label: string
}

function emitLoop(
  node: ComprehensionNode,
  emitter: Emitter,
  fail: Fail,
  emitTurn: (turn: Turn) => void,
): void {
  const range = emitter.emit(node.range, fail)
  const at = emitter.constant(node)
  const [list, index, name] = [emitter.fresh('v'), emitter.fresh('i'), emitter.fresh('x')]
  const [failure, label] = [emitter.fresh('e'), emitter.fresh('L')]
  const element: Operand = { code: name, type: 'unknown' }
  emitter.write(
    `const ${list} = isArray(${range.code}) ? ${range.code} : elementsOf(${range.code});`,
    `if (${list} instanceof CelError) ${fail(`locate(${list}, ${at})`)}`,
    `let ${failure};`,
    `${label}: for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {`,
    countCall,
    'if (++frame.iterations % 100 === 0) poll(frame);',
    `const ${name} = ${list}[${index}];`,
  )
  withLocal(bindingSlot(node, emitter), element, emitter, () =>
    emitTurn({ ...macroBodyOf(node), failure, element, label }),
  )
  emitter.write('}', `if (${failure} !== undefined) ${fail(`locate(${failure}, ${at})`)}`)
}

function emitPredicate(predicate: Expression | undefined, emitter: Emitter, fail: Fail): Operand {
  return predicate === undefined ? { code: 'true', type: 'bool' } : emitter.emit(predicate, fail)
}
