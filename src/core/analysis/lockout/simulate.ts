import type { Decision } from '../../admission/decision.ts'
import type { Request, UserInfo } from '../../admission/request.ts'
import { type Journey, placed, requestFor } from '../../admission/request-for.ts'
import { admit } from '../../engine/admit.ts'
import { type Answer, type Question, questionKey, unanswered } from '../../engine/facts.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import { toMutatingDoor, toValidatingDoor } from '../../kubernetes/passage.ts'
import { applyPatch } from '../../mutation/json-patch.ts'
import type { JsonObject } from '../../source/json-value.ts'

/** A request as it came to a door, and what was decided. */
export interface Passed {
  readonly request: Request
  readonly decision: Decision
}

export interface Simulated {
  /** The mutating door, then, unless that refused, the validating one. */
  readonly passed: readonly Passed[]
  /** The object that would be stored. */
  readonly object: JsonObject
}

export interface Simulation {
  readonly snapshot: Snapshot
  /** RFC 3339. */
  readonly time: string
}

type Sent = Pick<Journey, 'operation' | 'namespace' | 'userInfo'>

const uid = '00000000-0000-0000-0000-000000000000'

/** Sends an object through both doors, decoded and defaulted as the API server does; what is updated was the same before. */
export function simulate(object: JsonObject, sent: Sent, simulation: Simulation): Simulated {
  const { kinds } = simulation.snapshot
  const journey = { ...sent, uid, kinds }
  const way = wayOf(sent, simulation)
  const arrived = toMutatingDoor(placed(object, journey), way).object
  const old = sent.operation === 'CREATE' ? {} : { oldObject: arrived }
  const request = requestFor(arrived, { ...journey, ...old, door: 'mutate' })
  const mutation = { request, decision: decide(request, simulation) }
  const mutated = patched(arrived, mutation.decision)
  if (!mutation.decision.allowed) return { passed: [mutation], object: mutated }
  const after = toValidatingDoor({ before: arrived, after: mutated }, way).object
  const second = requestFor(after, { ...journey, ...old, door: 'validate' })
  const validation = { request: second, decision: decide(second, simulation) }
  return { passed: [mutation, validation], object: after }
}

function wayOf({ namespace, userInfo = {} }: Sent, { snapshot, time }: Simulation) {
  const { kinds, objectsOf, kubernetesVersion: version } = snapshot
  return {
    kinds,
    surroundings: {
      ...{ objectsOf, version, time: time.replace(/\.\d+Z$/, 'Z') },
      ...(namespace === undefined ? {} : { namespace }),
      user: named(userInfo),
    },
  }
}

function named(userInfo: UserInfo) {
  return { ...userInfo, username: userInfo.username ?? '' }
}

function decide(request: Request, { snapshot, time }: Simulation): Decision {
  const answers = new Map<string, Answer>()
  for (;;) {
    const result = admit(request, snapshot, { time, answers }, () => false)
    if (result.kind === 'decision') return result.decision
    for (const question of result.questions) answers.set(questionKey(question), answerTo(question))
  }
}

/** A namespace has no labels but its name, and nobody has rights of a policy's own making. */
function answerTo(question: Question): Answer {
  if (question.kind === 'namespace') return { kind: 'found', object: bareNamespace(question.name) }
  if (question.kind === 'pods') return { kind: 'listed', objects: [] }
  if (question.kind === 'access') return { kind: 'reviewed', status: { allowed: false } }
  return unanswered(question)
}

function bareNamespace(name: string): JsonObject {
  const labels = { 'kubernetes.io/metadata.name': name }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

function patched(object: JsonObject, { patch }: Decision): JsonObject {
  const result = applyPatch(object, patch)
  return result.kind === 'patched' ? (result.value as JsonObject) : object
}
