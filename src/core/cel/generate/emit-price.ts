import type { CostRule } from '../libraries/library.ts'
import type { CelError, Value } from '../value.ts'
import { emitSize } from './emit-size.ts'
import { type Emitter, giveUp, type Operand } from './emitter.ts'

/** A call with its operands, as its cost sees it. */
export interface Priced {
  readonly rule: CostRule
  readonly operands: readonly Operand[]
  /** The CEL types of the operands, as a library writes them, where they are known. */
  readonly types: readonly (string | undefined)[]
}

/**
 * Counts what a call costs, in advance where that can be: most rules look at texts only, and often at the constant one
 * of two. Whoever spends more than the limit gives up before the call.
 */
export function emitPrice(priced: Priced, emitter: Emitter): void {
  const known = knownPrice(priced)
  if (known !== undefined && known < dear) {
    emitter.cost(known)
    return
  }
  const code = known ?? pricesBySize(priced, emitter) ?? priceCode(priced, emitter)
  emitter.write(`n += ${code};`)
  emitter.write(`if (n > limit) ${giveUp}`)
}

/** What costs so much is asked about before it is done. */
const dear = 1000

/** The price of what may be of any type. */
export function priceCode({ rule, operands }: Priced, emitter: Emitter): string {
  return `price(${emitter.constant(rule)}, [${operands.map(({ code }) => code).join(', ')}], null)`
}

/** Texts of up to so many characters have their prices in a table. */
const tableSize = 96

/** Values of these types are as large as any other. */
const sizeless: ReadonlySet<string> = new Set(['bool', 'int'])

/** The price of a call with one text that is not constant: it depends on nothing but how long that is. */
function pricesBySize(priced: Priced, emitter: Emitter): string | undefined {
  const { rule, operands, types } = priced
  const varying = operands.filter(
    ({ constant }, index) => constant === undefined && !sizeless.has(types[index] ?? ''),
  )
  const [text] = varying
  if (typeof rule === 'number' || text === undefined || varying.length > 1) return undefined
  if (types[operands.indexOf(text)] !== 'string') return undefined
  const prices = Array.from({ length: tableSize }, (_, size) =>
    price(
      rule,
      operands.map((operand) => operand.constant ?? (operand === text ? 'x'.repeat(size) : 0)),
      null,
    ),
  )
  const size = emitSize(text, emitter)
  const table = emitter.constant(prices)
  return `${size} < ${tableSize} ? ${table}[${size}] : ${priceCode(priced, emitter)}`
}

/** The same behind the call, where the cost depends on the result. */
export function emitPriceOfResult(
  { rule, operands }: Priced,
  result: string,
  emitter: Emitter,
): void {
  const codes = operands.map(({ code }) => code).join(', ')
  emitter.write(`n += price(${emitter.constant(rule)}, [${codes}], ${result});`)
  emitter.write(`if (n > limit) ${giveUp}`)
}

/** Whether the cost is known only with the result. */
export function needsResult({ rule }: Priced): boolean {
  return typeof rule === 'function' && rule.length > 1
}

/** The cost that does not depend on what is not constant: the same for the shortest and for very long texts. */
function knownPrice({ rule, operands, types }: Priced): number | undefined {
  if (typeof rule === 'number') return rule
  const areTexts = operands.every(
    ({ constant }, index) => constant !== undefined || types[index] === 'string',
  )
  if (!areTexts) return undefined
  const prices = probes.map((probe) =>
    rule(
      operands.map(({ constant }) => constant ?? probe),
      null,
    ),
  )
  const [first] = prices
  return typeof first === 'number' && prices.every((price) => price === first) ? first : undefined
}

// Every rule grows with its arguments.
const probes: readonly Value[] = ['', 'x', 'x'.repeat(1000)]

/** The price of a rule as a number: more than any limit where cel-go's counter panics. */
export function price(rule: CostRule, values: readonly Value[], result: Value | CelError): number {
  const cost = typeof rule === 'number' ? rule : rule(values, result)
  return typeof cost === 'number' ? cost : Number.POSITIVE_INFINITY
}
