import { requestFor } from '../../admission/request-for.ts'
import { admit } from '../../engine/admit.ts'
import { type Answer, type Question, questionKey, unanswered } from '../../engine/facts.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import { kindOfObject } from '../../kubernetes/kinds.ts'
import { mergeTypeOf, metadataOnly } from '../../kubernetes/merge-type-of.ts'
import { toMutatingDoor } from '../../kubernetes/passage.ts'
import { policyIndex } from '../../matching/policy-index.ts'
import { applyPatch } from '../../mutation/json-patch.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { jsonEqual } from '../../source/equal.ts'
import type { JsonObject } from '../../source/json-value.ts'
import { comparable } from './comparable.ts'

/** An object after policies. */
interface Run {
  readonly object: JsonObject
  /** Those that changed something, by name. */
  readonly changedBy: readonly string[]
}

/** Mutates objects as the API server would, by policies in an order of the caller's; counts how often. */
export interface Runner {
  readonly run: (policies: readonly CompiledPolicy[], object: JsonObject) => Run
  /** Whether two objects of a kind mean the same. */
  readonly isSame: (one: JsonObject, other: JsonObject) => boolean
  readonly runs: () => number
  /** Whether there have been as many runs as there may be. */
  readonly isExhausted: () => boolean
}

const time = '2000-01-01T00:00:00Z'

/**
 * At most so many runs, each followed by the API server's defaults. What policies refuse, and mutations that fail, leave the
 * object as it is.
 */
export function newRunner(snapshot: Snapshot, mostRuns: number): Runner {
  let runs = 0
  return {
    run: (policies, object) => {
      runs += 1
      return runOnce(policies, object, snapshot)
    },
    isSame: (one, other) => {
      const kind = kindOfObject(snapshot.kinds, one)
      const type = kind === undefined ? metadataOnly : mergeTypeOf(kind)
      return jsonEqual(comparable(one, type), comparable(other, type))
    },
    runs: () => runs,
    isExhausted: () => runs >= mostRuns,
  }
}

/** The object as it comes to the mutating door; undefined where it cannot be decoded. */
export function atDoor(object: JsonObject, { kinds, policySet }: Snapshot): JsonObject | undefined {
  const surroundings = { objectsOf: () => [], version: policySet.kubernetesVersion, time }
  const arrival = toMutatingDoor(object, { kinds, surroundings })
  return arrival.problems.some(({ kind }) => kind === 'undecodable') ? undefined : arrival.object
}

function runOnce(policies: readonly CompiledPolicy[], object: JsonObject, snapshot: Snapshot): Run {
  const { kinds } = snapshot
  const policySet = { ...snapshot.policySet, policies }
  const own = { ...snapshot, policySet, index: policyIndex(policies) }
  const request = requestFor(object, { door: 'mutate', uid: '0', kinds })
  const { patch, changes } = decide(request, own)
  const result = applyPatch(object, patch)
  if (result.kind !== 'patched') return { object, changedBy: [] }
  const changedBy = [...new Set(changes.map(({ policy }) => policy))]
  if (changedBy.length === 0) return { object, changedBy }
  const mutated = result.value as JsonObject
  return { object: atDoor(mutated, snapshot) ?? mutated, changedBy }
}

/** Asks until there are no more questions: namespaces exist, with no labels of their own. */
function decide(request: Parameters<typeof admit>[0], snapshot: Snapshot) {
  const answers = new Map<string, Answer>()
  for (;;) {
    const answer = admit(request, snapshot, { time, answers }, () => false)
    if (answer.kind === 'decision') return answer.decision
    const open = answer.questions.filter((question) => !answers.has(questionKey(question)))
    if (open.length === 0) throw new Error('a question that has an answer was asked again')
    for (const question of open) answers.set(questionKey(question), answerTo(question))
  }
}

function answerTo(question: Question): Answer {
  if (question.kind !== 'namespace') return unanswered(question)
  const labels = { 'kubernetes.io/metadata.name': question.name }
  const metadata = { name: question.name, labels }
  return { kind: 'found', object: { apiVersion: 'v1', kind: 'Namespace', metadata } }
}
