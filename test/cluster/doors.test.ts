import { env } from 'node:process'
import { inspect, isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeReview } from '#src/core/admission/decode-review.ts'
import { type JsonObject, printJson, requestFor } from '#src/core/index.ts'
import { customKinds } from '#src/core/kubernetes/custom/custom-kinds.ts'
import { decodeMetadata } from '#src/core/kubernetes/decode/decode-metadata.ts'
import { builtInKindsOnly, type Kinds, kindsWith } from '#src/core/kubernetes/kinds.ts'
import { hasCorpora, whereCorporaAre } from '#test/conformance/corpora.ts'
import { clusterOnly, isOfClock } from './cluster-only.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type DoorRecorder, type Passage, recordDoors } from './door-recorder.ts'
import { type DoorVerdict, doorVerdict, type Identity, type Outcome } from './door-verdict.ts'
import { customSamples, type Sample, samples, type Wanted } from './objects/samples.ts'
import { readShapes } from './objects/shapes.ts'
import { whyUnseen } from './objects/unseen-kinds.ts'
import { writtenObjects } from './objects/written-objects.ts'
import { type OfflineCluster, offlinePassage } from './offline-passage.ts'
import { eventually } from './wait.ts'

// biome-ignore lint/style/noProcessEnv: the one setting of this test; `.ci/run --full` sets it
const isFull = env['SALLYPORT_FULL'] === '1'
const amount = isFull
  ? { written: 40, grown: 2000, filled: 20, varied: 8 }
  : { written: 5, grown: 8, filled: 3, varied: 3 }
const seed = 'doors of 1.37'
const namespace = 'doors'
const limited = 'narrows'
const atOnce = 8

let cluster: ControlPlane
let recorder: DoorRecorder
let wanted: Wanted

beforeAll(async () => {
  cluster = await startControlPlane()
  for (const name of [namespace, limited]) await cluster.createNamespace(name)
  await create('custom-kinds.yaml')
  await create('surroundings.yaml')
  recorder = await recordDoors(cluster)
  const { served, client } = recorder
  const apiVersions = [...new Set(served.map(({ apiVersion }) => apiVersion))]
  const custom = writtenObjects('custom-kinds.yaml').length
  const shapes = await eventually('the OpenAPI has the custom kinds', async () => {
    const read = await readShapes(client, apiVersions)
    const found = [...read.keys()].filter((kind) => kind.startsWith('harbour.example/'))
    if (found.filter((kind) => !kind.endsWith('List')).length < custom) throw new Error(`${found}`)
    return read
  })
  wanted = { served, shapes, namespace, seed, amount }
})

afterAll(async () => {
  await recorder?.stop()
  await cluster?.stop()
})

interface Judged extends DoorVerdict {
  readonly sample: Sample
  readonly requestFaults: readonly string[]
}

describe('objects of built-in kinds', () => {
  let judged: readonly Judged[]

  beforeAll(async () => {
    judged = await judge(samples(wanted), { kinds: builtInKindsOnly, objects: await held() })
  }, 600_000)

  test(`the manifests of real projects are among them (${whereCorporaAre})`, ({ skip }) => {
    skip(!hasCorpora, 'the corpora are missing')
    expect(judged.filter(({ sample }) => sample.name.endsWith('.yaml')).length).toBe(412)
  })

  test('the least of every kind passes both doors, but for kinds of which webhooks are never asked', () => {
    const least = judged.filter(({ sample }) => /^minimal [^:]*$/.test(sample.name))
    const outcomes = new Map(least.map(({ sample, outcome }) => [titleOf(sample.parcel), outcome]))
    for (const served of recorder.served) {
      if (!served.verbs.includes('create') || served.apiVersion.includes('.example/')) continue
      const unseen = whyUnseen(served)
      expect
        .soft(outcomes.get(titleOf(served)), unseen ?? served.kind)
        .toBe(unseen === undefined ? 'passed both doors' : 'never at a door')
    }
  })

  test('of no other kinds webhooks are not asked', () => {
    const unasked = judged.filter(({ outcome }) => outcome === 'never at a door')
    const unseen = new Set(recorder.served.filter(whyUnseen).map(titleOf))
    expect(new Set(unasked.map(({ sample }) => titleOf(sample.parcel)))).toEqual(unseen)
  })

  test('each door sees what was worked out, and what cannot be decoded is refused in the same words', () => {
    expect(faultsOf(judged)).toEqual([])
  })

  test('each review has the request that was worked out', () => {
    expect(judged.flatMap(({ requestFaults }) => requestFaults)).toEqual([])
  })

  test('how far they came', async ({ annotate }) => {
    const counts = countOf(judged)
    await annotate(inspect(counts))
    expect(counts['passed both doors']).toBeGreaterThan(300)
    expect(counts.undecodable).toBeGreaterThan(300)
    expect(counts['refused after the mutating door']).toBeGreaterThan(300)
  })

  test('every row of the table of what only a cluster knows is needed', () => {
    const needed = new Set(judged.flatMap(({ rows }) => rows))
    const unneeded = clusterOnly.filter((row) => !needed.has(row) && !isOfClock(row))
    expect(unneeded.map(({ path, kinds }) => ({ path, kinds }))).toEqual([])
  })
})

