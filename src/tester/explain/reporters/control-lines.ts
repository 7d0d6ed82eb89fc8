import type { ControlRecord, JsonValue } from '../../../core/index.ts'
import type { Paint } from '../../reporters/reporter.ts'
import type { MeetingReport } from '../explain-report.ts'
import { indented } from './indented.ts'
import type { Detail } from './tree-lines.ts'

/** What the controls of a level say: those that forbid, and how many there are. */
export function controlLines(
  { podSecurity }: MeetingReport,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  if (podSecurity === null) return []
  const { level, version, controls } = podSecurity
  const forbidding = controls.filter(({ verdict }) => verdict === 'forbids')
  if (forbidding.length === 0 && detail !== 'all') return []
  const allowing = controls.filter(({ verdict }) => verdict === 'allows')
  return [
    `Pod Security ${level}:${version}: ${forbidding.length} of ${controls.length} controls forbid it`,
    ...indented([
      ...forbidding.flatMap((one) => forbiddingLines(one, paint)),
      ...(detail === 'all' ? allowing.map(({ control }) => `✓ ${control}`) : []),
    ]),
  ]
}

function forbiddingLines(
  { control, message, path, found, allowed, exemptedBy }: ControlRecord,
  paint: Paint,
): readonly string[] {
  const mark = exemptedBy === null ? paint.bad('✗') : '–'
  const freed = exemptedBy === null ? '' : `  exempt by ${exemptedBy}`
  return [
    `${mark} ${control}${freed}`,
    ...indented([
      ...(message === null ? [] : [message.replace(levelOfMessage, '')]),
      `${path} is ${foundText(found)}${allowed.length === 0 ? '' : `; allowed: ${allowed.map(allowedText).join(', ')}`}`,
    ]),
  ]
}

/** What the line above says already. */
const levelOfMessage = /^(?:violates|would violate) PodSecurity "[^"]*": /

function foundText(found: JsonValue): string {
  return found === null ? 'not set' : JSON.stringify(found)
}

function allowedText(text: string): string {
  return text === 'undefined' ? 'not set' : text
}
