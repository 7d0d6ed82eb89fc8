import type { JsonObject } from '#src/core/index.ts'
import type { ServedResource } from '../served-resources.ts'

/** The resource of the object's kind. */
export function servedAs(
  { apiVersion, kind }: JsonObject,
  served: readonly ServedResource[],
): ServedResource {
  const place = served.find((one) => one.apiVersion === apiVersion && one.kind === kind)
  if (place === undefined) throw new Error(`nothing serves ${kind} of ${apiVersion}`)
  return place
}
