import { env } from 'node:process'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printJson } from '#src/core/index.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { inParallel } from './cel/parallel.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { seeded } from './objects/seeded.ts'
import { apiJudgement } from './policy-validation/api-judgement.ts'
import { brokenDocuments } from './policy-validation/breakages.ts'
import { difference, readsNoVariables } from './policy-validation/compare.ts'
import { exclusions } from './policy-validation/exclusions.ts'
import { goodDocuments } from './policy-validation/good-documents.ts'
import type { Judgement } from './policy-validation/judgement.ts'
import { ownJudgement } from './policy-validation/own-judgement.ts'

// `.ci/run --full` sets the first, the other tries another seed
const { SALLYPORT_FULL, SALLYPORT_POLICIES_SEED } = env
const seed = SALLYPORT_POLICIES_SEED ?? 'broken policies of 1.37'
const count = SALLYPORT_FULL === '1' ? 4000 : 400
const minutes = 60_000

let cluster: ControlPlane
let client: ApiClient

beforeAll(async () => {
  cluster = await startControlPlane()
  client = apiClient(cluster.kubeconfig)
})

afterAll(async () => {
  client?.close()
  await cluster?.stop()
})

test.for(goodDocuments.map((document) => ({ name: document['kind'], document })))(
  'a good $name is created, and we have no error',
  async ({ document }) => {
    expect(ownJudgement(document)).toEqual({ kind: 'accepted' })
    expect(await apiJudgement(client, document)).toEqual({ kind: 'accepted' })
  },
)

test(
  'what the API server does not create is an error here, field by field in its words, and the other way round',
  async () => {
    const all = brokenDocuments(seeded(seed), count)
    const documents = all.filter((document) => !exclusions.some(({ applies }) => applies(document)))
    const judged = await inParallel(documents, async (document) => ({
      document,
      ours: ownJudgement(document),
      theirs: await apiJudgement(client, document),
    }))
    const found = judged.flatMap(({ document, ours, theirs }) => {
      const differs = difference(document, ours, theirs)
      return differs === undefined ? [] : [{ differs, document: printJson(document) }]
    })
    const excluded = all.length - documents.length
    const text = inspect(found.slice(0, 5), { depth: 9, breakLength: 120 })
    expect(found.length === 0 ? '' : `${found.length} differ, seed ${seed}: ${text}`).toBe('')
    expect(counts(judged.map(({ theirs }) => theirs))).toSatisfy(isMixed)
    expect(excluded).toBeLessThan(count / 10)
    expect(judged.filter(({ document, theirs }) => isUnread(document, theirs)).length).toBeLessThan(
      count / 20,
    )
  },
  10 * minutes,
)

function counts(judgements: readonly Judgement[]): ReadonlyMap<Judgement['kind'], number> {
  const kinds = judgements.map(({ kind }) => kind)
  return new Map(
    (['accepted', 'undecodable', 'invalid'] as const).map((kind) => [
      kind,
      kinds.filter((one) => one === kind).length,
    ]),
  )
}

/** Each sort of answer is a tenth of them at least. */
function isMixed(found: ReadonlyMap<Judgement['kind'], number>): boolean {
  return [...found.values()].every((number) => number > count / 10)
}

/** Whether a text was not compared. */
function isUnread(document: Parameters<typeof readsNoVariables>[0], theirs: Judgement): boolean {
  return (
    theirs.kind === 'invalid' && theirs.causes.some((cause) => readsNoVariables(document, cause))
  )
}
