import { randomUUID } from 'node:crypto'
import type { JsonObject } from '#src/core/index.ts'
import { type ApiClient, apiClient } from '../api-client.ts'
import type { AuditEvent } from '../audit-log.ts'
import { chunksOf, inParallel } from '../cel/parallel.ts'
import type { ControlPlane } from '../control-plane.ts'
import { eventually } from '../wait.ts'
import type { Answer } from './answer.ts'
import { type AnswerDifference, differenceOf } from './compare-answers.ts'
import { exclusionOf } from './exclusions.ts'
import { normalForm } from './normal-form.ts'
import { isOrdered, type PlacedCase, type PolicyCase } from './policy-case.ts'
import { register, unregisterAll, untilInForce } from './registrations.ts'
import type { Sent } from './requests.ts'
import type { OpenSide, SallyportSide } from './sallyport-side.ts'
import { type Arm, filled, filledObject, slotNames } from './space.ts'
import { makeSpaces, readContext } from './spaces.ts'
import { webhooksFor } from './webhooks-for.ts'

/** Where the same policies and requests meet the API server itself and Sallyport as its webhook. */
export interface Arena {
  /** Judges any number of cases, as many at once as there are slots. */
  readonly judge: (cases: readonly PolicyCase[]) => Promise<readonly JudgedCase[]>
  readonly close: () => Promise<void>
}

export interface JudgedCase {
  readonly policyCase: PolicyCase
  /** What the API server has against the policies themselves; then no request was sent. */
  readonly unfit?: string
  readonly requests: readonly JudgedRequest[]
}

export interface JudgedRequest {
  readonly sent: Sent
  readonly inTree: Answer
  readonly own: Answer
  readonly difference: AnswerDifference | undefined
  /** Why the answers are not compared, if they are not. */
  readonly excluded?: string
}

/** The ground of arenas: spaces for both arms in every slot. */
export interface Ground {
  readonly client: ApiClient
  readonly slots: readonly string[]
  readonly context: readonly JsonObject[]
}

/** Makes `size` slots. */
export async function layGround(cluster: ControlPlane, size: number): Promise<Ground> {
  const client = apiClient(cluster.kubeconfig)
  const slots = slotNames(size)
  await makeSpaces(cluster, client, slots)
  return { client, slots, context: await readContext(client) }
}

/** Of several arenas on one ground only one may judge at a time. */
export async function openArena(
  cluster: ControlPlane,
  { client, slots, context }: Ground,
  openSide: OpenSide,
): Promise<Arena> {
  const own = await openSide(context)
  const audit = auditedBy(cluster.followAuditEvents())
  const judgeBatch = async (cases: readonly PolicyCase[]): Promise<readonly JudgedCase[]> => {
    const placed = cases.map((policyCase, index) => ({ policyCase, slot: slots[index] as string }))
    await own.load(placed)
    for (const configuration of webhooksFor(placed, own)) await must(client, configuration)
    const problems = await inParallel(placed, (one) => registerCase(client, one))
    await untilInForce(client, `marker-${randomUUID().slice(0, 8)}`)
    const judged = await inParallel(placed, async (one) => {
      const { policyCase } = one
      const unfit = problems[placed.indexOf(one)]
      return unfit === undefined
        ? { policyCase, requests: await judgeCase(one, { client, own, audit }) }
        : { policyCase, unfit, requests: [] }
    })
    await unregisterAll(client)
    return judged
  }
  return {
    judge: async (cases) => {
      const judged: JudgedCase[] = []
      for (const batch of chunksOf(cases, slots.length)) judged.push(...(await judgeBatch(batch)))
      return judged
    },
    close: own.stop,
  }
}

async function must(client: ApiClient, document: JsonObject): Promise<void> {
  const problem = await register(client, document)
  if (problem !== undefined) throw new Error(problem)
}

/** The first thing that the API server has against one of the documents. */
async function registerCase(
  client: ApiClient,
  { policyCase, slot }: PlacedCase,
): Promise<string | undefined> {
  for (const document of policyCase.documents) {
    const problem = await register(client, filledObject(document, slot, 'tree'))
    if (problem !== undefined) return problem
  }
  return undefined
}

interface Tools {
  readonly client: ApiClient
  readonly own: SallyportSide
  readonly audit: Audit
}

/** One request after the other, so that what the engine decides is known to be about this one. */
async function judgeCase(place: PlacedCase, tools: Tools): Promise<readonly JudgedRequest[]> {
  const exchanges: Exchange[] = []
  for (const sent of place.policyCase.requests) {
    const inTree = await exchange(sent, 'tree', place, tools)
    const own = await exchange(sent, 'hook', place, tools)
    exchanges.push({ sent, inTree, own })
  }
  const ordered = { isOrdered: isOrdered(place.policyCase) }
  return Promise.all(
    exchanges.map(async (one) => {
      const [inTree, own] = [await one.inTree(), await one.own()]
      const excluded = exclusionOf(place.policyCase, one.sent)
      return excluded === undefined
        ? { sent: one.sent, inTree, own, difference: differenceOf(inTree, own, ordered) }
        : { sent: one.sent, inTree, own, difference: undefined, excluded }
    }),
  )
}

/** Answers that can be told when the audit log has them. */
interface Exchange {
  readonly sent: Sent
  readonly inTree: () => Promise<Answer>
  readonly own: () => Promise<Answer>
}

async function exchange(
  { method, path, contentType, body }: Sent,
  arm: Arm,
  { slot }: PlacedCase,
  { client, own, audit }: Tools,
): Promise<() => Promise<Answer>> {
  const answer = await client.send({
    method,
    ...(contentType === undefined ? {} : { contentType }),
    path: filled(path, slot, arm),
    ...(body === undefined ? {} : { body: filled(body, slot, arm) }),
  })
  const decisions = own.taken(slot)
  return async () => {
    const annotations = await audit(answer.auditId)
    return normalForm({ ...answer, annotations }, slot, decisions)
  }
}

type Audit = (auditId: string) => Promise<Readonly<Record<string, string>>>

/** The annotations of an event, which is written soon after its request is answered. */
function auditedBy(next: () => readonly AuditEvent[]): Audit {
  const events = new Map<string, Readonly<Record<string, string>>>()
  return (auditId) =>
    eventually(`the request ${auditId} is in the audit log`, () => {
      if (!events.has(auditId)) {
        for (const { auditID, annotations = {} } of next()) events.set(auditID, annotations)
      }
      const annotations = events.get(auditId)
      if (annotations === undefined) throw new Error('it is not')
      events.delete(auditId)
      return annotations
    })
}
