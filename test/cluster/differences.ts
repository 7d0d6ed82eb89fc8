import { type JsonObject, type JsonValue, jsonEqual, type Path } from '#src/core/index.ts'

/** A place where two objects differ; the side that has nothing there is missing. */
export interface Difference {
  readonly path: Path
  readonly door?: JsonValue
  readonly offline?: JsonValue
}

/** Every place where the object of a door and the one that was worked out offline differ, at the deepest common holder. */
export function differences(door: JsonObject, offline: JsonObject): readonly Difference[] {
  return between([], door, offline)
}

function between(path: Path, door: JsonValue, offline: JsonValue): readonly Difference[] {
  if (isHolder(door) && isHolder(offline) && Array.isArray(door) === Array.isArray(offline)) {
    const [left, right] = [entriesOf(door), entriesOf(offline)]
    return [...new Set([...left.keys(), ...right.keys()])].flatMap((step) =>
      inside([...path, step], left.get(step), right.get(step)),
    )
  }
  return jsonEqual(door, offline) ? [] : [{ path, door, offline }]
}

function inside(
  path: Path,
  door: JsonValue | undefined,
  offline: JsonValue | undefined,
): readonly Difference[] {
  if (door === undefined) return offline === undefined ? [] : [{ path, offline }]
  return offline === undefined ? [{ path, door }] : between(path, door, offline)
}

function entriesOf(holder: object): ReadonlyMap<string | number, JsonValue> {
  return new Map<string | number, JsonValue>(
    Array.isArray(holder) ? holder.entries() : Object.entries(holder),
  )
}

function isHolder(value: JsonValue): value is JsonObject | readonly JsonValue[] {
  return typeof value === 'object' && value !== null
}
