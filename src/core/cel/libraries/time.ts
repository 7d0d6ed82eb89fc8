import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import type { Timestamp } from '../values/timestamp.ts'
import { type Library, method, type Overload } from './library.ts'
import { offsetInZone } from './time-zone.ts'

const perMillisecond = 1_000_000n
const perSecond = 1_000n * perMillisecond

/** The parts of a time, in UTC or in a zone, and of a duration. */
export const timeLibrary: Library = {
  name: 'time',
  overloads: [
    ...accessor('getFullYear', 'year', (date) => date.getUTCFullYear()),
    ...accessor('getMonth', 'month', (date) => date.getUTCMonth()),
    ...accessor('getDayOfYear', 'day_of_year', dayOfYear),
    ...accessor('getDayOfMonth', 'day_of_month', (date) => date.getUTCDate() - 1),
    ...accessor('getDate', 'day_of_month_1_based', (date) => date.getUTCDate()),
    ...accessor('getDayOfWeek', 'day_of_week', (date) => date.getUTCDay()),
    ...accessor('getHours', 'hours', (date) => date.getUTCHours()),
    durationPart('getHours', 'hours', roundedParts(3_600n * perSecond)),
    ...accessor('getMinutes', 'minutes', (date) => date.getUTCMinutes()),
    durationPart('getMinutes', 'minutes', roundedParts(60n * perSecond)),
    ...accessor('getSeconds', 'seconds', (date) => date.getUTCSeconds()),
    durationPart('getSeconds', 'seconds', roundedParts(perSecond)),
    ...accessor('getMilliseconds', 'milliseconds', (_, { nanos }) => Math.trunc(nanos / 1e6)),
    durationPart('getMilliseconds', 'milliseconds', (span) => Number(span / perMillisecond)),
  ],
}

function accessor(
  name: string,
  part: string,
  partOf: (local: Date, timestamp: Timestamp) => number,
): readonly Overload[] {
  return [
    method(name, `timestamp_to_${part}`, ['timestamp'], 'int', (timestamp) =>
      partOf(localDate(timestamp, 0), timestamp),
    ),
    method(name, zonedId(part), ['timestamp', 'string'], 'int', (timestamp, zone) => {
      const offset = offsetInZone(timestamp.seconds, zone)
      if (offset instanceof CelError) return offset
      return partOf(localDate(timestamp, offset), timestamp)
    }),
  ]
}

/** One of these ids has a form of its own. */
function zonedId(part: string): string {
  return part === 'seconds' ? 'timestamp_to_seconds_tz' : `timestamp_to_${part}_with_tz`
}

function durationPart(
  name: string,
  part: string,
  partOf: (nanoseconds: bigint) => number,
): Overload {
  return method(
    name,
    `duration_to_${part}`,
    ['duration'],
    'int',
    ({ nanoseconds }): Value => partOf(nanoseconds),
  )
}

/** Go adds the rest to the whole units as doubles, so a span just below a unit may count as that unit. https://github.com/golang/go/blob/go1.26.0/src/time/time.go (Seconds) */
function roundedParts(unit: bigint): (nanoseconds: bigint) => number {
  return (nanoseconds) => {
    const units = Number(nanoseconds / unit) + Number(nanoseconds % unit) / Number(unit)
    return Math.abs(units) < 1 ? 0 : Math.trunc(units)
  }
}

/** A date whose UTC parts are the local ones. */
function localDate({ seconds }: Timestamp, offsetSeconds: number): Date {
  return new Date((seconds + offsetSeconds) * 1000)
}

function dayOfYear(date: Date): number {
  const start = new Date(0)
  start.setUTCFullYear(date.getUTCFullYear(), 0, 1)
  return Math.floor((date.getTime() - start.getTime()) / 86_400_000)
}
