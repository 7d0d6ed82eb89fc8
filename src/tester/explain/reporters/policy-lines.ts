import type { Outcome } from '../../../core/index.ts'
import { recordPlaceText } from '../../place-text.ts'
import type { Paint } from '../../reporters/reporter.ts'
import type { MeetingReport, PolicyReport } from '../explain-report.ts'
import { indented } from './indented.ts'
import { mismatchText } from './match-text.ts'
import { meetingLines } from './meeting-lines.ts'
import type { Detail } from './tree-lines.ts'

/** A policy in a line, and under it why that came of it; where all is told, all that it looked at. */
export function policyLines(policy: PolicyReport, detail: Detail, paint: Paint): readonly string[] {
  const { outcome, kind } = policy
  const heading = [
    `${markOf(outcome, paint)} ${nameText(policy, paint)}`,
    paint.faint(kind),
    summaryOf(policy),
    paint.faint(effortText(policy)),
  ].filter((part) => part !== '')
  const place = detail === 'all' ? recordPlaceText(policy.place) : ''
  const meetings = policy.meetings.filter((one) => isTold(one, policy, detail))
  return [
    heading.join('  '),
    ...indented(place === '' ? [] : [paint.faint(place)], 4),
    ...indented(
      meetings.flatMap((one) => meetingLines(one, detail, paint)),
      4,
    ),
  ]
}

const marks: Readonly<Record<Outcome, string>> = {
  denied: '✗',
  warned: '!',
  audited: '!',
  ignored: '!',
  mutated: '✓',
  unchanged: '✓',
  passed: '✓',
  exempted: '–',
  'passed-over': '–',
  'no-match': '–',
}

function markOf(outcome: Outcome, paint: Paint): string {
  const mark = marks[outcome]
  if (mark === '✗') return paint.bad(mark)
  return mark === '!' ? paint.odd(mark) : mark
}

function nameText({ name, outcome }: PolicyReport, paint: Paint): string {
  if (outcome === 'denied') return paint.bad(name)
  return outcome === 'no-match' ? name : paint.strong(name)
}

function summaryOf(policy: PolicyReport): string {
  switch (policy.outcome) {
    case 'denied':
      return 'refuses it'
    case 'warned':
      return 'warns'
    case 'audited':
      return 'writes to the audit log'
    case 'ignored':
      return 'fails, which its failure policy ignores'
    case 'mutated':
      return 'changes it'
    case 'unchanged':
      return 'changes nothing'
    case 'passed':
      return 'allows it'
    case 'exempted':
      return 'is kept away by an exemption'
    case 'passed-over':
      return `is not heard: ${policy.why}`
    case 'no-match':
      return `does not match${reasonOf(policy)}`
  }
}

/** In the line itself where there is one reason; several stand under it. */
function reasonOf({ meetings, mismatches, why }: PolicyReport): string {
  const [only] = meetings
  if (meetings.length > 1) return ''
  const found = only === undefined ? mismatches : only.mismatches
  const text = mismatchText(found, only?.why ?? why)
  return text === '' ? '' : `: ${text}`
}

function effortText({ cost, microseconds, meetings }: PolicyReport): string {
  if (meetings.length === 0) return ''
  const time = microseconds === null ? '' : `${(microseconds / 1000).toFixed(2)} ms`
  const parts = [cost === 0 ? '' : `cost ${cost}`, time].filter((part) => part !== '')
  return parts.length === 0 ? '' : `(${parts.join(', ')})`
}

/** What came of nothing is told only where all is; of what does not match the line says it, but for a condition. */
function isTold(meeting: MeetingReport, policy: PolicyReport, detail: Detail): boolean {
  if (detail === 'all') return true
  if (meeting.outcome === 'passed' || meeting.outcome === 'unchanged') return meeting.round === 2
  if (meeting.outcome !== 'no-match') return true
  return policy.outcome === 'no-match' && (policy.meetings.length > 1 || hasConditions(meeting))
}

function hasConditions({ matchConditions }: MeetingReport): boolean {
  return matchConditions.length > 0
}
