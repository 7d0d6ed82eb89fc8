import type { Request } from '../../admission/request.ts'
import { type Answer, type Question, questionKey } from '../../engine/facts.ts'
import { newSession } from '../../engine/session.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import { type Subjects, subjectsOf } from '../../engine/subjects.ts'
import { matchBinding, matchResources } from '../../matching/match-resources.ts'
import type { Candidate } from '../../matching/policy-index.ts'
import type { Subject } from '../../matching/subject.ts'
import type { MatchResources, Place, Policy } from '../../policy/model.ts'
import { bindingMatchPlace, matchPlace } from './points-of.ts'
import { matchKey } from './points-of-match.ts'
import { hit, hitKey, type Tally } from './tally.ts'

/** What is needed to see what a request meets: the answers that the engine gets as well. */
export type AnswerQuestion = (question: Question) => Answer

interface Watching {
  readonly snapshot: Snapshot
  readonly tally: Tally
  readonly answer: AnswerQuestion
}

/** Counts which rules, exclusions and selectors of the candidates and their bindings mean the request, or leave it. */
export function watchMatch(
  candidates: readonly Candidate[],
  request: Request,
  watching: Watching,
): void {
  const subjects = answeredSubjects(request, watching)
  for (const candidate of candidates) {
    for (const subject of subjectsFor(candidate, subjects)) {
      watchSubject(candidate, subject, watching.tally)
    }
  }
}

/** Subjects that know the namespace that the engine will know when it has asked. */
function answeredSubjects(request: Request, { snapshot, answer }: Watching): Subjects {
  const asking = newSession(snapshot, { time: '', answers: new Map() }, () => false)
  subjectsOf(request, asking).own().namespace()
  const answers = new Map<string, Answer>(
    [...asking.questions.values()].map((question) => [questionKey(question), answer(question)]),
  )
  return subjectsOf(
    request,
    newSession(snapshot, { time: '', answers }, () => false),
  )
}

function subjectsFor(
  { compiled: { policy }, mayJudgeRequest, mayJudgePodTemplate }: Candidate,
  subjects: Subjects,
): readonly Subject[] {
  const own = mayJudgeRequest ? [subjects.inVersion(policy.match)?.subject ?? subjects.own()] : []
  return mayJudgePodTemplate ? [...own, ...subjects.pods()] : own
}

function watchSubject({ compiled }: Candidate, subject: Subject, tally: Tally): void {
  const { policy, bindings } = compiled
  const isMatch = (match: MatchResources) => matchResources(match, subject).kind === 'match'
  if (!watchFields(policy.match, { at: matchPlace(policy), policy, tally, isMatch })) return
  for (const binding of bindings) {
    if (binding.match === undefined) continue
    watchFields(binding.match, {
      at: bindingMatchPlace(binding),
      policy,
      tally,
      isMatch: (match) => matchBinding(match, subject).kind === 'match',
    })
  }
}

interface Fields {
  readonly at: Place
  readonly policy: Policy
  readonly tally: Tally
  readonly isMatch: (match: MatchResources) => boolean
}

/** Field by field, as the engine does, up to the first that leaves the subject; whether none does. */
function watchFields(match: MatchResources, { at, policy, tally, isMatch }: Fields): boolean {
  const { resourceRules = [], excludeResourceRules = [], matchPolicy } = match
  const rest = matchPolicy === undefined ? {} : { matchPolicy }
  const note = (outcome: string, ...steps: readonly (string | number)[]) =>
    hit(tally, policy, hitKey(matchKey(at, ...steps), outcome))
  const meant = resourceRules.map((rule) => isMatch({ ...rest, resourceRules: [rule] }))
  for (const [index, means] of meant.entries()) if (means) note('matches', 'resourceRules', index)
  if (meant.length > 0 && !meant.includes(true)) return false
  const excluded = excludeResourceRules.map(
    (rule) => !isMatch({ ...rest, excludeResourceRules: [rule] }),
  )
  for (const [index, excludes] of excluded.entries()) {
    if (excludes) note('matches', 'excludeResourceRules', index)
  }
  if (excluded.includes(true)) return false
  return (['objectSelector', 'namespaceSelector'] as const).every((field) => {
    const selector = match[field]
    if (selector === undefined) return true
    const selects = isMatch({ ...rest, [field]: selector })
    note(selects ? 'selects' : 'passes over', field)
    return selects
  })
}
