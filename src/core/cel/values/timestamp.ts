import { Boxed } from './boxed.ts'

/** A point in time between the years 1 and 9999, exact to a nanosecond. */
export class Timestamp extends Boxed {
  /** Since 1970-01-01T00:00:00Z. */
  readonly seconds: number
  /** 0 to 999,999,999, after `seconds`. */
  readonly nanos: number
  /** East of UTC, as it was written; only `string()` shows it. */
  readonly offsetSeconds: number

  constructor(seconds: number, nanos: number, offsetSeconds = 0) {
    super()
    this.seconds = seconds
    this.nanos = nanos
    this.offsetSeconds = offsetSeconds
  }
}

/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
export const minTimestampSeconds = -62135596800
const maxTimestampSeconds = 253402300799

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/

/** RFC 3339 as Go's time.Parse reads it; undefined for anything else. https://pkg.go.dev/time#Parse */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Parts
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const offsetHours = Number(match[9] ?? 0)
  const offsetMinutes = Number(match[10] ?? 0)
  if (offsetHours > 24 || offsetMinutes > 60) return undefined
  const offset = (offsetHours * 60 + offsetMinutes) * 60 * (match[8] === '-' ? -1 : 1)
  const seconds = secondsOf(year, month, day) + hour * 3600 + minute * 60 + second - offset
  return new Timestamp(seconds, Number((match[7] ?? '').padEnd(9, '0').slice(0, 9)), offset)
}

/** RFC 3339 with as many fractional digits as are needed, as Go prints RFC3339Nano. */
export function printTimestamp(timestamp: Timestamp): string {
  const local = new Date((timestamp.seconds + timestamp.offsetSeconds) * 1000)
  const year = local.getUTCFullYear()
  const date = `${pad(Math.abs(year), 4)}-${pad(local.getUTCMonth() + 1)}-${pad(local.getUTCDate())}`
  const time = `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}`
  const fraction = timestamp.nanos === 0 ? '' : `.${pad(timestamp.nanos, 9).replace(/0+$/, '')}`
  return `${year < 0 ? '-' : ''}${date}T${time}${fraction}${printOffset(timestamp.offsetSeconds)}`
}

/** Whether the time lies in the range that CEL allows. */
export function isInTimestampRange(seconds: number): boolean {
  return seconds >= minTimestampSeconds && seconds <= maxTimestampSeconds
}

type Parts = [number, number, number, number, number, number]

function printOffset(seconds: number): string {
  if (seconds === 0) return 'Z'
  const minutes = Math.abs(seconds) / 60
  return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}

function secondsOf(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime() / 1000
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
