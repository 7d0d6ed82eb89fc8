import type { AuditAnnotationRecord, Budget, ExemptionRecord } from '../../../core/index.ts'
import { recordPlaceText } from '../../place-text.ts'
import type { Paint } from '../../reporters/reporter.ts'
import type { MeetingReport } from '../explain-report.ts'
import { circumstancesText } from './circumstances.ts'
import { controlLines } from './control-lines.ts'
import { expressionLines } from './expression-lines.ts'
import { indented } from './indented.ts'
import { mismatchText } from './match-text.ts'
import { mutationLines } from './mutation-lines.ts'
import type { Detail } from './tree-lines.ts'
import { validationLines } from './validation-lines.ts'

/** What a policy made of one subject, through one binding and with one param. */
export function meetingLines(
  meeting: MeetingReport,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const circumstances = circumstancesText(meeting, detail)
  const inside = [
    ...whyLines(meeting),
    ...conditionLines(meeting, detail, paint),
    ...controlLines(meeting, detail, paint),
    ...meeting.validations.flatMap((one) => validationLines(one, meeting, detail, paint)),
    ...meeting.mutations.flatMap((one) => mutationLines(one, detail, paint)),
    ...(detail === 'all' ? annotationLines(meeting.auditAnnotations, paint) : []),
    ...(detail === 'all' ? variableLines(meeting, paint) : []),
    ...exemptionLines(meeting, detail, paint),
    ...(detail === 'all' ? budgetLines(meeting.budgets, paint) : []),
  ]
  return circumstances === '' ? inside : [paint.faint(circumstances), ...indented(inside)]
}

/** What failed as a whole; what validations and controls say stands with them. */
function whyLines({
  outcome,
  why,
  mismatches,
  findings,
  validations,
  mutations,
  matchConditions,
  podSecurity,
}: MeetingReport): readonly string[] {
  if (outcome === 'no-match') {
    return matchConditions.length > 0 ? [] : [mismatchText(mismatches, why)]
  }
  const isSaidBelow =
    validations.some(({ verdict }) => verdict === 'fails' || verdict === 'error') ||
    mutations.some(({ verdict }) => verdict === 'error') ||
    podSecurity !== null
  if (why !== null) return why.split('\n')
  return isSaidBelow ? [] : [...new Set(findings.map(({ message }) => message))]
}

function conditionLines(
  { outcome, matchConditions }: MeetingReport,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const shown = matchConditions.filter(
    ({ expression: { value, error } }) =>
      detail === 'all' || (outcome === 'no-match' ? value === 'false' : error !== null),
  )
  return shown.flatMap(({ name, expression }) => [
    `match condition "${name}"  ${paint.faint(recordPlaceText(expression.place))}`,
    ...indented(expressionLines(expression, detail, paint)),
  ])
}

function annotationLines(
  annotations: readonly AuditAnnotationRecord[],
  paint: Paint,
): readonly string[] {
  return annotations.flatMap(({ key, expression }) => [
    `audit annotation ${key}  ${paint.faint(recordPlaceText(expression.place))}`,
    ...indented(expressionLines(expression, 'all', paint)),
  ])
}

function variableLines({ variables }: MeetingReport, paint: Paint): readonly string[] {
  return variables.flatMap(({ name, expression }) =>
    expression.cost === null
      ? [paint.faint(`variable ${name}  (not read)`)]
      : [
          `variable ${name}  ${paint.faint(recordPlaceText(expression.place))}`,
          ...indented(expressionLines(expression, 'all', paint)),
        ],
  )
}

/** Those that free from something, and those that nearly did. */
function exemptionLines(
  { outcome, exemptions }: MeetingReport,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const isSaid = outcome !== 'passed' || detail === 'all'
  return isSaid ? exemptions.flatMap((one) => exemptionLine(one, paint)) : []
}

function exemptionLine(
  { exemption, answer, why, expires, reason, requestedBy, place }: ExemptionRecord,
  paint: Paint,
): readonly string[] {
  const where = paint.faint(recordPlaceText(place))
  if (answer !== 'frees') return [`exemption ${exemption} does not free from it: ${why}  ${where}`]
  const asked = requestedBy === null ? '' : `, requested by ${requestedBy}`
  return [`exempt by ${exemption} until ${expires}: ${reason}${asked}  ${where}`]
}

const budgetNames: Readonly<Record<Budget['of'], string>> = {
  matchConditions: 'match conditions',
  validations: 'validations and their messages',
  auditAnnotations: 'audit annotations',
  mutation: 'mutation',
}

function budgetLines(budgets: readonly Budget[], paint: Paint): readonly string[] {
  return budgets.map(({ of, spent, limit }) =>
    paint.faint(`cost of ${budgetNames[of]}: ${spent} of ${limit}`),
  )
}
