/** A layout of Go's for RFC 3339, and the part of it that stands for the fraction of a second, where it has one. */
export interface Layout {
  readonly text: string
  readonly fraction: string | undefined
}

/** A second, in milliseconds of Unix, and what follows it. */
export interface Time {
  readonly milliseconds: number
  readonly nanoseconds: number
}

export type ParsedTime =
  | { readonly kind: 'time'; readonly time: Time }
  | { readonly kind: 'problem'; readonly message: string }

/**
 * Reads a time as Go's `time.Parse` does, in the order in which it looks: hours of one digit, a comma before the fraction
 * and offsets of 24:60 are fine. The text is one of bytes: a character for each byte of UTF-8.
 * https://github.com/golang/go/blob/go1.26.0/src/time/format.go
 */
export function parseTime(bytes: string, layout: Layout): ParsedTime {
  const reading: Reading = { bytes, layout, rest: bytes, problem: undefined }
  const year = readYear(reading)
  const month = readPart(reading, { before: '-', element: '01', range: [1, 12], name: 'month' })
  const day = readPart(reading, { before: '-', element: '02' })
  const hour = readPart(reading, { before: 'T', element: '15', range: [0, 23], name: 'hour' })
  const minute = readPart(reading, { before: ':', element: '04', range: [0, 59], name: 'minute' })
  const second = readPart(reading, { before: ':', element: '05', range: [0, 59], name: 'second' })
  const nanoseconds = readFraction(reading)
  const offset = readOffset(reading)
  if (reading.rest !== '') fail(reading, `: extra text: ${quote(reading.rest)}`)
  if (day < 1 || day > daysIn(year, month)) fail(reading, ': day out of range')
  if (reading.problem !== undefined) return { kind: 'problem', message: reading.problem }
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  return { kind: 'time', time: { milliseconds: date.getTime() - offset * 1000, nanoseconds } }
}

/** What is still to be read. After a problem nothing is: the first one counts. */
interface Reading {
  readonly bytes: string
  readonly layout: Layout
  rest: string
  problem: string | undefined
}

interface Part {
  readonly before: string
  readonly element: string
  readonly range?: readonly [number, number]
  readonly name?: string
}

function readYear(reading: Reading): number {
  const digits = /^\d{4}/.exec(reading.rest)?.[0]
  if (digits === undefined) return misfit(reading, '2006')
  reading.rest = reading.rest.slice(4)
  return Number(digits)
}

function readPart(reading: Reading, { before, element, range, name }: Part): number {
  if (!reading.rest.startsWith(before)) return misfit(reading, before)
  reading.rest = reading.rest.slice(1)
  const digits = (element === '15' ? /^\d{1,2}/ : /^\d\d/).exec(reading.rest)?.[0]
  if (digits === undefined) return misfit(reading, element)
  const value = Number(digits)
  if (range !== undefined && (value < range[0] || value > range[1])) {
    fail(reading, `: ${name} out of range`)
    return 0
  }
  reading.rest = reading.rest.slice(digits.length)
  return value
}

/** Without a fraction in the layout any one is taken; with one, exactly as many digits. */
function readFraction(reading: Reading): number {
  const { fraction } = reading.layout
  if (fraction !== undefined) return readExactFraction(reading, fraction)
  const found = /^[.,](\d+)/.exec(reading.rest)
  if (found === null) return 0
  reading.rest = reading.rest.slice(found[0].length)
  return inNanoseconds(found[1] ?? '')
}

function readExactFraction(reading: Reading, fraction: string): number {
  const found = reading.rest.slice(0, fraction.length)
  const digits = found.slice(1)
  if (found.length < fraction.length || !/^[.,]([+-]?\d+)$/.test(found)) {
    return misfit(reading, fraction)
  }
  if (digits.startsWith('-') && Number(digits) !== 0) {
    fail(reading, ': fractional second out of range')
    return 0
  }
  reading.rest = reading.rest.slice(fraction.length)
  return Math.abs(Number(digits)) * 10 ** (9 - digits.length)
}

function inNanoseconds(digits: string): number {
  return Number(digits.slice(0, 9).padEnd(9, '0'))
}

/** Seconds east of UTC. */
function readOffset(reading: Reading): number {
  if (reading.rest.startsWith('Z')) {
    reading.rest = reading.rest.slice(1)
    return 0
  }
  const [sign = '', hour = '', minute = ''] = /^(.)(..):(..)/s.exec(reading.rest)?.slice(1) ?? []
  const hours = twoDigits(hour)
  const minutes = hours === undefined ? undefined : twoDigits(minute)
  if ((minutes ?? 0) > 60) fail(reading, ': time zone offset minute out of range')
  if ((hours ?? 0) > 24) fail(reading, ': time zone offset hour out of range')
  if (hours === undefined || minutes === undefined || !/^[+-]$/.test(sign)) {
    return misfit(reading, 'Z07:00')
  }
  reading.rest = reading.rest.slice(6)
  return (hours * 60 + minutes) * (sign === '-' ? -60 : 60)
}

function twoDigits(text: string): number | undefined {
  return /^\d\d$/.test(text) ? Number(text) : undefined
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function misfit(reading: Reading, element: string): number {
  const { layout, rest } = reading
  fail(reading, ` as ${quote(layout.text)}: cannot parse ${quote(rest)} as ${quote(element)}`)
  return 0
}

function fail(reading: Reading, what: string): void {
  reading.problem ??= `parsing time ${quote(reading.bytes)}${what}`
  reading.rest = ''
}

/** As Go's time package quotes: bytes that are not printable ASCII in hexadecimal. */
function quote(bytes: string): string {
  const quoted = bytes.replaceAll(/["\\]|[^ -\x7f]/g, (byte) =>
    byte === '"' || byte === '\\'
      ? `\\${byte}`
      : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `"${quoted}"`
}
