import type { AccessAnswer, AccessQuestion } from '../admission/access-review.ts'
import type { Request } from '../admission/request.ts'
import { namespaceOf as objectNamespace } from '../kubernetes/object.ts'
import { perCallLimit } from '../matching/budget.ts'
import type { PolicyControl } from '../matching/evaluated.ts'
import { isNamespaceRequest } from '../matching/match-resources.ts'
import type { AskParam } from '../matching/params.ts'
import type { NamespaceAnswer } from '../matching/subject.ts'
import type { ParamKind } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type Answer, type Facts, printQuestion, type Question, questionKey } from './facts.ts'
import type { Observer } from './observer.ts'
import { printAccess } from './print-access.ts'
import type { Snapshot } from './snapshot.ts'

/** One run of `admit`: what it may look at, and what it found that it has to ask. */
export interface Session {
  readonly snapshot: Snapshot
  readonly facts: Facts
  readonly interrupted: () => boolean
  /** By `questionKey`. */
  readonly questions: Map<string, Question>
  /** How often the deadline was looked at, and whether it had passed. */
  readonly deadline: { looks: number; passed: boolean }
  /** Is told how the decision comes about; undefined where nobody asks. */
  readonly observer: Observer | undefined
}

/** A session for one call of `admit`. */
export function newSession(
  snapshot: Snapshot,
  facts: Facts,
  interrupted: () => boolean,
  observer?: Observer,
): Session {
  return {
    snapshot,
    facts,
    interrupted,
    questions: new Map(),
    deadline: { looks: 0, passed: false },
    observer,
  }
}

/** How many policies are evaluated between two looks at the clock, which cost as much as a simple policy. */
const policiesPerLook = 8

/** Whether the deadline has passed; asked before each policy, the clock is looked at before every eighth. */
export function isTimeUp({ deadline, interrupted }: Session): boolean {
  if (!deadline.passed && deadline.looks++ % policiesPerLook === 0) deadline.passed = interrupted()
  return deadline.passed
}

/** The control of a policy's expressions; what they may cost together, those who evaluate them say. */
export function controlOf({ interrupted, observer }: Session): PolicyControl {
  const record = observer?.keepsEvaluations === true ? [] : undefined
  return { interrupted, costLimit: perCallLimit, spent: 0, made: 0, record }
}

/** The namespace of a request: from the snapshot, from an answer, or asked for. */
export function namespaceOf(session: Session, request: Request): NamespaceAnswer {
  const name =
    request.namespace === '' && isNamespaceRequest(request) ? request.name : request.namespace
  return name === '' ? { kind: 'namespace', object: null } : namespaceNamed(session, name)
}

/** A namespace: from the snapshot, from an answer, or asked for. */
export function namespaceNamed(session: Session, name: string): NamedNamespace {
  const known = session.snapshot.namespaces.get(name)
  if (known !== undefined) return { kind: 'namespace', object: known }
  const answer = ask(session, { kind: 'namespace', name })
  switch (answer?.kind) {
    case undefined:
      return { kind: 'unknown', message: `namespace "${name}" is not known yet` }
    case 'found':
      return { kind: 'namespace', object: answer.object }
    case 'failed':
      return { kind: 'unknown', message: answer.message }
    default:
      throw wrongAnswer()
  }
}

type NamedNamespace =
  | { readonly kind: 'namespace'; readonly object: JsonObject }
  | { readonly kind: 'unknown'; readonly message: string }

/** The Pods of a namespace: from the snapshot, from an answer, or asked for; undefined where they cannot be had, or not yet. */
export function podsOf(session: Session, namespace: string): readonly JsonObject[] | undefined {
  const known = session.snapshot
    .objectsOf('v1', 'Pod')
    .filter((pod) => objectNamespace(pod) === namespace)
  if (known.length > 0) return known
  const answer = ask(session, { kind: 'pods', namespace })
  switch (answer?.kind) {
    case undefined:
    case 'failed':
      return undefined
    case 'listed':
      return answer.objects
    default:
      throw wrongAnswer()
  }
}

/** Whether somebody may do something: from the snapshot, from an answer, or asked for. */
export function accessOf(session: Session, question: AccessQuestion): AccessAnswer {
  const status = session.snapshot.accessReviews.statusOf(question.spec)
  if (status !== undefined) return { kind: 'reviewed', status }
  const answer = ask(session, question)
  switch (answer?.kind) {
    case undefined: {
      const access = printAccess(question.spec)
      return { kind: 'unknown', message: `it is not known yet whether ${access}` }
    }
    case 'reviewed':
      return answer
    case 'failed':
      return { kind: 'unknown', message: answer.message }
    default:
      throw wrongAnswer()
  }
}

/** An object that policies read as their param: from an answer, or asked for. */
export function paramNamed(
  session: Session,
  { kind: paramKind, namespace, name }: { kind: ParamKind; namespace: string; name: string },
): ReturnType<AskParam> {
  const question = { kind: 'param', paramKind, namespace, name } as const
  const answer = ask(session, question)
  switch (answer?.kind) {
    case undefined:
      return { kind: 'unknown', message: `${printQuestion(question)} are not known yet` }
    case 'found':
    case 'missing':
      return answer
    case 'failed':
      return { kind: 'unknown', message: answer.message }
    default:
      throw wrongAnswer()
  }
}

/** The answer; without one the question is noted, once. */
function ask({ facts, questions }: Session, question: Question): Answer | undefined {
  const key = questionKey(question)
  const answer = facts.answers.get(key)
  if (answer === undefined) questions.set(key, question)
  return answer
}

function wrongAnswer(): Error {
  return new Error('a question was answered with what answers questions of another kind')
}
