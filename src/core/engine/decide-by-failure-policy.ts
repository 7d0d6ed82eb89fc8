import type { Decision, Finding } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { type MatchAnswer, matchBinding, matchResources } from '../matching/match-resources.ts'
import type { Candidate } from '../matching/policy-index.ts'
import type { Subject } from '../matching/subject.ts'
import { type Binding, isKubernetesKind } from '../policy/model.ts'
import { combine } from './combine.ts'
import { effectsOf } from './effects.ts'
import { noFacts } from './facts.ts'
import { findingOf } from './finding.ts'
import { podSecurityFailure } from './pod-security.ts'
import { newSession } from './session.ts'
import type { Snapshot } from './snapshot.ts'
import { type Subjects, subjectsOf } from './subjects.ts'
import { emptyVerdict, noteApplied } from './verdict.ts'

/** Why nothing can be evaluated, and the time of the request as in `Facts`. */
export interface Failure {
  readonly message: string
  readonly time: string
}

/**
 * The decision where nothing can be evaluated: of each policy whose failure policy is Fail every binding that means the
 * request by its rules and selectors does what it would do at an error. Where even matching fails, it counts as meant.
 */
export function decideByFailurePolicy(
  request: Request,
  snapshot: Snapshot,
  { message, time }: Failure,
): Decision {
  const verdict = emptyVerdict()
  const session = newSession(snapshot, { ...noFacts, time }, () => true)
  const subjects = subjectsOf(request, session)
  for (const candidate of snapshot.index.candidates(request)) {
    const findings = failuresOf(candidate, subjects, { message, time })
    if (findings.length === 0) continue
    noteApplied(verdict, candidate.compiled.policy.name)
    verdict.findings.push(...findings)
  }
  const isOpen = snapshot.subset?.failurePolicy === 'Ignore'
  const failure =
    snapshot.podSecurity && !isOpen
      ? podSecurityFailure(request, snapshot.podSecurity, message)
      : undefined
  if (failure !== undefined) verdict.findings.push(failure)
  return combine(request, verdict)
}

function failuresOf(
  candidate: Candidate,
  subjects: Subjects,
  { message, time }: Failure,
): readonly Finding[] {
  const { compiled } = candidate
  const { policy, bindings } = compiled
  if (policy.failurePolicy === 'Ignore') return []
  const meant = subjectsThatMayBeMeant(candidate, subjects)
  const isMeant = ({ match }: Binding): boolean =>
    meant === undefined || meant.some((subject) => mayMean(() => matchBinding(match, subject)))
  return bindings
    .filter(isMeant)
    .flatMap((binding) =>
      effectsOf(policy, binding, time).map((effect) =>
        findingOf(compiled, binding, effect, { cause: 'error', message }),
      ),
    )
}

/** Undefined where that cannot be said. */
function subjectsThatMayBeMeant(
  { compiled, mayJudgeRequest, mayJudgePodTemplate }: Candidate,
  subjects: Subjects,
): readonly Subject[] | undefined {
  try {
    if (!isKubernetesKind(compiled.policy) && subjects.finishesDeletion()) return []
    const own = mayJudgeRequest ? [subjects.own()] : []
    const pods = mayJudgePodTemplate ? subjects.pods() : []
    return [...own, ...pods].filter((subject) =>
      mayMean(() => matchResources(compiled.policy.match, subject)),
    )
  } catch {
    return undefined
  }
}

function mayMean(answer: () => MatchAnswer): boolean {
  try {
    return answer().kind !== 'no-match'
  } catch {
    return true
  }
}
