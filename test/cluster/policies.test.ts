import { env } from 'node:process'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type Arena, type Ground, type JudgedCase, layGround, openArena } from './policies/arena.ts'
import { countsOf } from './policies/counts.ts'
import { engineSide } from './policies/engine-side.ts'
import { mutatingCase } from './policies/mutating.ts'
import { reportDifferences } from './policies/report-differences.ts'
import { serverSide } from './policies/server-side.ts'
import { validatingCase } from './policies/validating.ts'

// `.ci/run --full` sets the first; the others run a sequence of one's own, or one case of it, again
const { SALLYPORT_FULL, SALLYPORT_POLICIES_SEED, SALLYPORT_POLICIES_ONLY } = env
const seed = SALLYPORT_POLICIES_SEED ?? 'policies of 1.37'
const only = SALLYPORT_POLICIES_ONLY === undefined ? undefined : Number(SALLYPORT_POLICIES_ONLY)
const isFull = SALLYPORT_FULL === '1'
const share = isFull ? 1 : 0.1
const amount = { validating: 1_000 * share, mutating: 500 * share }
const slots = 25
const minutes = 60_000

let cluster: ControlPlane
let ground: Ground

beforeAll(async () => {
  cluster = await startControlPlane()
  ground = await layGround(cluster, slots)
}, 5 * minutes)

afterAll(async () => {
  ground?.client.close()
  await cluster?.stop()
})

describe.each([
  {
    name: 'validating policies, against the engine',
    makeCase: validatingCase,
    count: amount.validating,
    side: () => engineSide(ground.client),
    telling: ['policiesWithParamKind', 'matchConditions', 'warned', 'audited', 'denied'],
  },
  {
    name: 'mutating policies, against the server',
    makeCase: mutatingCase,
    count: amount.mutating,
    side: () => serverSide(cluster),
    telling: ['policiesWithParamKind', 'matchConditions', 'patched', 'denied'],
  },
] as const)('$name', ({ makeCase, count, side, telling }) => {
  let arena: Arena
  let judged: readonly JudgedCase[]

  beforeAll(async () => {
    arena = await openArena(cluster, ground, side())
    const indexes = only === undefined ? Array.from({ length: count }, (_, index) => index) : [only]
    judged = await arena.judge(indexes.map((index) => makeCase(seed, index)))
  }, 20 * minutes)

  afterAll(() => arena?.close())

  test('are taken by the API server', () => {
    expect(judged.flatMap(({ unfit }) => unfit ?? [])).toEqual([])
  })

  test(
    'lead to the same in the API server as in Sallyport as its webhook',
    async () => {
      expect(await reportDifferences(judged, { arena, seed, atOnce: slots })).toEqual([])
    },
    10 * minutes,
  )

  test.skipIf(only !== undefined)('come to something', async ({ annotate }) => {
    const counts = countsOf(judged)
    await annotate(inspect(counts))
    expect(counts.cases).toBeGreaterThanOrEqual(count)
    expect(counts.excluded).toBeLessThan(counts.requests / 8)
    for (const name of telling) expect(counts[name], name).toBeGreaterThan(count / 10)
  })
})
