import { hasCome, type Moment, parseMoment, parseStart } from './moment.ts'

/** When a rule begins to refuse. */
export interface EnforceFrom {
  /** As it was written. */
  readonly text: string
  readonly moment: Moment
}

/** An RFC 3339 date, which means its start in UTC, or date-time; undefined for anything else. */
export function parseEnforceFrom(text: string): EnforceFrom | undefined {
  const moment = parseStart(text)
  return moment && { text, moment }
}

/** Whether the time of a request has come to the date; a time that nobody can read has. */
export function isEnforced({ moment }: EnforceFrom, time: string): boolean {
  return hasCome(moment, time) !== false
}

/** Whether the text is an RFC 3339 date-time, as the time of a request has to be. */
export function isTime(text: string): boolean {
  return parseMoment(text) !== undefined
}
