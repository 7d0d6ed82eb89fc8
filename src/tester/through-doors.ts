import {
  type Admission,
  type Answer,
  admit,
  applyPatch,
  type Decision,
  type Journey,
  type JsonObject,
  type Question,
  questionKey,
  type Request,
  requestFor,
  type Snapshot,
} from '../core/index.ts'

/** What a cluster that exists in files only knows, and what it says when it is asked. */
export interface PretendedCluster {
  readonly snapshot: Snapshot
  /** The time of the request, RFC 3339. */
  readonly time: string
  readonly answer: (question: Question) => Answer
}

/** What both doors said of an object, and what became of it. */
export interface Passage {
  /** The mutating door's decision, then, unless that refused, the validating door's. */
  readonly decisions: readonly Decision[]
  /** The object after the mutations. */
  readonly object: JsonObject
}

/** Sends an object through both doors, as the API server would: what the first one makes of it comes to the second. */
export function throughDoors(
  object: JsonObject,
  journey: Omit<Journey, 'door'>,
  cluster: PretendedCluster,
): Passage {
  const request = requestFor(object, { ...journey, door: 'mutate' })
  const mutation = decide(request, cluster)
  const mutated = patched(request.object ?? object, mutation)
  if (!mutation.allowed) return { decisions: [mutation], object: mutated }
  const validation = decide({ ...request, door: 'validate', object: mutated }, cluster)
  return { decisions: [mutation, validation], object: mutated }
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
