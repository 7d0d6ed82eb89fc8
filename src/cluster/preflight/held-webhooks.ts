import type { JsonObject } from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import { heldObject } from '../held-object.ts'
import { configurationPath, whiches } from '../webhooks/held-configuration.ts'

/** Our webhook configurations as the cluster holds them. */
export async function heldWebhooks(
  connection: Connection,
  name: string,
): Promise<readonly JsonObject[]> {
  const found = await Promise.all(
    whiches.map((which) => heldObject(connection, configurationPath(which, name))),
  )
  return found.filter((one) => one !== undefined)
}
