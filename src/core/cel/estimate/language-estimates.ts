import {
  type Call,
  type CallEstimate,
  type EstimateCall,
  type Operand,
  patternFactor,
  textFactor,
} from './call-estimate.ts'
import { type Estimate, fixed, one, product, scaled, sum, unknownSize } from './estimate.ts'

/**
 * Estimates by overload, of the language's own operators and functions. All others cost 1.
 * https://github.com/google/cel-go/blob/v0.29.2/checker/cost.go
 */
export function languageEstimate(overload: string): EstimateCall | undefined {
  return byOverload.get(overload)
}

const byOverload: ReadonlyMap<string, EstimateCall> = new Map<string, EstimateCall>([
  ['string_format', ({ target }) => target && { cost: scaled(knownSize(target), textFactor) }],
  ['string_to_bytes', (call) => textOf(call, ({ min, max }) => ({ min, max: wrapped(max * 4n) }))],
  ['bytes_to_string', (call) => textOf(call, ({ min, max }) => ({ min: min / 4n, max }))],
  ['strings_quote', (call) => textOf(call, quoted)],
  ['starts_with_string', readsArgument],
  ['ends_with_string', readsArgument],
  ['in_list', ({ arguments: [, list] }) => list && { cost: scaled(knownSize(list), 1) }],
  ['matches', ({ arguments: [text, pattern] }) => matches(text, pattern)],
  ['matches_string', ({ target, arguments: [pattern] }) => matches(target, pattern)],
  ['contains_string', contains],
  ['add_string', addTexts],
  ['add_bytes', addTexts],
  ['add_list', addLists],
  ...[
    'less_string',
    'greater_string',
    'less_equals_string',
    'greater_equals_string',
    'less_bytes',
    'greater_bytes',
    'less_equals_bytes',
    'greater_equals_bytes',
    'equals',
    'not_equals',
  ].map((id): [string, EstimateCall] => [id, comparison]),
])

/** What is known of the value itself. */
function knownSize({ size }: Operand): Estimate {
  return size ?? unknownSize
}

function textOf(
  { arguments: [text] }: Call,
  result: (size: Estimate) => Estimate,
): CallEstimate | undefined {
  if (text === undefined) return undefined
  const size = knownSize(text)
  return { cost: scaled(size, textFactor), resultSize: result(size) }
}

/** Every character escaped, between two quotation marks. */
function quoted({ min, max }: Estimate): Estimate {
  return { min: wrapped(min + 2n), max: wrapped(max * 2n + 2n) }
}

/** These numbers do not stop at their end, but start anew. */
function wrapped(value: bigint): bigint {
  return BigInt.asUintN(64, value)
}

function readsArgument({ arguments: [text] }: Call): CallEstimate | undefined {
  return text && { cost: scaled(knownSize(text), textFactor) }
}

/** A pattern costs something for an empty text as well. */
function matches(
  text: Operand | undefined,
  pattern: Operand | undefined,
): CallEstimate | undefined {
  if (text === undefined || pattern === undefined) return undefined
  const reading = scaled(sum(knownSize(text), one), textFactor)
  return { cost: product(reading, scaled(knownSize(pattern), patternFactor)) }
}

function contains({ target, arguments: [part] }: Call): CallEstimate | undefined {
  if (target === undefined || part === undefined) return undefined
  const reading = scaled(knownSize(target), textFactor)
  return { cost: product(reading, scaled(knownSize(part), textFactor)) }
}

function addTexts(call: Call): CallEstimate | undefined {
  const size = sizeOfBoth(call)
  return size && { cost: scaled(size, textFactor), resultSize: size }
}

function addLists(call: Call): CallEstimate | undefined {
  const size = sizeOfBoth(call)
  return size && { cost: fixed(1n), resultSize: size }
}

function sizeOfBoth({ arguments: [a, b] }: Call): Estimate | undefined {
  return a && b && sum(knownSize(a), knownSize(b))
}

/** No more than the shorter one has to be read. */
function comparison({ arguments: [a, b] }: Call): CallEstimate | undefined {
  if (a === undefined || b === undefined) return undefined
  const [left, right] = [knownSize(a).max, knownSize(b).max]
  const max = left < right ? left : right
  return { cost: scaled({ min: max > 0n ? 1n : 0n, max }, textFactor) }
}
