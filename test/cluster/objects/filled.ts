import type { JsonObject, JsonValue } from '#src/core/index.ts'
import { scalarValues } from './scalar-values.ts'
import type { Seeded } from './seeded.ts'
import type { ScalarShape, Shape, Struct } from './shapes.ts'

export interface Filling {
  readonly choices: Seeded
  /** How many of a hundred fields are set. */
  readonly percent: number
}

/**
 * A value of the shape with good values in its fields. A struct stands within itself once at most. Fields that decide
 * whether a request is taken at all have the values of a table.
 */
export function filled(shape: Shape, filling: Filling): JsonValue {
  return fill(shape, filling, [])
}

/** The object of a kind; only its name is always set. */
export function filledObject(struct: Struct, filling: Filling): JsonObject {
  return { ...(filled(struct, filling) as JsonObject), metadata: metadataOf(filling) }
}

/** What the API server's plugins would refuse before any door, or what would make it look for other objects. */
const decided: ReadonlyMap<string, JsonValue | undefined> = new Map<string, JsonValue | undefined>([
  ['PodSpec.serviceAccountName', 'default'],
  ['PodSpec.serviceAccount', 'default'],
  ['PodSpec.priorityClassName', 'system-node-critical'],
  ['PodSpec.priority', undefined],
  ['PodSpec.preemptionPolicy', undefined],
  ['PodSpec.runtimeClassName', undefined],
  ['PodSpec.overhead', undefined],
])

function fill(shape: Shape, filling: Filling, within: readonly string[]): JsonValue {
  const { choices } = filling
  switch (shape.kind) {
    case 'scalar':
      return scalarValue(shape, choices)
    case 'list':
      return repeated(shape.item, within)
        ? []
        : Array.from({ length: 1 + choices.below(2) }, () => fill(shape.item, filling, within))
    case 'map':
      return repeated(shape.value, within)
        ? {}
        : Object.fromEntries(
            ['cpu', 'a.b/c'].map((key): [string, JsonValue] => [
              key,
              fill(shape.value, filling, within),
            ]),
          )
    case 'struct':
      return fillStruct(shape, filling, within)
  }
}

function fillStruct(struct: Struct, filling: Filling, within: readonly string[]): JsonObject {
  const inner = [...within, struct.type]
  return Object.fromEntries(
    [...struct.fields].flatMap(([field, shape]): [string, JsonValue][] => {
      const name = `${struct.type}.${field}`
      if (decided.has(name)) {
        const value = decided.get(name)
        return value === undefined ? [] : [[field, value]]
      }
      if (filling.choices.below(100) >= filling.percent || repeated(shape, inner)) return []
      return [[field, fill(shape, filling, inner)]]
    }),
  )
}

function repeated(shape: Shape, within: readonly string[]): boolean {
  return shape.kind === 'struct' && within.includes(shape.type)
}

function scalarValue({ scalar, texts }: ScalarShape, choices: Seeded): JsonValue {
  return choices.pick<JsonValue>(texts ?? scalarValues[scalar].good)
}

/** Of the metadata what a client writes; the API server sets the rest itself. */
function metadataOf({ choices, percent }: Filling): JsonObject {
  const written: readonly [string, JsonValue][] = [
    ['generateName', 'keel-'],
    ['labels', { app: 'keel', constructor: 'oak' }],
    ['annotations', { 'harbour.example/note': 'made from the schema' }],
    ['finalizers', ['harbour.example/hold']],
    ['uid', '6d1f0a58-32c4-4f3f-9f58-0d2a40b6f6a4'],
    ['generation', 7],
    ['creationTimestamp', '2026-01-31T12:00:00+02:00'],
    ['deletionTimestamp', '2026-01-31T12:00:00Z'],
    ['deletionGracePeriodSeconds', 30],
    ['selfLink', '/keel'],
  ]
  const set = written.filter(() => choices.below(100) < percent)
  return { name: 'keel', ...Object.fromEntries(set) }
}
