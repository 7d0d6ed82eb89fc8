import { configurationKinds, ownLabels, valueAt } from '../../core/index.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import { listAll } from '../list-objects.ts'
import {
  configurationPath,
  configurationResource,
  type Which,
  whiches,
} from './held-configuration.ts'

/** By which all webhook configurations of Sallyport are found. */
const ownSelector = `app.kubernetes.io/part-of=${ownLabels['app.kubernetes.io/part-of']}`

/** Deletes the webhook configurations that are ours, whatever their names; answers which they were, as `KIND/NAME`. */
export async function removeConfigurations(connection: Connection): Promise<readonly string[]> {
  const removed: string[] = []
  for (const which of whiches) {
    for (const name of await namesOf(connection, which)) {
      await removeOne(connection, which, name)
      removed.push(`${configurationKinds[which].kind}/${name}`)
    }
  }
  return removed
}

async function namesOf(connection: Connection, which: Which): Promise<readonly string[]> {
  const selection = { labelSelector: ownSelector }
  const found = await listAll(connection, configurationResource(which), selection)
  return found.map((one) => String(valueAt(one, ['metadata', 'name'])))
}

/** Where somebody else was quicker that is as well. */
async function removeOne({ remove }: Connection, which: Which, name: string): Promise<void> {
  try {
    await remove(configurationPath(which, name))
  } catch (error) {
    if (!isRefusal(error, 404)) throw error
  }
}
