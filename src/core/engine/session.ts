import type { Request } from '../admission/request.ts'
import type { Control } from '../cel/program.ts'
import { isNamespaceRequest, type NamespaceAnswer } from '../matching/match-resources.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type Facts, type Question, questionKey } from './facts.ts'
import type { Snapshot } from './snapshot.ts'
import { podSubject, type Subject } from './subjects.ts'

/** One run of `admit`: what it may look at, and what it found that it has to ask. */
export interface Session {
  readonly snapshot: Snapshot
  readonly facts: Facts
  readonly interrupted: () => boolean
  readonly questions: Question[]
  /** The Pod that a request's workload describes; made once a request. */
  readonly podOf: (request: Request) => Subject | undefined
}

/** A session for one call of `admit`. */
export function newSession(snapshot: Snapshot, facts: Facts, interrupted: () => boolean): Session {
  let last: { readonly request: Request; readonly subject: Subject | undefined } | undefined
  const podOf = (request: Request): Subject | undefined => {
    if (last?.request !== request) last = { request, subject: podSubject(request) }
    return last.subject
  }
  return { snapshot, facts, interrupted, questions: [], podOf }
}

/** Kubernetes' budget for one binding and param. */
const costLimit = 10_000_000

/** A fresh budget for one binding and param. */
export function controlOf(session: Session): Control {
  return { interrupted: session.interrupted, costLimit, spent: 0 }
}

/** The namespace of a request: from the snapshot, from an answer, or asked for. */
export function namespaceOf(session: Session, request: Request): NamespaceAnswer {
  const name =
    request.namespace === '' && isNamespaceRequest(request) ? request.name : request.namespace
  if (name === '') return { kind: 'namespace', object: null }
  const known = session.snapshot.namespaces.get(name)
  return known === undefined ? ask(session, name) : found(known)
}

function ask(session: Session, name: string): NamespaceAnswer {
  const question: Question = { kind: 'namespace', name }
  const key = questionKey(question)
  const answer = session.facts.answers.get(key)
  if (answer === undefined) {
    const asked = session.questions.some((earlier) => questionKey(earlier) === key)
    if (!asked) session.questions.push(question)
    return { kind: 'unknown', message: `namespace "${name}" is not known yet` }
  }
  return answer.kind === 'found'
    ? found(answer.object)
    : { kind: 'unknown', message: answer.message }
}

function found(object: JsonObject): NamespaceAnswer {
  return { kind: 'namespace', object }
}
