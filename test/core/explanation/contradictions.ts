import { isDeepStrictEqual } from 'node:util'
import type { Decision } from '#src/core/admission/decision.ts'
import type { Request } from '#src/core/admission/request.ts'
import { admit } from '#src/core/engine/admit.ts'
import type { Facts } from '#src/core/engine/facts.ts'
import type { Snapshot } from '#src/core/engine/snapshot.ts'
import { explain } from '#src/core/explanation/explain.ts'
import type { DecisionRecord, ExpressionRecord, Meeting } from '#src/core/explanation/record.ts'

/** In what the record of a request does not say what `admit` decides; nothing where there is no difference. */
export function contradictionsOf(
  request: Request,
  snapshot: Snapshot,
  facts: Facts,
): readonly string[] {
  const interrupted = () => false
  const admission = admit(request, snapshot, facts, interrupted)
  const explanation = explain(request, snapshot, facts, { interrupted })
  if (admission.kind === 'questions' || explanation.kind === 'questions') {
    return isDeepStrictEqual(admission, explanation) ? [] : ['another question is asked']
  }
  const { record } = explanation
  return [
    ...(isDeepStrictEqual(record.decision, admission.decision) ? [] : ['the decision is another']),
    ...contradictionsIn(record),
    ...expressionsOf(record).flatMap(contradictionsOfExpression),
  ]
}

function contradictionsIn({ decision, policies }: DecisionRecord): readonly string[] {
  const heard = policies.filter(({ outcome }) => outcome !== 'passed-over')
  const meetings = policies.flatMap((policy) => policy.meetings)
  const findings = heard.flatMap((policy) => policy.meetings).flatMap((one) => one.findings)
  const left = meetings.filter(({ outcome }) => outcome === 'no-match')
  const passedOver = policies.length - heard.length
  return [
    ...(hasSame(findings, decision.findings) ? [] : ['the findings are others']),
    ...(left.length + passedOver === decision.skips.length ? [] : ['others were skipped']),
    ...(isDeepStrictEqual(appliedIn(policies), appliedOf(decision)) ? [] : ['others applied']),
    ...(policies.some(({ outcome }) => outcome === 'denied') === !decision.allowed
      ? []
      : ['another verdict']),
    ...(freedIn(meetings) === decision.exemptions.length > 0 ? [] : ['other exemptions']),
  ]
}

function hasSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && others.every((one) => some.includes(one))
}

function appliedIn(policies: DecisionRecord['policies']): readonly string[] {
  const names = policies
    .filter(({ kind, meetings }) => kind !== 'PodSecurityConfiguration' && meetings.some(hasJudged))
    .map(({ name }) => name)
  return [...new Set(names)].toSorted()
}

/** Policies that left the request, and those that failed before they could judge, did not apply. */
function hasJudged({ validations, mutations, podSecurity, exemptions }: Meeting): boolean {
  const parts = validations.length + mutations.length + (podSecurity === null ? 0 : 1)
  const isLeftOut = mutations.length > 0 && exemptions.some(({ answer }) => answer === 'frees')
  return parts > 0 && !isLeftOut
}

function appliedOf({ applied }: Decision): readonly string[] {
  return applied.filter((name) => name !== 'PodSecurity').toSorted()
}

function freedIn(meetings: readonly Meeting[]): boolean {
  return meetings.some(({ exemptions }) => exemptions.some(({ answer }) => answer === 'frees'))
}

function expressionsOf({ policies }: DecisionRecord): readonly ExpressionRecord[] {
  return policies.flatMap(({ meetings }) =>
    meetings.flatMap((meeting) => [
      ...meeting.matchConditions.map((one) => one.expression),
      ...meeting.variables.map((one) => one.expression),
      ...meeting.validations.map((one) => one.expression),
      ...meeting.auditAnnotations.map((one) => one.expression),
      ...meeting.mutations.map((one) => one.expression),
    ]),
  )
}

/** The tree was traced after the evaluation, and must have come to the same. */
function contradictionsOfExpression({
  text,
  value,
  error,
  tree,
}: ExpressionRecord): readonly string[] {
  const [whole] = tree
  if (whole === undefined) return []
  const isSame =
    error === null ? whole.value === value : whole.error !== null && error.includes(whole.error)
  const found = whole.value ?? whole.error
  return isSame ? [] : [`the tree of ${text} is ${found}, not ${value ?? error}`]
}
