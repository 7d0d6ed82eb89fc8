import type { Request } from '../admission/request.ts'
import { nameOf, namespaceOf } from '../kubernetes/object.ts'
import type { Settler } from '../kubernetes/settle.ts'
import type { Subject } from '../matching/subject.ts'
import type { TwofoldObject } from '../mutation/answer-object.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { MatchResources } from '../policy/model.ts'
import { printPointer } from '../source/json-pointer.ts'
import type { Encounter } from './encounter.ts'
import type { Session } from './session.ts'
import { type Subjects, subjectsOf } from './subjects.ts'
import type { Verdict } from './verdict.ts'

/** An object on its way through the mutating policies; filled in place. */
export interface Journey {
  readonly request: Request
  readonly session: Session
  readonly verdict: Verdict
  readonly settler: Settler
  object: TwofoldObject
  /** Whether the request, as it came, only goes on with a deletion. */
  readonly finishesDeletion: () => boolean
  /** Invocations that are run once more where any mutation was carried out. */
  readonly reinvocable: Set<string>
  round: 'first' | 'again'
  /** Whether a mutation was carried out in this round, even one that changed nothing. */
  wasMutated: boolean
  /** Whether the request is refused whatever failure policies say: then nothing more is looked at. */
  isRefused: boolean
}

type Applies = Extract<Encounter, { kind: 'applies' }>

/** An invocation: a policy with one of its bindings, a param and, of ours, a subject. */
export function invocationKey(
  { policy }: CompiledPolicy,
  { binding, scope, subject }: Applies,
): string {
  const { params } = scope
  return printPointer([
    policy.kind,
    policy.name,
    binding.name,
    namespaceOf(params),
    nameOf(params),
    ...subject.at.map(String),
  ])
}

/** What the policies of a round look at. */
export interface RoundSubjects {
  /** What matches is asked of the object at the start of the round, what is judged is the object as it stands. */
  readonly inMotion: Subjects
  readonly asTheyStand: () => Subjects
}

export function roundSubjects(journey: Journey): RoundSubjects {
  const { request, session } = journey
  const start = subjectsOf({ ...request, object: journey.object.held }, session)
  let current = start
  const asTheyStand = (): Subjects => {
    const { held } = journey.object
    if (current.request.object !== held) {
      current = subjectsOf({ ...request, object: held }, session)
    }
    return current
  }
  const asJudged = (subject: Subject, { match }: CompiledPolicy['policy']): Subject =>
    sameSubject(asTheyStand(), subject, match) ?? subject
  return { inMotion: { ...start, asJudged }, asTheyStand }
}

function sameSubject(
  subjects: Subjects,
  { at, conversion }: Subject,
  match: MatchResources,
): Subject | undefined {
  if (conversion !== undefined) return subjects.inVersion(match)?.subject
  if (at.length === 0) return subjects.own()
  const place = printPointer(at)
  return subjects.pods().find((pod) => printPointer(pod.at) === place)
}
