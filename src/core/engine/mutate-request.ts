import type { PatchOperation } from '../admission/patch-operation.ts'
import type { Request } from '../admission/request.ts'
import { annotationsOf, kindOf } from '../kubernetes/object.ts'
import { settlerOf } from '../kubernetes/settle.ts'
import type { Candidate } from '../matching/policy-index.ts'
import { answerObject } from '../mutation/answer-object.ts'
import { diff } from '../mutation/diff.ts'
import { applyPatch } from '../mutation/json-patch.ts'
import { isKubernetesKind } from '../policy/model.ts'
import { jsonEqual } from '../source/equal.ts'
import type { JsonObject } from '../source/json-value.ts'
import { carryOut } from './carry-out.ts'
import type { Encounter } from './encounter.ts'
import { invocationKey, type Journey, roundSubjects } from './journey.ts'
import { meet } from './meet.ts'
import type { Session } from './session.ts'
import { subjectsOf } from './subjects.ts'
import { type Hearing, noteMissed } from './validate-request.ts'
import { emptyVerdict, type Verdict } from './verdict.ts'

/** What the mutating policies made of a request's object. */
export interface Mutation {
  readonly verdict: Verdict
  /** Gives the mutated object when applied to the request's; empty where nothing changed. */
  readonly patch: readonly PatchOperation[]
}

/**
 * Every mutating policy in its order, each seeing what the ones before made, then once more those that were invoked and ask
 * for it (`IfNeeded`), where any mutation was carried out, even one that changed nothing.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/reinvocationcontext.go
 */
export function mutateRequest(request: Request, session: Session): Mutation {
  const verdict = emptyVerdict()
  const original = request.object
  const candidates = session.snapshot.index.candidates(request)
  if (original === null || candidates.length === 0) return { verdict, patch: [] }
  const journey = departure(request, original, session)
  runRound(candidates, journey)
  if (journey.wasMutated && !isDenied(journey)) {
    const { object, settler } = journey
    journey.object = { ...object, held: settler.atEnd(object.held) }
    journey.round = 'again'
    runRound(candidates.filter(mayCountAgain), journey)
  }
  return { verdict: journey.verdict, patch: isDenied(journey) ? [] : patchOf(original, journey) }
}

function departure(request: Request, original: JsonObject, session: Session): Journey {
  const { kinds, policySet } = session.snapshot
  return {
    request,
    session,
    verdict: emptyVerdict(),
    settler: settlerOf(original, kinds, policySet.kubernetesVersion),
    object: { held: original, written: original },
    finishesDeletion: subjectsOf(request, session).finishesDeletion,
    reinvocable: new Set(),
    round: 'first',
    wasMutated: false,
    isRefused: false,
  }
}

function isDenied({ verdict }: Journey): boolean {
  return verdict.findings.some(({ effect }) => effect === 'deny')
}

function patchOf(original: JsonObject, { object, settler }: Journey): readonly PatchOperation[] {
  return provenPatch(original, answerObject(object, settler.atEnd))
}

/** The patch between two objects, applied once to prove that it gives the second. */
function provenPatch(before: JsonObject, after: JsonObject): readonly PatchOperation[] {
  if (before === after) return []
  const patch = diff(before, after)
  const result = applyPatch(before, patch)
  if (result.kind === 'patched' && jsonEqual(result.value, after)) return patch
  throw new Error('the patch does not give the object that the policies made')
}

/** A policy that is not run again may still fail: Kubernetes evaluates the match conditions of all. */
function mayCountAgain({ compiled: { policy } }: Candidate): boolean {
  return (
    policy.reinvocationPolicy === 'IfNeeded' ||
    (isKubernetesKind(policy) && policy.matchConditions.length > 0)
  )
}

function runRound(candidates: readonly Candidate[], journey: Journey): void {
  const { inMotion, asTheyStand } = roundSubjects(journey)
  for (const candidate of candidates) {
    const { compiled } = candidate
    if (!isKubernetesKind(compiled.policy) && isLeftAlone(journey)) {
      journey.session.observer?.observe({ kind: 'left-alone', compiled })
      continue
    }
    meet(candidate, inMotion, journey.session, (_, encounter) => {
      const { session, verdict } = journey
      const hearing = { compiled, subjects: asTheyStand(), session, verdict }
      if (!journey.isRefused) takeUp(encounter, hearing, journey)
    })
  }
}

/** What our own kinds never change. */
function isLeftAlone({ object, finishesDeletion }: Journey): boolean {
  return isMirrorPod(object.held) || finishesDeletion()
}

/** A mirror Pod only shows a static Pod: the kubelet owns it. */
function isMirrorPod(object: JsonObject): boolean {
  return (
    kindOf(object) === 'Pod' && Object.hasOwn(annotationsOf(object), 'kubernetes.io/config.mirror')
  )
}

function takeUp(encounter: Encounter, hearing: Hearing, journey: Journey): void {
  const { compiled } = hearing
  const { round } = journey
  const isFirst = round === 'first'
  if (encounter.kind !== 'applies') {
    const counts = isFirst || encounter.kind === 'failed'
    if (!counts) return
    hearing.session.observer?.observe({ kind: 'met', compiled, encounter, round })
    noteMissed(encounter, hearing)
    return
  }
  const key = invocationKey(compiled, encounter)
  if (!isFirst && !journey.reinvocable.has(key)) return
  hearing.session.observer?.observe({ kind: 'met', compiled, encounter, round })
  carryOut(encounter, hearing, journey)
  if (isFirst && compiled.policy.reinvocationPolicy === 'IfNeeded') journey.reinvocable.add(key)
}
