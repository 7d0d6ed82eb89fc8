import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fieldOf, isArray, isObject, type JsonValue, readYaml } from '../core/index.ts'
import { ClusterError } from './cluster-error.ts'
import { messageOf } from './message-of.ts'

interface UserExtras {
  readonly token: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[]>>
}

/**
 * What a kubeconfig says of a user and the library leaves out: a token in a file of its own, and the groups and the uid that the
 * user acts with. https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo
 */
export function userExtras(file: string, name: string): UserExtras {
  const { documents } = readYaml({ name: file, text: readFileSync(file, 'utf8') })
  const users = fieldOf(documents[0]?.value, 'users')
  const entry = isArray(users) ? users.find((one) => fieldOf(one, 'name') === name) : undefined
  const user = fieldOf(entry, 'user')
  if (!isObject(user)) return { token: undefined, headers: {} }
  const groups = fieldOf(user, 'as-groups')
  const uid = fieldOf(user, 'as-uid')
  return {
    token: tokenIn(user, file),
    headers: {
      ...(isArray(groups) ? { 'Impersonate-Group': groups.map(String) } : {}),
      ...(typeof uid === 'string' ? { 'Impersonate-Uid': uid } : {}),
    },
  }
}

function tokenIn(user: JsonValue, file: string): string | undefined {
  const path = fieldOf(user, 'tokenFile')
  if (typeof path !== 'string') return undefined
  try {
    return readFileSync(resolve(dirname(file), path), 'utf8').trim()
  } catch (cause) {
    const message = messageOf(cause)
    throw new ClusterError(file, `the user's tokenFile cannot be read: ${message}; correct it`)
  }
}
