import { type DecisionRecord, type Finding, type Meeting, printPath } from '../../core/index.ts'
import type { DoorReport, FindingReport, MeetingReport } from './explain-report.ts'

/** The record as it is printed; with a name only what concerns that policy. */
export function doorReport(
  { request, decision, policies }: DecisionRecord,
  { isCreated, policy }: { readonly isCreated: boolean; readonly policy: string | undefined },
): DoorReport {
  const { allowed, id, status, warnings, auditAnnotations, applied } = decision
  return {
    isCreated,
    request,
    decision: {
      allowed,
      id,
      message: status?.message ?? null,
      reason: status?.reason ?? null,
      code: status?.code ?? null,
      warnings,
      auditAnnotations,
      applied,
    },
    policies: policies
      .filter(({ name }) => policy === undefined || name === policy)
      .map((record) => ({ ...record, meetings: record.meetings.map(meetingReport) })),
  }
}

function meetingReport({ findings, ...meeting }: Meeting): MeetingReport {
  return { ...meeting, findings: findings.map(findingReport) }
}

function findingReport(finding: Finding): FindingReport {
  const { effect, cause, message, reason, code, index, validation, path, told } = finding
  return {
    validation: index ?? null,
    validationName: validation ?? null,
    effect,
    cause,
    message: told ?? message,
    reason,
    code,
    path: printPath(path ?? []),
    exemptionNote: finding.exemptionNote ?? null,
    enforceFrom: finding.enforceFrom ?? null,
  }
}
