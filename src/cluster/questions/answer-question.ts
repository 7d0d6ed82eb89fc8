import {
  type Answer,
  fieldOf,
  isObject,
  type JsonObject,
  printQuestion,
  type Question,
} from '../../core/index.ts'
import { ClusterError, isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import { listAll, pathOf } from '../list-objects.ts'

/** Whom questions are asked. */
export interface Asking {
  readonly connection: Connection
  /** Under which resource a kind is served; undefined where the cluster has no such kind. */
  readonly find: (apiVersion: string, kind: string) => ServedResource | undefined
  /** Gives the question up. */
  readonly signal?: AbortSignal
}

/** What the cluster answers; undefined where it has no such namespace. Whoever may not ask it learns that from the answer. */
export async function answerQuestion(
  question: Question,
  asking: Asking,
): Promise<Answer | undefined> {
  switch (question.kind) {
    case 'namespace':
      return namespaceAnswer(question.name, asking)
    case 'pods':
      return podsAnswer(question.namespace, asking)
    case 'param':
      return paramAnswer(question, asking)
    case 'access':
      return accessAnswer(question, asking)
  }
}

async function namespaceAnswer(
  name: string,
  { connection, signal }: Asking,
): Promise<Answer | undefined> {
  try {
    const path = `/api/v1/namespaces/${encodeURIComponent(name)}`
    return { kind: 'found', object: await connection.get(path, undefined, signal) }
  } catch (error) {
    if (isRefusal(error, 404)) return undefined
    throw error
  }
}

const pods: ServedResource = {
  group: '',
  version: 'v1',
  apiVersion: 'v1',
  resource: 'pods',
  kind: 'Pod',
  namespaced: true,
  verbs: ['list'],
}

async function podsAnswer(namespace: string, { connection, signal }: Asking): Promise<Answer> {
  return { kind: 'listed', objects: await listAll(connection, pods, { namespace, signal }) }
}

type ParamQuestion = Extract<Question, { kind: 'param' }>

async function paramAnswer(
  { paramKind: { apiVersion, kind }, namespace, name }: ParamQuestion,
  { connection, find, signal }: Asking,
): Promise<Answer> {
  const resource = find(apiVersion, kind)
  if (resource === undefined) return { kind: 'missing' }
  try {
    const path = `${pathOf(resource, namespace)}/${encodeURIComponent(name)}`
    return { kind: 'found', object: await connection.get(path, undefined, signal) }
  } catch (error) {
    if (isRefusal(error, 404)) return { kind: 'missing' }
    throw error
  }
}

type AccessQuestion = Extract<Question, { kind: 'access' }>

/** A review is made and answered in one, and stored nowhere. */
async function accessAnswer(
  question: AccessQuestion,
  { connection, signal }: Asking,
): Promise<Answer> {
  const { spec } = question
  if ((spec.user ?? '') === '' && (spec.groups ?? []).length === 0) {
    return failedAnswer(question, 'nobody is named who sends the request')
  }
  const asked = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: spec as unknown as JsonObject,
  }
  try {
    const review = await connection.post(
      '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      asked,
      signal,
    )
    const status = fieldOf(review, 'status')
    return isObject(status)
      ? { kind: 'reviewed', status: { ...status, allowed: status['allowed'] === true } }
      : failedAnswer(question, 'the cluster answers with no status')
  } catch (error) {
    if (!(error instanceof ClusterError) || error.refusal === undefined) throw error
    return failedAnswer(question, error.message)
  }
}

/** That a question has no answer, and why. */
export function failedAnswer(question: Question, why: string): Answer {
  return { kind: 'failed', message: `${unknown(question)}: ${why}` }
}

function unknown(question: Question): string {
  const asked = printQuestion(question)
  switch (question.kind) {
    case 'namespace':
      return `${asked} is not known`
    case 'pods':
      return `${asked} are not known`
    case 'param':
      return `${asked} is not known`
    case 'access':
      return `it is not known ${asked}`
  }
}
