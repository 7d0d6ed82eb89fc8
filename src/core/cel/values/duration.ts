import { printPlainDecimal } from '../../source/print-number.ts'
import { Boxed } from './boxed.ts'
import { maxInt, minInt } from './int.ts'

/** A span of time in nanoseconds, in 64 bits. */
export class Duration extends Boxed {
  readonly nanoseconds: bigint

  constructor(nanoseconds: bigint) {
    super()
    this.nanoseconds = nanoseconds
  }
}

export const nanosecondsPerSecond = 1_000_000_000n

const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', nanosecondsPerSecond],
  ['m', 60n * nanosecondsPerSecond],
  ['h', 3_600n * nanosecondsPerSecond],
])

const part = /(\d*)(\.\d*)?([^\d.]+)/y

/** As Go's time.ParseDuration: `1h30m`, `-1.5s`, `0`; undefined for anything else. https://pkg.go.dev/time#ParseDuration */
export function parseDuration(text: string): Duration | undefined {
  const signed = text.startsWith('-') || text.startsWith('+')
  const body = signed ? text.slice(1) : text
  if (body === '0') return new Duration(0n)
  if (body === '') return undefined
  let total = 0n
  part.lastIndex = 0
  while (part.lastIndex < body.length) {
    const match = part.exec(body)
    const nanoseconds = match === null ? undefined : nanosecondsOf(match)
    if (nanoseconds === undefined) return undefined
    total += nanoseconds
  }
  const value = text.startsWith('-') ? -total : total
  return isInDurationRange(value) ? new Duration(value) : undefined
}

/** Seconds with a fraction where needed: `3600s`, `1.5s`. */
export function printDuration(duration: Duration): string {
  return `${printPlainDecimal(inSeconds(duration))}s`
}

export function isInDurationRange(nanoseconds: bigint): boolean {
  return nanoseconds >= minInt && nanoseconds <= maxInt
}

function inSeconds(duration: Duration): number {
  const whole = Number(duration.nanoseconds / nanosecondsPerSecond)
  return whole + Number(duration.nanoseconds % nanosecondsPerSecond) / 1e9
}

/** 2^63: no part of a text may be more nanoseconds. */
const mostNanoseconds = maxInt + 1n

function nanosecondsOf(match: RegExpExecArray): bigint | undefined {
  const [, whole = '', fraction = '', unitName = ''] = match
  const unit = units.get(unitName)
  const digits = fraction.slice(1)
  if (unit === undefined || (whole === '' && digits === '')) return undefined
  const significant = whole.replace(/^0+/, '')
  if (significant.length > mostDigits || BigInt(significant) > mostNanoseconds / unit) {
    return undefined
  }
  const nanoseconds = BigInt(significant) * unit + partOf(digits, unit)
  return nanoseconds > mostNanoseconds ? undefined : nanoseconds
}

const mostDigits = String(maxInt).length

/** Go reads as many digits behind the point as an int holds, and multiplies them as doubles. https://github.com/golang/go/blob/go1.26.0/src/time/format.go (leadingFraction) */
function partOf(digits: string, unit: bigint): bigint {
  const zeros = /^0*/.exec(digits)?.[0].length ?? 0
  const end = zeros + mostDigits
  const isTooLarge = BigInt(digits.slice(0, end)) > mostNanoseconds
  const read = digits.slice(0, isTooLarge ? end - 1 : end)
  if (zeros === digits.length) return 0n
  return BigInt(Math.trunc(Number(BigInt(read)) * (Number(unit) / scaleOf(read.length))))
}

function scaleOf(digits: number): number {
  let scale = 1
  for (let count = 0; count < digits && scale !== Infinity; count++) scale *= 10
  return scale
}
