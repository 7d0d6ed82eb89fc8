import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { parseInt64 } from './parse-whole.ts'

/**
 * Seconds east of UTC at that time: `Europe/Berlin`, `UTC`, `-08:00`, `05:30`; any number of minutes.
 * https://github.com/google/cel-go/blob/v0.29.2/cel/library.go (inTimeZone)
 */
export function offsetInZone(seconds: number, zone: string): number | CelError {
  const colon = zone.indexOf(':')
  if (colon < 0) return offsetOfNamedZone(seconds, zone)
  const hours = parseAtoi(zone.slice(0, colon))
  const minutes = parseAtoi(zone.slice(colon + 1))
  if (hours instanceof CelError) return hours
  if (minutes instanceof CelError) return minutes
  return (hours * 60 + (zone.startsWith('-') ? -minutes : minutes)) * 60
}

function parseAtoi(text: string): number | CelError {
  const whole = parseInt64(text)
  if (whole !== undefined) return Number(whole)
  const reason = /^[+-]?\d+$/.test(text) ? 'value out of range' : 'invalid syntax'
  return new CelError(`strconv.Atoi: parsing ${quoteForGo(text)}: ${reason}`)
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>()

function offsetOfNamedZone(seconds: number, zone: string): number | CelError {
  if (zone === '' || zone === 'UTC' || zone === 'Local') return 0
  if (/^[/\\]/.test(zone) || zone.includes('..')) {
    return new CelError('time: invalid location name')
  }
  const format = formatOf(zone)
  return format === undefined
    ? new CelError(`unknown time zone ${zone}`)
    : offsetAt(format, Math.max(seconds, firstSecond))
}

/** No zone changed before 1700, and from there on ECMAScript's calendar is the Gregorian one, which Go always uses. */
const firstSecond = Date.UTC(1700, 0, 1) / 1000

function offsetAt(format: Intl.DateTimeFormat, seconds: number): number {
  return localSeconds(format, seconds) - seconds
}

/** Formats are expensive to make and few; names come from policies, and unknown ones are not kept. */
function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone)
  if (known !== undefined) return known
  // Go knows names in their own spelling and no offsets here; ECMAScript ignores case and knows offsets.
  if (/^[+-]/.test(zone)) return undefined
  const format = makeFormat(zone)
  if (format !== undefined) formats.set(zone, format)
  return format
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}

/** The wall clock of the zone, read as if it were UTC. */
function localSeconds(format: Intl.DateTimeFormat, seconds: number): number {
  const parts = new Map(
    format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type) ?? 0)
  const year = parts.get('era')?.startsWith('B') ? 1 - part('year') : part('year')
  const date = new Date(0)
  date.setUTCFullYear(year, part('month') - 1, part('day'))
  date.setUTCHours(part('hour'), part('minute'), part('second'))
  return date.getTime() / 1000
}
