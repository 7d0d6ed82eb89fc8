import { type JsonObject, type JsonValue, valueAt } from '#src/core/source/json-value.ts'
import { type CelType, typeOf } from './types.ts'

/** Something that an expression can read, and what stands there. */
export interface Place {
  readonly text: string
  /** Of what stands there when it is evaluated; the checker often knows less. */
  readonly type: CelType
  readonly value: JsonValue
}

const identifier = /^[A-Za-z_]\w*$/
/** Words that the grammar takes for something else. */
const unreadable: ReadonlySet<string> = new Set(['in', 'true', 'false', 'null'])

/** Differ from request to request; what holds them does too. */
const unsteady = ['metadata.uid', 'metadata.creationTimestamp', 'metadata.managedFields']

/** Everything below a value that can be read by `text`, itself first; lists by their first two elements. */
export function placesIn(text: string, value: JsonValue): readonly Place[] {
  const here = { text, type: typeOfJson(value), value }
  return [here, ...stepsOf(value).flatMap(([step, held]) => placesIn(`${text}${step}`, held))]
}

/** The places in an object that are the same in every request with that object. */
export function steadyPlaces(text: string, object: JsonObject): readonly Place[] {
  const holders = unsteady.filter((path) => valueAt(object, path.split('.')) !== undefined)
  const excluded = holders.flatMap((path) => [`${text}.${path}`, `${text}.metadata`, text])
  return placesIn(text, object).filter(
    (place) =>
      !excluded.includes(place.text) &&
      !holders.some(
        (path) =>
          /^[.[]/.test(place.text.slice(`${text}.${path}`.length)) &&
          place.text.startsWith(`${text}.${path}`),
      ),
  )
}

/** The type that CEL gives a JSON value; what is not the same all over is `dyn`. */
function typeOfJson(value: JsonValue): CelType {
  if (value === null) return typeOf('null_type')
  if (typeof value === 'string') return typeOf('string')
  if (typeof value === 'boolean') return typeOf('bool')
  if (typeof value === 'bigint') return typeOf('int')
  if (typeof value === 'number') return typeOf(Number.isSafeInteger(value) ? 'int' : 'double')
  const isList = Array.isArray(value)
  const held = common(Object.values(value).map((one: JsonValue) => typeOfJson(one)))
  return { name: isList ? 'list' : 'map', parameters: isList ? [held] : [typeOf('string'), held] }
}

function common(types: readonly CelType[]): CelType {
  const [first = typeOf('dyn'), ...rest] = types
  const same = rest.every((type) => JSON.stringify(type) === JSON.stringify(first))
  return same ? first : typeOf('dyn')
}

function stepsOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) {
    return value.slice(0, 2).map((element: JsonValue, index) => [`[${index}]`, element] as const)
  }
  return Object.entries(value).map(([key, held]: [string, JsonValue]) => [stepText(key), held])
}

function stepText(key: string): string {
  return identifier.test(key) && !unreadable.has(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}
