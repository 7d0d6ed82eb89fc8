import type { JsonObject } from '../core/index.ts'
import { isRefusal } from './cluster-error.ts'
import type { Connection } from './connection.ts'

/** The object at a path as the cluster holds it; undefined where there is none. */
export async function heldObject(
  { get }: Connection,
  path: string,
): Promise<JsonObject | undefined> {
  try {
    return await get(path)
  } catch (error) {
    if (isRefusal(error, 404)) return undefined
    throw error
  }
}
