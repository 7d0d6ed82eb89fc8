import { type JsonObject, type JsonValue, type Path, printPath } from '#src/core/index.ts'
import type { Shape, Struct } from './shapes.ts'

/** A place in an object and what may stand there. */
export interface Site {
  readonly path: Path
  readonly shape: Shape
  /** Undefined where a field of a struct is not set. */
  readonly value: JsonValue | undefined
}

/** Every place of the object, the fields that its structs do not set among them; the root is none. */
export function sitesOf(object: JsonObject, struct: Struct): readonly Site[] {
  return inside([], struct, object)
}

/** The object with another value at the path; undefined takes the place away. */
export function withValue(holder: JsonValue, path: Path, value: JsonValue | undefined): JsonValue {
  const [step, ...rest] = path
  if (step === undefined) throw new Error('the root is no place')
  const replaced = (old: JsonValue | undefined) =>
    rest.length === 0 ? value : withValue(old ?? {}, rest, value)
  if (Array.isArray(holder)) {
    return holder.flatMap((old: JsonValue, index) => {
      const item = index === step ? replaced(old) : old
      return item === undefined ? [] : [item]
    })
  }
  if (typeof holder !== 'object' || holder === null) {
    throw new Error(`${printPath(path)} is not reached: there is no holder`)
  }
  const fields = new Map(Object.entries(holder))
  const field = replaced(fields.get(String(step)))
  if (field === undefined) fields.delete(String(step))
  else fields.set(String(step), field)
  return Object.fromEntries(fields)
}

function inside(path: Path, shape: Shape, value: JsonValue): readonly Site[] {
  if (Array.isArray(value) && shape.kind === 'list') {
    return value.flatMap((item: JsonValue, index) => at([...path, index], shape.item, item))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  if (shape.kind === 'map') {
    return Object.entries(value).flatMap(([key, item]) => at([...path, key], shape.value, item))
  }
  if (shape.kind !== 'struct') return []
  const set = new Map(Object.entries(value))
  return [...shape.fields].flatMap(([field, type]) => at([...path, field], type, set.get(field)))
}

function at(path: Path, shape: Shape, value: JsonValue | undefined): readonly Site[] {
  const here = { path, shape, value }
  return value === undefined ? [here] : [here, ...inside(path, shape, value)]
}