describe('objects of custom kinds', () => {
  let judged: readonly Judged[]

  beforeAll(async () => {
    const { kinds, problems } = customKinds(writtenObjects('custom-kinds.yaml'), decodeMetadata)
    expect(problems).toEqual([])
    judged = await judge(customSamples(wanted), { kinds: kindsWith(kinds), objects: await held() })
  }, 600_000)

  test('each review has the request that was worked out', () => {
    expect(judged.flatMap(({ requestFaults }) => requestFaults)).toEqual([])
  })

  test('each door sees what was worked out, and what cannot be decoded is refused in the same words', () => {
    expect(faultsOf(judged)).toEqual([])
  })

  test('how far they came', async ({ annotate }) => {
    const counts = countOf(judged)
    await annotate(inspect(counts))
    expect(counts['passed both doors']).toBeGreaterThan(30)
    expect(counts.undecodable).toBeGreaterThan(10)
  })
})

async function create(file: Parameters<typeof writtenObjects>[0]): Promise<void> {
  const items = writtenObjects(file)
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  const { code, stderr } = await cluster.kubectl(['create', '-f', '-'], { input: list })
  if (code !== 0) throw new Error(stderr)
}

/** What the plugins look at, as the cluster holds it. */
async function held(): Promise<readonly JsonObject[]> {
  const kinds = [
    'serviceaccounts',
    'limitranges',
    'priorityclasses',
    'runtimeclasses',
    'storageclasses',
    'ingressclasses',
    'nodes',
  ]
  const args = ['get', kinds.join(), '--all-namespaces', '-o', 'json']
  const { stdout, stderr } = await cluster.kubectl(args)
  if (stdout === '') throw new Error(stderr)
  return (JSON.parse(stdout) as { readonly items: readonly JsonObject[] }).items
}

async function judge(list: readonly Sample[], offline: OfflineCluster): Promise<readonly Judged[]> {
  const judged: Judged[] = []
  const entries = list.values()
  const work = async () => {
    for (const sample of entries) {
      const { parcel } = sample
      const passage = await recorder.send(parcel)
      const workedOut = offlinePassage(offline, parcel, passage)
      judged.push({
        sample,
        ...doorVerdict(parcel, passage, workedOut),
        requestFaults: requestFaultsOf(offline.kinds, sample, passage),
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return judged
}

/** Where a review's request is not what the object at that door leads to; all but its options. */
function requestFaultsOf(
  kinds: Kinds,
  { name, parcel }: Sample,
  passage: Passage,
): readonly string[] {
  return (['mutating', 'validating'] as const).flatMap((place) => {
    const request = passage[place]
    if (request === undefined) return []
    const door = place === 'mutating' ? 'mutate' : 'validate'
    const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request }
    const decoded = decodeReview(printJson(review), door)
    if (decoded.kind !== 'request') return [`${name}: ${JSON.stringify(decoded)}`]
    const { uid, userInfo, object, options } = decoded.request
    const { namespace } = parcel
    const way = { door, uid, userInfo, namespace, kinds, dryRun: true } as const
    const { isOnlyOne: _, ...workedOut } = requestFor(object ?? {}, way)
    const whole = { ...workedOut, options, ...ofGeneratedNamespace(object) }
    return isDeepStrictEqual(decoded.request, whole)
      ? []
      : [`${name} ${place}: cluster ${inspect(decoded.request)}, offline ${inspect(whole)}`]
  })
}

/** The namespace of a Namespace's request is its name as it was sent, and stays empty when that is generated. */
function ofGeneratedNamespace(object: JsonObject | null): { readonly namespace?: string } {
  const { name, generateName } = { ...(object?.['metadata'] as JsonObject | undefined) }
  const isGenerated = generateName !== undefined && String(name).startsWith(String(generateName))
  return object?.['kind'] === 'Namespace' && isGenerated ? { namespace: '' } : {}
}

/** The first of them, with the object that was sent. */
function faultsOf(judged: readonly Judged[]): readonly string[] {
  return judged
    .filter(({ faults }) => faults.length > 0)
    .slice(0, 30)
    .map(
      ({ sample, faults }) =>
        `${sample.name}\n${faults.join('\n')}\n${sample.parcel.body.slice(0, 1_000)}`,
    )
}

function countOf(judged: readonly Judged[]): Partial<Readonly<Record<Outcome, number>>> {
  const counts = new Map<Outcome, number>()
  for (const { outcome } of judged) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return Object.fromEntries(counts)
}

function titleOf({ apiVersion, kind }: Identity): string {
  return `${apiVersion} ${kind}`
}
