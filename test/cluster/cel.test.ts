import { env } from 'node:process'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiServer, apiServer } from './cel/api-server.ts'
import { evaluated, isUndecided, withLibraries, withRefusals, withVerdicts } from './cel/compare.ts'
import { type Sample, samplesOf } from './cel/expressions.ts'
import { formsOf } from './cel/forms.ts'
import { type GoCel, type GoJudgement, goDeclarations, startGoCel } from './cel/go-cel.ts'
import { differencesIn } from './cel/report.ts'
import {
  readSurroundings,
  recordSubjects,
  type Subject,
  type Surroundings,
  valuesOf,
} from './cel/subjects.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'

// `.ci/run --full` sets the first; the others run a sequence of one's own, or one expression of it, again
const { SALLYPORT_FULL, SALLYPORT_CEL_SEED, SALLYPORT_CEL_ONLY } = env
const seed = SALLYPORT_CEL_SEED ?? 'expressions of 1.37'
const only = SALLYPORT_CEL_ONLY === undefined ? undefined : Number(SALLYPORT_CEL_ONLY)
const share = SALLYPORT_FULL === '1' ? 1 : 0.1
/** The libraries judge ten times as many as the API server, in less time. */
const amount = { libraries: 25_000 * share, apiServer: 2_500 * share }
const expressionsInPolicy = 8
const minutes = 60_000

let cluster: ControlPlane
let api: ApiServer
let go: GoCel
let surroundings: Surroundings
let values: ReadonlyMap<Subject, ReturnType<typeof valuesOf>>
let samples: readonly Sample[]

beforeAll(async () => {
  cluster = await startControlPlane()
  api = apiServer(cluster)
  const subjects = await recordSubjects(cluster)
  surroundings = await readSurroundings(cluster)
  values = new Map(subjects.map((subject) => [subject, valuesOf(subject, surroundings)]))
  go = startGoCel()
  for (const [subject, named] of values) go.define(subject.name, named)
  const declared = goDeclarations().find(({ stored, mutation }) => stored && !mutation)
  const forms = formsOf(declared?.overloads ?? [])
  samples = samplesOf({ seed, count: amount.libraries, only }, forms, subjects, surroundings)
}, 5 * minutes)

afterAll(async () => {
  await go?.stop()
  api?.close()
  await cluster?.stop()
})

test(
  'type, value, error and cost are those of the libraries of Kubernetes',
  async () => {
    const comparison = withLibraries(go, values)
    expect(await differencesIn(samples, comparison, { seed })).toEqual([])
  },
  10 * minutes,
)

test(
  'what does not compile as a validation of a new policy is refused in the words of the API server',
  async () => {
    expect(await differencesIn(few(), withRefusals(api), { seed })).toEqual([])
  },
  10 * minutes,
)

test(
  'values and run-time errors lead to the verdicts of the API server under both failure policies',
  async () => {
    const comparison = withVerdicts(api, go, surroundings, expressionsInPolicy)
    const alone = withVerdicts(api, go, surroundings, 1)
    expect(await differencesIn(few(), comparison, { seed, alone, atOnce: 24 })).toEqual([])
  },
  10 * minutes,
)

test.skipIf(only !== undefined)('the expressions come to something', async ({ annotate }) => {
  const judgements = await evaluated(go, few())
  const counts = countsOf(judgements)
  await annotate(inspect(counts))
  expect(counts.compile).toBeGreaterThan(few().length / 10)
  expect(counts.error).toBeGreaterThan(few().length / 10)
  expect(counts.value).toBeGreaterThan(few().length / 3)
  expect(counts.undecided).toBeLessThan(few().length / 30)
  expect(counts.typedDiffers).toBeLessThan(few().length / 30)
})

function few(): readonly Sample[] {
  return samples.slice(0, amount.apiServer)
}

function countsOf(judgements: readonly GoJudgement[]) {
  const having = (part: 'compile' | 'error' | 'value') =>
    judgements.filter((judgement) => judgement[part] !== undefined).length
  return {
    compile: having('compile'),
    error: having('error'),
    value: having('value'),
    undecided: judgements.filter(isUndecided).length,
    typedDiffers: judgements.filter(({ typedDiffers }) => typedDiffers).length,
  }
}
