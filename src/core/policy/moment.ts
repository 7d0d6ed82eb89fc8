import { parseTimestamp } from '../cel/values/timestamp.ts'

/** A point in time, from 1970-01-01T00:00:00Z; `nanos` come after `seconds`. */
export interface Moment {
  readonly seconds: number
  readonly nanos: number
}

/** RFC 3339 to the letter, where Go takes more; undefined for anything else. https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
export function parseMoment(text: string): Moment | undefined {
  return isDateTime.test(text) ? parseTimestamp(text.toUpperCase()) : undefined
}

/** The start of a date in UTC, or the moment that the text is; undefined for anything else. */
export function parseStart(text: string): Moment | undefined {
  return parseMoment(isDate(text) ? `${text}T00:00:00Z` : text)
}

/** Whether the text has the form of a date (`2026-12-31`). */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}

/** Whether the moment has come at that time (RFC 3339); undefined where the time is not known. */
export function hasCome(moment: Moment, time: string): boolean | undefined {
  const now = parseMoment(time)
  if (now === undefined) return undefined
  return (
    now.seconds > moment.seconds || (now.seconds === moment.seconds && now.nanos >= moment.nanos)
  )
}

const isDateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/
