import { isArray, isObject, type JsonObject, type JsonValue } from '#src/core/index.ts'
import type { Seeded } from '../objects/seeded.ts'
import { otherTypes, textsFor } from './bad-values.ts'
import { goodDocuments } from './good-documents.ts'

type Path = readonly (string | number)[]

/** Documents that are broken in one to three places, some of them harmlessly. */
export function brokenDocuments(choices: Seeded, count: number): readonly JsonObject[] {
  return Array.from({ length: count }, () => {
    let document = choices.pick(goodDocuments)
    for (let left = 1 + choices.below(3); left > 0; left--) document = broken(document, choices)
    return document
  })
}

function broken(document: JsonObject, choices: Seeded): JsonObject {
  const all = pathsIn(document).filter(([root]) => root === 'metadata' || root === 'spec')
  const path = choices.pick(all)
  const field = String(path.findLast((step) => typeof step === 'string'))
  const value = at(document, path)
  return replaced(document, path, another(value, field, choices)) as JsonObject
}

/** Every place of a value, the root left out. */
function pathsIn(value: JsonValue, from: Path = []): readonly Path[] {
  const steps = isArray(value) ? [...value.keys()] : isObject(value) ? Object.keys(value) : []
  return steps.flatMap((step) => {
    const path = [...from, step]
    return [path, ...pathsIn(at(value, [step]), path)]
  })
}

function at(value: JsonValue, path: Path): JsonValue {
  return path.reduce((parent, step) => (parent as Record<string, JsonValue>)[step] ?? null, value)
}

/** `undefined` takes the field, or the item, away. */
function replaced(
  parent: JsonValue,
  [step, ...rest]: Path,
  value: JsonValue | undefined,
): JsonValue {
  if (step === undefined) return value ?? null
  const inner = rest.length === 0 ? value : replaced(at(parent, [step]), rest, value)
  if (isArray(parent)) {
    return parent.flatMap((item, index) =>
      index !== step ? [item] : inner === undefined ? [] : [inner],
    )
  }
  const others = Object.entries(parent as JsonObject).filter(([name]) => name !== step)
  return Object.fromEntries(inner === undefined ? others : [...others, [String(step), inner]])
}

const mostItems = 70

function another(value: JsonValue, field: string, choices: Seeded): JsonValue | undefined {
  const luck = choices.below(100)
  if (luck < 8) return undefined
  if (luck < 11) return null
  if (luck < 15) return choices.pick(otherTypes)
  if (isArray(value)) return anotherList(value, field, choices)
  if (isObject(value)) return anotherObject(value, choices)
  return choices.pick(textsFor(field))
}

function anotherList(
  list: readonly JsonValue[],
  field: string,
  choices: Seeded,
): readonly JsonValue[] {
  const item = list[0] ?? 'text'
  const more = typeof item === 'string' ? choices.pick(textsFor(field)) : item
  switch (choices.below(6)) {
    case 0:
      return []
    case 1:
      return [...list, ...list]
    case 2:
      return [more, ...list]
    case 3:
      return list.length === 0 ? list : Array.from({ length: mostItems }, () => item)
    default:
      return [...list, more]
  }
}

function anotherObject(object: JsonObject, choices: Seeded): JsonObject {
  const key = String(choices.pick(textsFor('key')))
  const value = choices.pick(textsFor('values'))
  return choices.below(4) === 0 ? {} : { ...object, [key]: value }
}
