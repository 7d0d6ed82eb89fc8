import { jsonEqual } from '../source/equal.ts'
import { isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'

/** An object in the two forms in which it is kept while it is mutated. */
export interface TwofoldObject {
  /** As the API server would hold it, defaults set: what policies see. */
  readonly held: JsonObject
  /** As it arrived, with what mutations changed. */
  readonly written: JsonObject
}

/**
 * The object to answer with: of which the API server makes, by `settle`, the one that is held. That is the written one, with
 * what settling would not make of it; where even that does not do, it is the held one.
 */
export function answerObject(
  { held, written }: TwofoldObject,
  settle: (object: JsonObject) => JsonObject,
): JsonObject {
  if (held === written) return written
  const wanted = settle(held)
  const found = settle(written)
  if (jsonEqual(found, wanted)) return written
  const mended = mend(written, found, wanted)
  return isObject(mended) && jsonEqual(settle(mended), wanted) ? mended : held
}

/** The value with what is wanted wherever something else is found. */
function mend(written: JsonValue, found: JsonValue, wanted: JsonValue): JsonValue {
  if (jsonEqual(found, wanted)) return written
  if (!isObject(written) || !isObject(found) || !isObject(wanted)) return wanted
  const fields = Object.entries(wanted).flatMap(([name, value]): readonly [string, JsonValue][] => {
    const own = Object.hasOwn(written, name) ? written[name] : undefined
    const other = Object.hasOwn(found, name) ? found[name] : undefined
    if (other === undefined) return [[name, value]]
    if (own !== undefined) return [[name, mend(own, other, value)]]
    return jsonEqual(other, value) ? [] : [[name, value]]
  })
  const unseen = Object.entries(written).filter(
    ([name]) => !Object.hasOwn(wanted, name) && !Object.hasOwn(found, name),
  )
  return Object.fromEntries([...unseen, ...fields])
}
