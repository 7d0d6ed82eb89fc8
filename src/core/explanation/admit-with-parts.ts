import type { Finding } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { type Admission, admitIn } from '../engine/admit.ts'
import type { Encounter } from '../engine/encounter.ts'
import type { Facts } from '../engine/facts.ts'
import type { Observer } from '../engine/observer.ts'
import { newSession } from '../engine/session.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { partsOfValidation } from './parts.ts'

/** What `admit` answers, and with each finding that somebody is told the values of its expression's parts. */
export function admitWithParts(
  request: Request,
  snapshot: Snapshot,
  facts: Facts,
  interrupted: () => boolean,
): Admission {
  const { observer, meetings } = newListener()
  const admission = admitIn(newSession(snapshot, facts, interrupted, observer), request)
  if (admission.kind === 'questions' || meetings.size === 0) return admission
  const { decision } = admission
  const findings = decision.findings.map((finding) => withParts(finding, meetings.get(finding)))
  return { kind: 'decision', decision: { ...decision, findings } }
}

/** The policy and the encounter that a finding came of. */
interface Meeting {
  readonly compiled: CompiledPolicy
  readonly encounter: Encounter
}

function withParts(finding: Finding, meeting: Meeting | undefined): Finding {
  const { index } = finding
  const scope = meeting?.encounter.scope
  if (meeting === undefined || scope === undefined || index === undefined) return finding
  const parts = partsOfValidation(meeting.compiled, index, scope)
  return parts.length === 0 ? finding : { ...finding, parts }
}

/** Remembers where the findings come from that users are told. */
function newListener(): {
  readonly observer: Observer
  readonly meetings: ReadonlyMap<Finding, Meeting>
} {
  const meetings = new Map<Finding, Meeting>()
  let current: Meeting | undefined
  const observer: Observer = {
    keepsEvaluations: false,
    observe: (event) => {
      if (event.kind === 'met') current = event
      if (event.kind !== 'said' || event.freedBy !== undefined || current === undefined) return
      for (const finding of event.findings) {
        if (finding.effect !== 'audit') meetings.set(finding, current)
      }
    },
  }
  return { observer, meetings }
}
