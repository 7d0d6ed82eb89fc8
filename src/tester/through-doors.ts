import {
  type Admission,
  type Answer,
  admit,
  applyPatch,
  type Decision,
  type Journey,
  type JsonObject,
  type KubernetesVersion,
  type PassageProblem,
  placed,
  printPath,
  type Question,
  questionKey,
  type Request,
  requestFor,
  type Snapshot,
  toMutatingDoor,
  toValidatingDoor,
  type Unknown,
  type Way,
} from '../core/index.ts'

/** What a cluster that exists in files only knows, and what it says when it is asked. */
export interface PretendedCluster {
  readonly snapshot: Snapshot
  /** The time of the request, RFC 3339; empty where nobody says it, and then what has a date is enforced. */
  readonly time: string
  readonly kubernetesVersion: KubernetesVersion
  readonly answer: (question: Question) => Answer
}

/** What both doors said of an object, and what became of it. */
export interface Passage {
  /** The mutating door's decision, then, unless that refused, the validating door's. */
  readonly decisions: readonly Decision[]
  /** The object after the mutations. */
  readonly object: JsonObject
}

/** The same for an object that went the whole way through the API server. */
export interface WholePassage extends Passage {
  /** What was wrong with it when it was sent; with an undecodable value it came to no door. */
  readonly problems: readonly PassageProblem[]
  /** What is wrong with it since a policy changed it. */
  readonly mutationProblems: readonly PassageProblem[]
  /** What at the last door is not as in a cluster. */
  readonly unknown: readonly Unknown[]
  readonly isKnownKind: boolean
}

/** Sends an object through both doors as it is: what the first one makes of it comes to the second. */
export function throughDoors(
  object: JsonObject,
  journey: Omit<Journey, 'door'>,
  cluster: PretendedCluster,
): Passage {
  const { kinds } = cluster.snapshot
  const request = requestFor(object, { ...journey, kinds, door: 'mutate' })
  const mutation = decide(request, cluster)
  const mutated = patched(request.object ?? object, mutation)
  if (!mutation.allowed) return { decisions: [mutation], object: mutated }
  const validation = decide({ ...request, door: 'validate', object: mutated }, cluster)
  return { decisions: [mutation, validation], object: mutated }
}

/** Sends an object through the API server and both doors: decoded, defaulted and completed on its way. */
export function throughApiServer(
  object: JsonObject,
  journey: Omit<Journey, 'door' | 'kinds'>,
  cluster: PretendedCluster,
): WholePassage {
  const { kinds } = cluster.snapshot
  const sent = placed(object, { ...journey, kinds })
  const way = wayOf(requestFor(sent, { ...journey, kinds, door: 'mutate' }), cluster)
  const arrival = toMutatingDoor(sent, way)
  const { problems, isKnown: isKnownKind } = arrival
  const before = { problems, mutationProblems: [], isKnownKind }
  if (problems.some(isUndecodable)) return { ...before, ...arrival, problems, decisions: [] }
  const request = requestFor(arrival.object, { ...journey, kinds, door: 'mutate' })
  const mutation = decide(request, cluster)
  const mutated = mutation.patch.length === 0 ? arrival.object : patched(arrival.object, mutation)
  const { unknown } = arrival
  if (!mutation.allowed) return { ...before, decisions: [mutation], object: mutated, unknown }
  const next = toValidatingDoor({ before: arrival.object, after: mutated }, way)
  const after = { ...before, mutationProblems: next.problems, object: next.object }
  if (next.problems.some(isUndecodable)) return { ...after, decisions: [mutation], unknown }
  const second = requestFor(next.object, { ...journey, kinds, door: 'validate' })
  return {
    ...after,
    decisions: [mutation, decide({ ...second, namespace: request.namespace }, cluster)],
    unknown: distinct([...unknown, ...next.unknown]),
  }
}

/** The same may be unknown at both doors. */
function distinct(unknown: readonly Unknown[]): readonly Unknown[] {
  return unknown.filter((one, index) => unknown.findIndex((other) => isSame(one, other)) === index)
}

function isSame(one: Unknown, other: Unknown): boolean {
  return one.what === other.what && printPath(one.path) === printPath(other.path)
}

function isUndecodable({ kind }: PassageProblem): boolean {
  return kind === 'undecodable'
}

function wayOf({ namespace, userInfo }: Request, cluster: PretendedCluster): Way {
  const { snapshot, time, kubernetesVersion } = cluster
  const { kinds, objectsOf } = snapshot
  return {
    kinds,
    surroundings: {
      objectsOf,
      version: kubernetesVersion,
      time: time.replace(/\.\d+Z$/, 'Z'),
      namespace,
      user: { ...userInfo, username: userInfo.username ?? '' },
    },
  }
}

function decide(request: Request, { snapshot, time, answer }: PretendedCluster): Decision {
  return answered((answers) => admit(request, snapshot, { time, answers }, () => false), answer)
    .decision
}

type WithQuestions<Result> = Result | Extract<Admission, { kind: 'questions' }>

/** Asks until there are no more questions; each is answered once. */
export function answered<Result extends { readonly kind: string }>(
  ask: (answers: ReadonlyMap<string, Answer>) => WithQuestions<Result>,
  answer: (question: Question) => Answer,
): Exclude<Result, { kind: 'questions' }> {
  const answers = new Map<string, Answer>()
  for (;;) {
    const result = ask(answers)
    if (result.kind !== 'questions') return result as Exclude<Result, { kind: 'questions' }>
    const { questions } = result as Extract<Admission, { kind: 'questions' }>
    const open = questions.filter((question) => !answers.has(questionKey(question)))
    if (open.length === 0) throw new Error('a question that has an answer was asked again')
    for (const question of open) answers.set(questionKey(question), answer(question))
  }
}

function patched(object: JsonObject, { patch }: Decision): JsonObject {
  const result = applyPatch(object, patch)
  if (result.kind === 'patched') return result.value as JsonObject
  throw new Error(`the patch does not apply: ${result.message}`)
}
