import {
  type Call,
  type CallEstimate,
  type EstimateCall,
  listCost,
  type Operand,
} from './call-estimate.ts'
import { type Estimate, fixed, most, product, scaled, sum } from './estimate.ts'

/**
 * Estimates by overload: functions of lists that make new ones, and of sets.
 * https://github.com/google/cel-go/blob/v0.29.2/ext/lists.go https://github.com/google/cel-go/blob/v0.29.2/ext/sets.go
 */
export function listEstimate(overload: string): EstimateCall | undefined {
  return byOverload.get(overload) ?? sortEstimate(overload)
}

const byOverload: ReadonlyMap<string, EstimateCall> = new Map<string, EstimateCall>([
  ['list_slice', slice],
  ['list_flatten', ({ target, sizeOf }) => target && newList(sizeOf(target), 1)],
  ['list_flatten_int', flattenTo],
  ['lists_range', ({ arguments: [count] }) => newList(fixed(numberOf(count, most)), 1)],
  ['list_reverse', ({ target, sizeOf }) => target && newList(sizeOf(target), 1)],
  ['list_distinct', ({ target, sizeOf }) => target && newList(squared(sizeOf(target)), 2)],
  ['list_sets_contains_list', (call) => setEstimate(call, 1)],
  ['list_sets_intersects_list', (call) => setEstimate(call, 1)],
  ['list_sets_equivalent_list', (call) => setEstimate(call, 2)],
])

/** Where the end stands before the start, the difference is that of Go's numbers without sign. */
function slice({ target, arguments: [start, end], sizeOf }: Call): CallEstimate | undefined {
  if (target === undefined) return undefined
  const length = numberOf(end, sizeOf(target).max) - numberOf(start, 0n)
  return newList(fixed(BigInt.asUintN(64, length)), 1)
}

function flattenTo({ target, arguments: [depth], sizeOf }: Call): CallEstimate | undefined {
  return target && newList(sizeOf(target), Number(numberOf(depth, most)))
}

/** `list_int_sort` compares the elements of the list, `list_int_sortByAssociatedKeys` those of the list of keys. */
function sortEstimate(overload: string): EstimateCall | undefined {
  const [, type, byKeys] = /^list_(.+)_sort(ByAssociatedKeys)?$/.exec(overload) ?? []
  if (type === undefined) return undefined
  const factor = type === 'string' || type === 'bytes' ? 2.1 : 2
  return ({ target, arguments: [keys], sizeOf }) => {
    const sorted = byKeys === undefined ? target : keys
    return sorted && newList(squared(sizeOf(sorted)), factor)
  }
}

function setEstimate(
  { arguments: [a, b], sizeOf }: Call,
  factor: number,
): CallEstimate | undefined {
  if (a === undefined || b === undefined) return undefined
  return { cost: sum(scaled(product(sizeOf(a), sizeOf(b)), factor), fixed(1n)) }
}

function newList(size: Estimate, factor: number): CallEstimate {
  return { cost: sum(scaled(size, factor), fixed(1n + listCost)), resultSize: size }
}

function squared(size: Estimate): Estimate {
  return product(size, size)
}

/** A whole number that is written out, none below 0. */
function numberOf(operand: Operand | undefined, otherwise: bigint): bigint {
  const node = operand?.expression
  if (node?.kind !== 'literal' || node.literal.type !== 'int') return otherwise
  return node.literal.value < 0n ? 0n : node.literal.value
}
