import type { ExemptionUse } from '../admission/decision.ts'
import { exemptionConditionsHold, exemptionSelects } from '../matching/exemption-matches.ts'
import { type KnownName, knownName, nameOfPods } from '../matching/known-name.ts'
import { noLookups } from '../matching/lookups.ts'
import type { MatchAnswer } from '../matching/match-resources.ts'
import type { Subject } from '../matching/subject.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { titleOf } from '../policy/exemption.ts'
import { frees, type Grant, type PolicyPart } from '../policy/exemption-grants.ts'
import { hasCome } from '../policy/moment.ts'
import { controlOf, type Session } from './session.ts'
import type { Subjects } from './subjects.ts'

/** Whether what a policy says of a subject counts. */
type Freedom =
  | { readonly kind: 'freed'; readonly by: Grant }
  /** It counts. `note`: an exemption that would have freed from it, and why it does not. */
  | { readonly kind: 'held'; readonly note: string | undefined }

/** What the exemptions from one policy say of one subject; each is asked once, when its answer is first needed. */
export type AskExemptions = (part: PolicyPart) => Freedom

/** What a policy met, and what else there is of the request. */
interface Met {
  readonly subject: Subject
  readonly subjects: Subjects
}

/**
 * The exemptions from a policy for what it judges. Of a Pod that a workload describes both may be exempt, the Pod and the
 * workload. An exemption counts from the namespaces that may exempt, until its end; at an unknown time none does.
 */
export function askExemptions(
  { policy }: CompiledPolicy,
  met: Met,
  session: Session,
): AskExemptions {
  const grants = session.snapshot.exemptions.grantsOf(policy)
  if (grants.length === 0) return nobodyIsExempt
  const known = new Map<Grant['exempted'], Standing>()
  const standingOf = ({ exempted }: Grant): Standing => {
    const standing = known.get(exempted) ?? standingFor(exempted, met, session)
    known.set(exempted, standing)
    return standing
  }
  return (part) => {
    const meant = grants.filter((grant) => frees(grant, part))
    const by = meant.find((grant) => standingOf(grant).kind === 'counts')
    return by === undefined ? heldWith(meant.map(standingOf)) : { kind: 'freed', by }
  }
}

function heldWith(standings: readonly Standing[]): Freedom {
  const notes = new Set(standings.flatMap((one) => (one.kind === 'idle' ? [one.note] : [])))
  return notes.size === 0 ? held : { kind: 'held', note: [...notes].slice(0, maxNotes).join('; ') }
}

/** What is noted of an exemption that was made use of. */
export function exemptionUse(
  { exempted }: Grant,
  { policy }: CompiledPolicy,
  freed: Pick<ExemptionUse, 'index' | 'validation' | 'control' | 'message'>,
): ExemptionUse {
  const { exemption } = exempted
  return {
    exemption: titleOf(exemption),
    policyKind: policy.kind,
    policy: policy.name,
    ...freed,
    expires: exemption.expires,
    reason: exemption.reason,
    requestedBy: exemption.requestedBy,
  }
}

const held: Freedom = { kind: 'held', note: undefined }
const nobodyIsExempt: AskExemptions = () => held
const maxNotes = 3

/** Whether an exemption is for the subject, and whether it counts. */
type Standing =
  | { readonly kind: 'counts' }
  | { readonly kind: 'for-others' }
  | { readonly kind: 'idle'; readonly note: string }

const counts: Standing = { kind: 'counts' }
const forOthers: Standing = { kind: 'for-others' }

function standingFor(exempted: Grant['exempted'], met: Met, session: Session): Standing {
  const title = titleOf(exempted.exemption)
  const idleness = idlenessOf(exempted, session)
  const answers = judgedBy(met).map((judged) => answerOf(exempted, judged, session))
  session.observer?.observe({ kind: 'exemption', exempted, answers, idleness })
  if (answers.some(({ kind }) => kind === 'match')) {
    return idleness === undefined ? counts : idle(`exemption ${title} ${idleness}`)
  }
  const failure = answers.find((answer) => answer.kind === 'error')
  return failure === undefined || idleness !== undefined
    ? forOthers
    : idle(`exemption ${title} failed: ${failure.message}`)
}

function idle(note: string): Standing {
  return { kind: 'idle', note }
}

/** Why an exemption frees nobody; undefined where it may. */
function idlenessOf(
  { exemption }: Grant['exempted'],
  { snapshot, facts }: Session,
): string | undefined {
  const { namespace, end, expires } = exemption
  if (!snapshot.exemptions.isHonoured(namespace)) {
    return `is not honoured: namespace "${namespace}" may not exempt`
  }
  const ended = hasCome(end, facts.time)
  if (ended === undefined) return 'is not honoured: the time of the request is not known'
  return ended ? `expired ${expires}` : undefined
}

interface Judged {
  readonly subject: Subject
  readonly name: KnownName
}

/** What an exemption may be for: the request, and the Pod of its template where that is judged. */
function judgedBy({ subject, subjects }: Met): readonly Judged[] {
  const own = subject.at.length === 0 ? subject : subjects.own()
  const name = knownName(own.request)
  return subject === own
    ? [{ subject, name }]
    : [
        { subject, name: nameOfPods(name) },
        { subject: own, name },
      ]
}

/** The conditions of one that may not exempt are not evaluated: nobody spends the budget of others. */
function answerOf(
  exempted: Grant['exempted'],
  { subject, name }: Judged,
  session: Session,
): MatchAnswer {
  const selected = exemptionSelects(exempted, subject, name)
  const mayExempt = session.snapshot.exemptions.isHonoured(exempted.exemption.namespace)
  if (selected.kind !== 'match' || !mayExempt) return selected
  const { request, namespace, access, requestValue, shared } = subject
  const control = controlOf(session)
  return exemptionConditionsHold(exempted, {
    request,
    params: null,
    namespace,
    access,
    requestValue,
    lookups: noLookups,
    shared,
    control,
  })
}
