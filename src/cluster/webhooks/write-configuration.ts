import type { JsonObject } from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import { heldObject } from '../held-object.ts'
import { configurationPath, isAsWanted, type Which, webhooksOf } from './held-configuration.ts'

/** What was done: nothing where the API server holds what is wanted. */
export type Written = 'nothing' | 'applied' | 'replaced'

/**
 * Makes the API server hold the configuration, and writes only where it does not. It is applied, so that labels and annotations
 * of others stay; where others have added to the webhooks, these are replaced as a whole.
 */
export async function writeConfiguration(
  connection: Connection,
  which: Which,
  wanted: JsonObject,
): Promise<Written> {
  const name = nameOf(wanted)
  const path = configurationPath(which, name)
  const held = await heldObject(connection, path)
  if (isAsWanted(held, wanted)) return 'nothing'
  const applied = await connection.apply(path, wanted)
  if (isAsWanted(applied, wanted)) return 'applied'
  const replaced = await connection.merge(path, { webhooks: webhooksOf(wanted) })
  if (isAsWanted(replaced, wanted)) return 'replaced'
  throw new Error(`the API server does not hold ${which} webhooks ${name} as they were written`)
}

function nameOf({ metadata }: JsonObject): string {
  return String((metadata as JsonObject)['name'])
}
