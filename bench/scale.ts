import { decodeReview } from '../src/core/admission/decode-review.ts'
import type { Request } from '../src/core/admission/request.ts'
import { admit } from '../src/core/engine/admit.ts'
import { noFacts } from '../src/core/engine/facts.ts'
import { loadPolicies } from '../src/core/engine/load-policies.ts'
import { createSnapshot, type Snapshot } from '../src/core/engine/snapshot.ts'
import type { SourceText } from '../src/core/source/document.ts'
import { cpuMicros, median, ratio, spread } from './figures.ts'
import { loading } from './loading.ts'
import { memory } from './memory.ts'
import { namespaceName, namespaceTexts, paramTexts, policyTexts } from './population.ts'
import { reviews } from './review.ts'

const manyPolicies = 1000
const manyNamespaces = 10_000
const few = 10

/** What a set costs that is large where the request is not concerned: time of a review, loading, memory. */
export const scale = {
  name: 'scale',
  title: `many policies, many namespaces (a Pod's review in the engine alone)`,
  run: async ({ quick }: { readonly quick: boolean }): Promise<readonly string[]> => {
    const rounds = quick ? 5 : 41
    const contests = [ofOtherKinds(), ofOtherNamespaces(), ...inNamespaces()]
    return [
      ...contests.map(({ name, goal, judges }) => {
        const [control, ours] = inTurn(judges, rounds)
        return line(name, goal, ours, control)
      }),
      ...loading(manyPolicies, quick ? 3 : 9),
      ...(await memory({ policies: manyPolicies, namespaces: manyNamespaces, matching: few })),
    ]
  },
} as const

interface Contest {
  readonly name: string
  readonly goal: number | undefined
  /** The control, and ours. */
  readonly judges: readonly [Judge, Judge]
}

/** Reviews a request of that number. */
type Judge = (index: number) => void

function ofOtherKinds(): Contest {
  const policies = (count: number) => policyTexts(count, { pods: few })
  return {
    name: `${manyPolicies} policies of which ${few} match / ${few} policies`,
    goal: 1.1,
    judges: bothOf([few, manyPolicies], (count) =>
      judgeIn(snapshotOf(policies(count), namespaceTexts(few)), few),
    ),
  }
}

/** What cannot be told from the kind of a request alone is asked of every policy. */
function ofOtherNamespaces(): Contest {
  const elsewhere = { matchLabels: { stage: 'test' } }
  const policies = (count: number) => policyTexts(count, { pods: few, elsewhere })
  return {
    name: `the same, the others kept away by a namespaceSelector`,
    goal: undefined,
    judges: bothOf([few, manyPolicies], (count) =>
      judgeIn(snapshotOf(policies(count), namespaceTexts(few)), few),
    ),
  }
}

/** Requests from ten of them, and from all of them in turn, whose objects no cache of the processor holds. */
function inNamespaces(): readonly Contest[] {
  const policies = [
    ...policyTexts(few, { pods: few }),
    { name: 'namespaces.yaml', text: asksForNamespaces },
  ]
  const [small, large] = bothOf([few, manyNamespaces], (count) =>
    snapshotOf(policies, [...namespaceTexts(count), ...paramTexts(count)]),
  )
  return [
    {
      name: `${manyNamespaces} namespaces with params / ${few} namespaces, requests from ${few}`,
      goal: 1.05,
      judges: [judgeIn(small, few), judgeIn(large, few)],
    },
    {
      name: 'the same, with requests from all',
      goal: undefined,
      judges: [judgeIn(small, few), judgeIn(large, manyNamespaces)],
    },
  ]
}

/** Reads the namespace in every way that there is: selector, expression, params by name and by label. */
const asksForNamespaces = ['name: limits', 'selector: {matchLabels: {use: params}}']
  .map(
    (paramRef, index) => `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: namespaces-${index}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
    namespaceSelector:
      matchLabels: {stage: production}
  paramKind: {apiVersion: v1, kind: ConfigMap}
  paramRef: {${paramRef}, parameterNotFoundAction: Deny}
  validations:
    - expression: size(object.spec.containers) <= int(params.data.containers)
    - expression: namespaceObject.metadata.labels.stage == 'production'
`,
  )
  .join('---\n')

function judgeIn(snapshot: Snapshot, namespaces: number): Judge {
  const names = Array.from({ length: namespaces }, (_, index) => namespaceName(index))
  return (index) => {
    const why = refusal(podIn(names[index % namespaces] ?? ''), snapshot)
    if (why !== undefined) throw new Error(`the Pod should be allowed: ${why}`)
  }
}

function bothOf<A, B>([first, second]: readonly [A, A], make: (from: A) => B): readonly [B, B] {
  return [make(first), make(second)]
}

const reviewsInRound = 500

/** Microseconds of processor time a review, by round, of two that take turns. */
function inTurn(
  [control, ours]: readonly [Judge, Judge],
  rounds: number,
): readonly [readonly number[], readonly number[]] {
  const figures: readonly [number[], number[]] = [[], []]
  let index = 0
  const micros = (judge: Judge) =>
    cpuMicros(() => {
      for (let review = 0; review < reviewsInRound; review++) judge(index + review)
    }) / reviewsInRound
  for (let round = -warmUp; round < rounds; round++) {
    const first = micros(round % 2 === 0 ? control : ours)
    const second = micros(round % 2 === 0 ? ours : control)
    index += reviewsInRound
    if (round < 0) continue
    figures[round % 2 === 0 ? 0 : 1].push(first)
    figures[round % 2 === 0 ? 1 : 0].push(second)
  }
  return figures
}

const warmUp = 6

function snapshotOf(policies: readonly SourceText[], context: readonly SourceText[]): Snapshot {
  const loaded = loadPolicies(policies, { kubernetesVersion: '1.37' })
  const created = createSnapshot({ policies: loaded.policies, context })
  const [problem] = [...loaded.problems, ...created.problems]
  if (problem !== undefined) throw new Error(`${problem.source}: ${problem.message}`)
  return created.snapshot
}

const decoded = decodeReview(reviews.pod(), 'validate')

function podIn(namespace: string): Request {
  if (decoded.kind !== 'request') throw new Error(decoded.message)
  return { ...decoded.request, namespace }
}

/** Why the request is not allowed. */
function refusal(request: Request, snapshot: Snapshot): string | undefined {
  const answer = admit(request, snapshot, noFacts, () => false)
  return answer.kind === 'decision' ? answer.decision.status?.message : 'there are questions'
}

function line(
  name: string,
  goal: number | undefined,
  ours: readonly number[],
  control: readonly number[],
): string {
  const ratios = ours.map((micros, round) => ratio(micros, control[round] ?? Number.NaN))
  const [a, b] = [ours, control].map((micros) => median(micros).toFixed(1))
  const verdict =
    goal === undefined ? '' : `   goal ≤ ${goal}: ${median(ratios) <= goal ? 'reached' : 'missed'}`
  return `${name}\n    CPU µs           ${spread(ratios)}   medians ${a} / ${b}${verdict}`
}
