import {
  type Answer,
  answerReview,
  type Decision,
  type Door,
  type JsonObject,
  type Question,
  questionKey,
  type Snapshot,
} from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'
import { accessAnswer } from '../cel/api-server.ts'
import { openHttpsDoor } from '../https-door.ts'
import type { OpenSide } from './sallyport-side.ts'
import { snapshotOf } from './snapshot-of.ts'

type Ask = (question: Question) => Promise<Answer>

/** The engine behind HTTPS in this process, a snapshot for each slot; what it cannot know the API server answers. */
export function engineSide(client: ApiClient): OpenSide {
  return async (context) => {
    const snapshots = new Map<string, Snapshot>()
    const decisions = new Map<string, Decision[]>()
    const door = await openHttpsDoor(async (path, body) => {
      const [, slot = '', place] = /^\/(\w+)\/(validate|mutate)/.exec(path) ?? []
      const snapshot = snapshots.get(slot)
      if (snapshot === undefined) throw new Error(`nothing is open at ${path}`)
      const { text, decision } = await answered(body, place as Door, snapshot, asking(client))
      decisions.set(slot, [...(decisions.get(slot) ?? []), decision])
      return text
    })
    return {
      urlFor: (slot, place) => `${door.url}/${slot}/${place}`,
      ca: door.ca,
      load: async (placed) => {
        for (const { policyCase, slot } of placed) {
          snapshots.set(slot, snapshotOf(policyCase, slot, context))
        }
      },
      taken: (slot) => {
        const taken = decisions.get(slot) ?? []
        decisions.delete(slot)
        return taken
      },
      stop: door.stop,
    }
  }
}

/** The answer to a review, once all that it asks is answered. */
export async function answered(
  body: Buffer | string,
  door: Door,
  snapshot: Snapshot,
  ask: Ask,
): Promise<{ readonly text: string; readonly decision: Decision }> {
  const answers = new Map<string, Answer>()
  for (;;) {
    const facts = { time: new Date().toISOString(), answers }
    const answer = answerReview(body, door, snapshot, facts, () => false)
    if (answer.kind === 'answered') {
      if (answer.cause !== undefined) throw answer.cause
      return answer
    }
    if (answer.kind === 'refused') throw new Error(answer.message)
    for (const question of answer.questions) answers.set(questionKey(question), await ask(question))
  }
}

function asking(client: ApiClient): Ask {
  return async (question) => {
    if (question.kind !== 'namespace') return accessAnswer(client, question)
    const { status, text } = await client.get(`/api/v1/namespaces/${question.name}`)
    if (status !== 200) return { kind: 'failed', message: text }
    return { kind: 'found', object: JSON.parse(text) as JsonObject }
  }
}
