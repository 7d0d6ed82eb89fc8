import { readFile } from 'node:fs/promises'
import { type JsonObject, valueAt } from '../core/index.ts'
import { backOffMs, usualBackOff } from './back-off.ts'
import { ClusterError } from './cluster-error.ts'
import type { Connection } from './connection.ts'
import { pause } from './pause.ts'

const namespaceFile = '/var/run/secrets/kubernetes.io/serviceaccount/namespace'
const usualNamespace = 'sallyport'

/** The namespace of the Pod that this runs in; `sallyport` where it is none. */
export async function ownNamespace(): Promise<string> {
  const text = await readFile(namespaceFile, 'utf8').catch(() => '')
  return text.trim() === '' ? usualNamespace : text.trim()
}

const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
const question = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }

/**
 * Who the cluster says that we are; empty where it does not tell. Asks until there is an answer, and ends without one where the
 * signal comes. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#self-subject-review
 */
export async function ownUser({ post }: Connection, signal: AbortSignal): Promise<string> {
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      return userIn(await post(path, question))
    } catch (error) {
      const status = error instanceof ClusterError ? error.refusal?.status : undefined
      if (status === 403 || status === 404) return ''
      await pause(backOffMs(failures, usualBackOff), signal)
    }
  }
  return ''
}

function userIn(review: JsonObject): string {
  const name = valueAt(review, ['status', 'userInfo', 'username'])
  return typeof name === 'string' ? name : ''
}
