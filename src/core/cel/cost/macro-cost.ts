import type { ComprehensionNode } from '../ast.ts'

/**
 * What a macro costs besides its range, its predicate and its transformation: the names, calls and lists of what
 * cel-go expands it to. https://github.com/google/cel-go/blob/v0.29.2/parser/macro.go
 */
export interface MacroCost {
  /** Before the predicate of each turn. */
  readonly turn: number
  /** Once the result is known and another turn would follow. */
  readonly decided: number
  /** In a turn whose element is taken, before the transformation. */
  readonly taken: number
  /** Behind it, in one piece: the list that is appended. */
  readonly list: number
  /** Behind that: the call that appends. */
  readonly append: number
  /** At the end. */
  readonly result: number
}

/** The cost of a list with elements that are no constants. */
export const listCost = 10
/** The cost of a map with keys or values that are no constants. */
export const mapCost = 30
/** The cost of an object. */
export const objectCost = 40

const nothing: MacroCost = { turn: 0, decided: 0, taken: 0, list: 0, append: 0, result: 1 }

// The accumulator's name costs 1 wherever it is read, but as a branch of a condition.
const costs: ReadonlyMap<string, MacroCost> = new Map([
  // @not_strictly_false(accumulator), accumulator && …
  ['all', { ...nothing, turn: 3, decided: 2 }],
  // @not_strictly_false(!accumulator), accumulator || …
  ['exists', { ...nothing, turn: 4, decided: 3 }],
  // … ? accumulator + 1 : accumulator, and accumulator == 1 at the end
  ['exists_one', { ...nothing, taken: 2, result: 2 }],
  ['existsOne', { ...nothing, taken: 2, result: 2 }],
  // … ? accumulator + [x] : accumulator
  ['filter', { ...nothing, taken: 2, list: listCost, append: 1 }],
  // accumulator + […]
  ['map', { ...nothing, taken: 1, list: listCost, append: 1 }],
  ['transformList', { ...nothing, taken: 1, list: listCost, append: 1 }],
  // cel.@mapInsert(accumulator, key, …) and cel.@mapInsert(accumulator, …)
  ['transformMap', { ...nothing, taken: 2, append: 1 }],
  ['transformMapEntry', { ...nothing, taken: 1, append: 1 }],
])

/** The costs of the macro; a list with a constant is a constant itself. */
export function macroCostOf({ macro }: ComprehensionNode, isTransformConstant: boolean): MacroCost {
  const cost = costs.get(macro)
  if (cost === undefined) throw new Error(`an unknown macro was planned: ${macro}`)
  return isTransformConstant ? { ...cost, list: 0 } : cost
}
