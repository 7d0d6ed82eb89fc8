import { isDate, type Moment, parseStart } from './moment.ts'

const secondsPerDay = 86_400

/**
 * The first moment after an expiry that is written as a date, whose day in UTC counts, or as a date-time of RFC 3339;
 * undefined for anything else.
 */
export function endOf(expires: string): Moment | undefined {
  const start = parseStart(expires)
  return start !== undefined && isDate(expires)
    ? { seconds: start.seconds + secondsPerDay, nanos: 0 }
    : start
}
