import { CelError } from '../value.ts'

/**
 * Seconds east of UTC at that time: `Europe/Berlin`, `UTC`, `-08:00`, `05:30`.
 * https://github.com/google/cel-go/blob/master/common/stdlib/standard.go (inTimeZone)
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
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  return new CelError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>()

function offsetOfNamedZone(seconds: number, zone: string): number | CelError {
  if (zone === '' || zone === 'UTC' || zone === 'Local') return 0
  const format = formatOf(zone)
  return format === undefined
    ? new CelError(`unknown time zone ${zone}`)
    : localSeconds(format, seconds) - seconds
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
