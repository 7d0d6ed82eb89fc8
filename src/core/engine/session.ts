import type { Request } from '../admission/request.ts'
import type { Control } from '../cel/program.ts'
import { isNamespaceRequest } from '../matching/match-resources.ts'
import type { NamespaceAnswer } from '../matching/subject.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type Facts, type Question, questionKey } from './facts.ts'
import type { Snapshot } from './snapshot.ts'

/** One run of `admit`: what it may look at, and what it found that it has to ask. */
export interface Session {
  readonly snapshot: Snapshot
  readonly facts: Facts
  readonly interrupted: () => boolean
  readonly questions: Question[]
  /** How often the deadline was looked at, and whether it had passed. */
  readonly deadline: { looks: number; passed: boolean }
}

/** A session for one call of `admit`. */
export function newSession(snapshot: Snapshot, facts: Facts, interrupted: () => boolean): Session {
  return { snapshot, facts, interrupted, questions: [], deadline: { looks: 0, passed: false } }
}

/** How many policies are evaluated between two looks at the clock, which cost as much as a simple policy. */
const policiesPerLook = 8

/** Whether the deadline has passed; asked before each policy, the clock is looked at before every eighth. */
export function isTimeUp({ deadline, interrupted }: Session): boolean {
  if (!deadline.passed && deadline.looks++ % policiesPerLook === 0) deadline.passed = interrupted()
  return deadline.passed
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
