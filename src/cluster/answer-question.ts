import {
  type Answer,
  fieldOf,
  isObject,
  type JsonObject,
  printQuestion,
  type Question,
} from '../core/index.ts'
import { ClusterError, isRefusal } from './cluster-error.ts'
import type { Connection } from './connection.ts'
import type { Discovery } from './discovery.ts'
import { listAll } from './list-objects.ts'

/** What the cluster answers; undefined where it has no such namespace. Whoever may not ask it learns that from the answer. */
export async function answerQuestion(
  question: Question,
  connection: Connection,
  discovery: Discovery,
): Promise<Answer | undefined> {
  switch (question.kind) {
    case 'namespace':
      return namespaceAnswer(question.name, connection)
    case 'pods':
      return podsAnswer(question.namespace, connection, discovery)
    case 'access':
      return accessAnswer(question, connection)
  }
}

async function namespaceAnswer(name: string, connection: Connection): Promise<Answer | undefined> {
  try {
    const object = await connection.get(`/api/v1/namespaces/${encodeURIComponent(name)}`)
    return { kind: 'found', object }
  } catch (error) {
    if (isRefusal(error, 404)) return undefined
    throw error
  }
}

async function podsAnswer(
  namespace: string,
  connection: Connection,
  { find }: Discovery,
): Promise<Answer> {
  const pods = find('v1', 'Pod')
  return { kind: 'listed', objects: pods ? await listAll(connection, pods, { namespace }) : [] }
}

type AccessQuestion = Extract<Question, { kind: 'access' }>

/** A review is made and answered in one, and stored nowhere. */
async function accessAnswer(question: AccessQuestion, connection: Connection): Promise<Answer> {
  const { spec } = question
  if ((spec.user ?? '') === '' && (spec.groups ?? []).length === 0) {
    return failed(question, 'nobody is named who sends the request')
  }
  try {
    const review = await connection.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: spec as unknown as JsonObject,
    })
    const status = fieldOf(review, 'status')
    return isObject(status)
      ? { kind: 'reviewed', status: { ...status, allowed: status['allowed'] === true } }
      : failed(question, 'the cluster answers with no status')
  } catch (error) {
    if (!(error instanceof ClusterError) || error.refusal === undefined) throw error
    return failed(question, error.message)
  }
}

function failed(question: AccessQuestion, why: string): Answer {
  return { kind: 'failed', message: `it is not known ${printQuestion(question)}: ${why}` }
}
