import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import type { Timestamp } from '../values/timestamp.ts'
import { type Library, method, type Overload } from './library.ts'
import { offsetInZone } from './time-zone.ts'

const perMillisecond = 1_000_000n

/** The parts of a time, in UTC or in a zone, and of a duration. */
export const timeLibrary: Library = {
  name: 'time',
  overloads: [
    ...accessor('getFullYear', (date) => date.getUTCFullYear()),
    ...accessor('getMonth', (date) => date.getUTCMonth()),
    ...accessor('getDayOfYear', dayOfYear),
    ...accessor('getDayOfMonth', (date) => date.getUTCDate() - 1),
    ...accessor('getDate', (date) => date.getUTCDate()),
    ...accessor('getDayOfWeek', (date) => date.getUTCDay()),
    ...accessor('getHours', (date) => date.getUTCHours()),
    ...accessor('getMinutes', (date) => date.getUTCMinutes()),
    ...accessor('getSeconds', (date) => date.getUTCSeconds()),
    ...accessor('getMilliseconds', (_, { nanos }) => Math.trunc(nanos / 1e6)),
    durationPart('getHours', 3_600_000n * perMillisecond),
    durationPart('getMinutes', 60_000n * perMillisecond),
    durationPart('getSeconds', 1_000n * perMillisecond),
    durationPart('getMilliseconds', perMillisecond),
  ],
}

function accessor(
  name: string,
  partOf: (local: Date, timestamp: Timestamp) => number,
): readonly Overload[] {
  return [
    method(name, ['timestamp'], 'int', (timestamp) => partOf(localDate(timestamp, 0), timestamp)),
    method(name, ['timestamp', 'string'], 'int', (timestamp, zone) => {
      const offset = offsetInZone(timestamp.seconds, zone)
      if (offset instanceof CelError) return offset
      return partOf(localDate(timestamp, offset), timestamp)
    }),
  ]
}

function durationPart(name: string, unit: bigint): Overload {
  return method(name, ['duration'], 'int', ({ nanoseconds }): Value => Number(nanoseconds / unit))
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
