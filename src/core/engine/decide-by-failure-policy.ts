import type { Decision } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { matchResources } from '../matching/match-resources.ts'
import type { Candidate } from '../matching/policy-index.ts'
import { combine } from './combine.ts'
import { noFacts } from './facts.ts'
import { findingOf } from './finding.ts'
import { podSecurityFailure } from './pod-security.ts'
import { newSession } from './session.ts'
import type { Snapshot } from './snapshot.ts'
import { type Subjects, subjectsOf } from './subjects.ts'
import { emptyVerdict, noteApplied } from './verdict.ts'

/**
 * The decision where nothing can be evaluated: each policy that means the request by its rules and selectors refuses or
 * lets pass as its failure policy says. Where even matching fails, the policy counts as meant.
 */
export function decideByFailurePolicy(
  request: Request,
  snapshot: Snapshot,
  message: string,
): Decision {
  const verdict = emptyVerdict()
  const session = newSession(snapshot, noFacts, () => true)
  const subjects = subjectsOf(request, session)
  for (const candidate of snapshot.index.candidates(request)) {
    const { compiled } = candidate
    if (compiled.policy.failurePolicy === 'Ignore' || !isMeant(candidate, subjects)) continue
    noteApplied(verdict, compiled.policy.name)
    const said = { cause: 'error', message } as const
    verdict.findings.push(findingOf(compiled, compiled.bindings[0], 'deny', said))
  }
  const failure = snapshot.podSecurity && podSecurityFailure(request, snapshot.podSecurity, message)
  if (failure !== undefined) verdict.findings.push(failure)
  return combine(request, verdict)
}

function isMeant(candidate: Candidate, subjects: Subjects): boolean {
  const { compiled, mayJudgeRequest, mayJudgePodTemplate } = candidate
  try {
    const own = mayJudgeRequest ? [subjects.own()] : []
    const pod = mayJudgePodTemplate ? subjects.pod() : undefined
    const meant = pod === undefined ? own : [...own, pod]
    return meant.some((subject) =>
      compiled.bindings.some(({ match }) =>
        [compiled.policy.match, match].every(
          (wanted) => matchResources(wanted, subject).kind !== 'no-match',
        ),
      ),
    )
  } catch {
    return true
  }
}
