import type { ComprehensionNode, Expression } from '../ast.ts'
import { type MacroCost, macroCostOf } from '../cost/macro-cost.ts'
import { macroBodyOf } from '../plan/macro-body.ts'
import { withLocals } from './emit-bind.ts'
import { emitBool } from './emit-logic.ts'
import { type Emitter, giveUp, type Operand, typeOf } from './emitter.ts'

/** `all`, `exists`, `map`, … over a list or a map, with one variable or two. */
export function emitMacro(node: ComprehensionNode, emitter: Emitter): Operand {
  const macro = macroOf(node, emitter)
  const result = emitters.get(node.macro)?.(macro, emitter)
  if (result === undefined) throw new Error(`an unknown macro was emitted: ${node.macro}`)
  emitter.cost(macro.cost.result)
  return result
}

interface Macro {
  readonly node: ComprehensionNode
  readonly predicate: Expression | undefined
  readonly transform: Expression | undefined
  readonly cost: MacroCost
}

function macroOf(node: ComprehensionNode, emitter: Emitter): Macro {
  const { predicate, transform } = macroBodyOf(node)
  const isConstant = transform !== undefined && emitter.constantOf(transform) !== undefined
  return { node, predicate, transform, cost: macroCostOf(node, isConstant) }
}

type EmitMacro = (macro: Macro, emitter: Emitter) => Operand

const emitters: ReadonlyMap<string, EmitMacro> = new Map<string, EmitMacro>([
  ['all', (macro, emitter) => emitUntilDecided(macro, false, emitter)],
  ['exists', (macro, emitter) => emitUntilDecided(macro, true, emitter)],
  ['exists_one', emitCountOne],
  ['existsOne', emitCountOne],
  ['filter', emitCollect],
  ['map', emitCollect],
  ['transformList', emitCollect],
  ['transformMap', emitInsertValues],
  ['transformMapEntry', emitInsertEntries],
])

/** `all` ends at the first false, `exists` at the first true. */
function emitUntilDecided(macro: Macro, decisive: boolean, emitter: Emitter): Operand {
  const result = emitter.fresh('v')
  emitter.write(`let ${result} = ${!decisive};`)
  emitLoop(macro, emitter, ({ index, list }) => {
    const holds = emitPredicate(macro, emitter)
    const cost = `if (${index} < ${list}.length - 1) n += ${macro.cost.decided};`
    emitter.exit(
      `${cost} ${result} = ${decisive}; break;`,
      decisive ? holds.code : `!${holds.code}`,
    )
  })
  return { code: result, type: 'bool' }
}

function emitCountOne(macro: Macro, emitter: Emitter): Operand {
  const count = emitter.fresh('v')
  emitter.write(`let ${count} = 0;`)
  emitLoop(macro, emitter, () => {
    const holds = emitPredicate(macro, emitter)
    emitter.write(`if (${holds.code}) { ${count}++; n += ${macro.cost.taken}; }`)
  })
  return { code: `(${count} === 1)`, type: 'bool' }
}

function emitCollect(macro: Macro, emitter: Emitter): Operand {
  const { cost } = macro
  const result = emitter.fresh('v')
  emitter.write(`const ${result} = [];`)
  emitTaken(macro, emitter, ({ element }) => {
    const value = macro.transform === undefined ? element : emitter.emit(macro.transform)
    emitter.cost(cost.taken + cost.list + cost.append)
    emitter.write(`${result}.push(${value.code});`)
  })
  return { code: result, type: 'list' }
}

function emitInsertValues(macro: Macro, emitter: Emitter): Operand {
  return emitInsert(macro, emitter, ({ first }, insertions, value) => {
    return `${insertions}.insert(${first.code}, ${value.code})`
  })
}

function emitInsertEntries(macro: Macro, emitter: Emitter): Operand {
  return emitInsert(macro, emitter, (_, insertions, value) => {
    return `insertAll(${value.code}, ${insertions})`
  })
}

function emitInsert(
  macro: Macro,
  emitter: Emitter,
  insert: (turn: Turn, insertions: string, value: Operand) => string,
): Operand {
  const { cost, transform } = macro
  const [insertions, result] = [emitter.fresh('v'), emitter.fresh('v')]
  emitter.write(`const ${insertions} = makeInsertions();`)
  emitTaken(macro, emitter, (turn) => {
    if (transform === undefined) throw new Error('a macro that inserts nothing was emitted')
    const value = emitter.emit(transform)
    emitter.cost(cost.taken + cost.append)
    emitter.write(`if (${insert(turn, insertions, value)} !== undefined) ${giveUp}`)
  })
  emitter.write(
    `const ${result} = ${insertions}.result();`,
    `if (${result} instanceof CelError) ${giveUp}`,
  )
  return { code: result, type: 'unknown' }
}

/** A loop with a body for the elements that the predicate takes. */
function emitTaken(macro: Macro, emitter: Emitter, build: (turn: Turn) => void): void {
  emitLoop(macro, emitter, (turn) => {
    if (macro.predicate === undefined) build(turn)
    else {
      const holds = emitPredicate(macro, emitter)
      emitter.block(`if (${holds.code})`, () => build(turn))
    }
  })
}

function emitPredicate({ predicate }: Macro, emitter: Emitter): Operand {
  if (predicate === undefined) throw new Error('a macro without a predicate was emitted')
  return emitBool(predicate, emitter)
}

interface Turn {
  readonly list: string
  readonly index: string
  /** What the first variable holds: the element or key, or the index of an element. */
  readonly first: Operand
  /** The element that a macro without a transformation takes. */
  readonly element: Operand
}

function emitLoop(macro: Macro, emitter: Emitter, build: (turn: Turn) => void): void {
  const { node, cost } = macro
  const range = emitter.emit(node.range)
  const [list, index, x] = [emitter.fresh('v'), emitter.fresh('i'), emitter.fresh('x')]
  const first: Operand = { code: x, type: 'unknown' }
  const second: Operand = { code: `${x}b`, type: 'unknown' }
  const hasTwo = node.secondVariable !== undefined
  const isList = typeOf(range, emitter) === 'list'
  emitter.write(
    hasTwo ? `const ${list}t = turnsOfPairs(${range.code});` : '',
    hasTwo ? `if (${list}t instanceof CelError) ${giveUp}` : '',
    hasTwo
      ? `const ${list} = ${list}t.firsts;`
      : isList
        ? `const ${list} = ${range.code};`
        : `const ${list} = isArray(${range.code}) ? ${range.code} : elementsOf(${range.code});`,
    hasTwo || isList ? '' : `if (${list} instanceof CelError) ${giveUp}`,
  )
  emitter.block(`for (let ${index} = 0; ${index} < ${list}.length; ${index}++)`, () => {
    emitter.write(
      `if (++turns > 99) { turns = 0; if (n > limit) ${giveUp} if (control.interrupted()) { control.spent += n; return interruption; } }`,
      `const ${x} = ${list}[${index}];`,
      hasTwo ? `const ${x}b = ${list}t.seconds[${index}];` : '',
    )
    emitter.cost(cost.turn)
    withLocals(hasTwo ? [first, second] : [first], node, emitter, () =>
      build({ list, index, first, element: first }),
    )
  })
}
