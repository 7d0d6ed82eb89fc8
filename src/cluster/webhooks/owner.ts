import type { ConfigurationOwner } from '../../core/index.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import { heldObject } from '../held-object.ts'
import { textIn } from '../text-in.ts'

/**
 * Whose end takes the configurations along: the ClusterRole that lets the servers write them, as the chart calls it. Undefined
 * where there is none, or it may not be read.
 * https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents
 */
export async function configurationOwner(
  connection: Connection,
  configurationName: string,
): Promise<ConfigurationOwner | undefined> {
  const name = ownerName(configurationName)
  const role = await readRole(connection, name)
  const uid = textIn(role?.['metadata'], 'uid')
  if (uid === '') return undefined
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name, uid }
}

export function ownerName(configurationName: string): string {
  return `${configurationName}-webhooks`
}

async function readRole(connection: Connection, name: string) {
  try {
    return await heldObject(connection, `/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}`)
  } catch (error) {
    if (isRefusal(error, 403)) return undefined
    throw error
  }
}
