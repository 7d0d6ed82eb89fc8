import {
  type Admission,
  type AdmissionRequest,
  type Answer,
  type Arrival,
  admitWithParts,
  applyPatch,
  type Decision,
  fieldOf,
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
import type { Ground, ObjectKind } from './ground.ts'

/** What a cluster that exists in files only knows, and what it says when it is asked. */
export interface PretendedCluster extends StagedCluster {
  readonly answer: (question: Question) => Answer
}

/** What of it the API server's own stages ask for. */
export interface StagedCluster {
  readonly snapshot: Snapshot
  /** The time of the request, RFC 3339; empty where nobody says it, and then what has a date is enforced. */
  readonly time: string
  readonly kubernetesVersion: KubernetesVersion
  /** Absent where files stand for the cluster. */
  readonly ground?: Pick<Ground, 'looksAt' | 'lacksFieldsOf' | 'hasAll'>
  /** Is told every request that comes to a door. */
  readonly heard?: (request: Request) => void
}

/** What both doors said of an object, and what became of it. */
export interface Passage {
  /** The mutating door's decision, then, unless that refused, the validating door's. */
  readonly decisions: readonly Decision[]
  /** The object at the mutating door. */
  readonly arrived: JsonObject
  /** The object after the mutations; of a deletion the object as it was. */
  readonly object: JsonObject
}

/** The same for an object that went the whole way through the API server. */
export interface WholePassage extends Passage {
  /** What was wrong with it when it was sent; with an undecodable value it came to no door. */
  readonly problems: readonly PassageProblem[]
  /** What is wrong with it since a policy changed it. */
  readonly mutationProblems: readonly MutationProblem[]
  /** What at the last door is not as in a cluster. */
  readonly unknown: readonly Unknown[]
  readonly isKnownKind: boolean
  readonly resource: AdmissionRequest['resource']
  readonly namespace: string
}

/** A field that a mutation brings is known: the engine refuses a patch and a merge with any other. */
export type MutationProblem = PassageProblem & {
  readonly kind: Exclude<PassageProblem['kind'], 'unknown-field'>
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
  const arrived = request.object ?? object
  const mutated = patched(arrived, mutation)
  if (!mutation.allowed) return { decisions: [mutation], arrived, object: mutated }
  const sent = request.object === null ? null : mutated
  const validation = decide({ ...request, door: 'validate', object: sent }, cluster)
  return { decisions: [mutation, validation], arrived, object: mutated }
}

/** Shows an object to the validating door as it is: as a creation, without what a first door would make of it. */
export function asItStands(
  object: JsonObject,
  sent: Sent,
  cluster: PretendedCluster,
): WholePassage {
  const { kinds } = cluster.snapshot
  const request = requestFor(object, { ...sent, kinds, door: 'validate' })
  const { resource, namespace } = request
  return {
    ...{ decisions: [decide(request, cluster)], arrived: object, object },
    ...nothingFound,
    ...{ isKnownKind: isKnown(object, cluster), resource, namespace },
  }
}

const nothingFound = { problems: [], mutationProblems: [], unknown: [] } as const

function isKnown(object: JsonObject, { snapshot, ground }: StagedCluster): boolean {
  const { apiVersion, kind } = kindOf(object)
  const isKnownKind = snapshot.kinds.find(apiVersion, kind) !== undefined
  if (!isKnownKind) ground?.lacksFieldsOf({ apiVersion, kind })
  return isKnownKind
}

/** How an object is sent; one that is updated or deleted says what the cluster holds of it. */
export type Sent = Omit<Journey, 'door' | 'kinds'>

/**
 * Sends an object through the API server and both doors: decoded, defaulted and completed on its way. What is deleted comes to
 * both doors as the cluster holds it.
 */
export function throughApiServer(
  object: JsonObject,
  sent: Sent,
  cluster: PretendedCluster,
): WholePassage {
  if (sent.operation === 'DELETE') return deletion(sent.oldObject ?? object, sent, cluster)
  return writing(object, sent, { cluster, judge: (request) => decide(request, cluster) })
}

/** What the API server would store of an object if no policy looked at it. */
export function throughStages(
  object: JsonObject,
  sent: Sent,
  cluster: StagedCluster,
): WholePassage {
  return writing(object, sent, { cluster, judge: () => undefined })
}

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/registry/rest/delete.go (AdmissionToValidateObjectDeleteFunc) */
function deletion(held: JsonObject, sent: Sent, cluster: PretendedCluster): WholePassage {
  const { kinds } = cluster.snapshot
  const request = requestFor(held, { ...sent, kinds, door: 'mutate' })
  const { resource, namespace } = request
  return {
    ...throughDoors(held, sent, cluster),
    ...nothingFound,
    ...{ isKnownKind: isKnown(held, cluster), resource, namespace },
  }
}

interface Doors {
  readonly cluster: StagedCluster
  /** Undefined where nobody is asked. */
  readonly judge: (request: Request) => Decision | undefined
}

function writing(object: JsonObject, sent: Sent, { cluster, judge }: Doors): WholePassage {
  const journey = { ...sent, kinds: cluster.snapshot.kinds }
  const home = placed(object, journey)
  const way = wayOf(requestFor(home, { ...journey, door: 'mutate' }), cluster)
  const arrival = toMutatingDoor(home, way)
  const { problems } = arrival
  if (!arrival.isKnown) cluster.ground?.lacksFieldsOf(kindOf(home))
  const unknown = stillUnknown(arrival.unknown, cluster)
  const request = requestFor(arrival.object, { ...journey, door: 'mutate' })
  const arrived = { ...arrival, unknown, request }
  if (problems.some(isUndecodable)) return passageOf(arrived, { object: arrival.object })
  const mutation = judge(request)
  const mutated = patched(arrival.object, mutation)
  const decisions = mutation === undefined ? none : [mutation]
  if (mutation?.allowed === false) return passageOf(arrived, { object: mutated, decisions })
  const next = toValidatingDoor({ before: arrival.object, after: mutated }, way)
  const after = {
    object: next.object,
    decisions,
    mutationProblems: next.problems.filter(isMutationProblem),
  }
  if (next.problems.some(isUndecodable)) return passageOf(arrived, after)
  const second = requestFor(next.object, { ...journey, door: 'validate' })
  const validation = judge({ ...second, namespace: request.namespace })
  return passageOf(arrived, {
    ...after,
    decisions: validation === undefined ? decisions : [...decisions, validation],
    unknown:
      next.unknown.length === 0 ? unknown : stillUnknown([...unknown, ...next.unknown], cluster),
  })
}

/** An object at the mutating door. */
interface Arrived extends Arrival {
  readonly request: Request
}

/** What has become of it since; the last door that it reached says what is not known. */
type Since = Pick<WholePassage, 'object'> &
  Partial<Pick<WholePassage, 'decisions' | 'mutationProblems' | 'unknown'>>

function passageOf(
  { request: { resource, namespace }, problems, isKnown: isKnownKind, ...arrived }: Arrived,
  { object, decisions = none, mutationProblems = none, unknown = arrived.unknown }: Since,
): WholePassage {
  return {
    decisions,
    arrived: arrived.object,
    object,
    problems,
    mutationProblems,
    unknown,
    isKnownKind,
    resource,
    namespace,
  }
}

const none: readonly never[] = []

function isMutationProblem(problem: PassageProblem): problem is MutationProblem {
  return problem.kind !== 'unknown-field'
}

function kindOf(object: JsonObject): ObjectKind {
  const [apiVersion, kind] = [fieldOf(object, 'apiVersion'), fieldOf(object, 'kind')]
  return { apiVersion: String(apiVersion ?? ''), kind: String(kind ?? '') }
}

/** What any object of a kind would decide is known where all of them are: there is none. */
function stillUnknown(unknown: readonly Unknown[], { ground }: StagedCluster) {
  return distinct(
    unknown.filter(
      ({ decidedBy }) =>
        decidedBy === undefined ||
        decidedBy.name !== undefined ||
        ground?.hasAll(decidedBy) !== true,
    ),
  )
}

/** The same may be unknown at both doors. */
function distinct(unknown: readonly Unknown[]): readonly Unknown[] {
  return unknown.filter((one, index) => unknown.findIndex((other) => isSame(one, other)) === index)
}

function isSame(one: Unknown, other: Unknown): boolean {
  if (one === other) return true
  return one.what === other.what && printPath(one.path) === printPath(other.path)
}

function isUndecodable({ kind }: PassageProblem): boolean {
  return kind === 'undecodable'
}

/** When objects are made whose time nobody says. */
const anyTime = '2000-01-01T00:00:00Z'

function wayOf({ namespace, userInfo, oldObject }: Request, cluster: StagedCluster): Way {
  const { snapshot, time, kubernetesVersion, ground } = cluster
  const { kinds } = snapshot
  const objectsOf = (apiVersion: string, kind: string) => {
    ground?.looksAt({ apiVersion, kind })
    return snapshot.objectsOf(apiVersion, kind)
  }
  return {
    kinds,
    surroundings: {
      objectsOf,
      version: kubernetesVersion,
      time: (time === '' ? anyTime : time).replace(/\.\d+Z$/, 'Z'),
      namespace,
      user: { ...userInfo, username: userInfo.username ?? '' },
    },
    oldObject: oldObject ?? undefined,
  }
}

function decide(request: Request, { snapshot, time, answer, heard }: PretendedCluster): Decision {
  heard?.(request)
  return answered(
    (answers) => admitWithParts(request, snapshot, { time, answers }, () => false),
    answer,
  ).decision
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

function patched(object: JsonObject, decision: Decision | undefined): JsonObject {
  const patch = decision?.patch ?? []
  if (patch.length === 0) return object
  const result = applyPatch(object, patch)
  if (result.kind === 'patched') return result.value as JsonObject
  throw new Error(`the patch does not apply: ${result.message}`)
}
