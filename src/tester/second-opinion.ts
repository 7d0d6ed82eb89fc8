import { Environment } from '@marcbachmann/cel-js'
import type { JsonValue } from '../core/index.ts'

/**
 * What the other CEL engine says: ints (and uints) as bigint, doubles as number, the rest as JSON.
 * `kind: 'error'` is a mistake in the expression as well as an error of its evaluation.
 */
export type SecondOpinion =
  | { readonly kind: 'value'; readonly value: OpinionValue }
  | {
      readonly kind: 'error'
      /** Whether the engine refused the expression itself, or failed on these values. */
      readonly stage: 'check' | 'evaluation'
      readonly message: string
    }

export type OpinionValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly OpinionValue[]
  | { readonly [key: string]: OpinionValue }

const engine = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
  homogeneousAggregateLiterals: false,
})

/** Evaluates the expression with @marcbachmann/cel-js, an implementation of CEL that is not ours. */
export function evaluateWithSecondOpinion(
  expression: string,
  variables: Readonly<Record<string, JsonValue>>,
): SecondOpinion {
  try {
    const bound = mapEntries(variables, toEngine)
    const value = fromEngine(engine.evaluate(expression, bound))
    return value === undefined
      ? { kind: 'error', stage: 'evaluation', message: 'the result has no form in JSON' }
      : { kind: 'value', value }
  } catch (error) {
    const [message = ''] = String(error instanceof Error ? error.message : error).split('\n')
    const stage = engine.check(expression).valid ? 'evaluation' : 'check'
    return { kind: 'error', stage, message }
  }
}

/** The engine takes every number for a double. */
function toEngine(value: JsonValue): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(toEngine)
  return isRecord(value) ? mapEntries(value, (entry) => toEngine(entry as JsonValue)) : value
}

/** undefined for what JSON cannot say. */
function fromEngine(value: unknown): OpinionValue | undefined {
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return value
    default:
      return value === null ? null : fromObject(value)
  }
}

function fromObject(value: unknown): OpinionValue | undefined {
  if (Array.isArray(value)) {
    const elements = value.map(fromEngine)
    return elements.every((element) => element !== undefined) ? elements : undefined
  }
  if (!isRecord(value)) return undefined
  const entries = Object.entries(value).map(([key, entry]) => [key, fromEngine(entry)] as const)
  return entries.every((entry): entry is [string, OpinionValue] => entry[1] !== undefined)
    ? Object.fromEntries(entries)
    : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function mapEntries<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
