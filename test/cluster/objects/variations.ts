import { type JsonObject, type JsonValue, printPath } from '#src/core/index.ts'
import { filled } from './filled.ts'
import { printRaw, rawJson } from './raw-json.ts'
import { oneOfEachType, scalarValues } from './scalar-values.ts'
import type { Seeded } from './seeded.ts'
import type { Shape, Struct } from './shapes.ts'
import { type Site, sitesOf, withValue } from './sites.ts'

/** An object that differs from another one in one place, and what was done there. */
export interface Variation {
  readonly done: string
  readonly object: JsonObject
}

interface Alteration {
  readonly done: string
  /** Answers the value to set, undefined to take the place away, or nothing where it does not fit the place. */
  readonly value: (
    site: Site,
    choices: Seeded,
  ) => { readonly value: JsonValue | undefined } | undefined
}

/** Seeded variations of one object, each in one place. The places that name the kind stay. */
export function variationsOf(
  object: JsonObject,
  struct: Struct,
  choices: Seeded,
  count: number,
): readonly Variation[] {
  const sites = sitesOf(object, struct).filter(({ path }) => !isFixed(String(path[0]), path[1]))
  return Array.from({ length: count }, () => variation(object, sites, choices)).filter(
    (one) => one !== undefined,
  )
}

/** The object with one more field each, in that many of its places. */
export function grownFrom(
  object: JsonObject,
  struct: Struct,
  choices: Seeded,
  count: number,
): readonly Variation[] {
  const unset = sitesOf(object, struct).filter(
    ({ path, value }) => value === undefined && path[0] !== 'metadata',
  )
  return choices.some(unset, count).map(({ path, shape }) => {
    const value = filled(shape, { choices, percent: choices.pick([20, 40, 60]) })
    return { done: `${printPath(path)} set`, object: withValue(object, path, value) as JsonObject }
  })
}

const systemFields = ['namespace', 'managedFields', 'resourceVersion']

/** What says where the request goes; and what the API server alone may write. */
function isFixed(first: string, second: string | number | undefined): boolean {
  if (first === 'apiVersion' || first === 'kind') return true
  return first === 'metadata' && (second === undefined || systemFields.includes(String(second)))
}

function variation(
  object: JsonObject,
  sites: readonly Site[],
  choices: Seeded,
): Variation | undefined {
  if (sites.length === 0) return undefined
  const site = choices.pick(sites)
  const fitting = alterations.flatMap(({ done, value }) => {
    const answer = value(site, choices)
    return answer === undefined ? [] : [{ done, ...answer }]
  })
  const { done, value } = choices.pick(fitting)
  const changed = withValue(object, site.path, value) as JsonObject
  return { done: `${printPath(site.path)} ${done}`, object: changed }
}

const alterations: readonly Alteration[] = [
  {
    done: 'left out',
    value: ({ value }) => (value === undefined ? undefined : { value: undefined }),
  },
  { done: 'null', value: () => ({ value: null }) },
  { done: 'empty', value: ({ shape }) => ({ value: emptyOf(shape) }) },
  {
    done: 'of some type',
    value: (_, choices) => ({ value: choices.pick(oneOfEachType) }),
  },
  {
    done: 'in another form',
    value: ({ shape }, choices) =>
      shape.kind === 'scalar' ? { value: choices.pick(scalarValues[shape.scalar].odd) } : undefined,
  },
  {
    done: 'in a second other form',
    value: ({ shape }, choices) =>
      shape.kind === 'scalar' && shape.scalar !== 'string'
        ? { value: choices.pick(scalarValues[shape.scalar].odd) }
        : undefined,
  },
  {
    done: 'filled',
    value: ({ shape, value }, choices) =>
      value === undefined ? { value: filled(shape, { choices, percent: 50 }) } : undefined,
  },
  {
    done: 'with an unknown field',
    value: ({ shape, value }, choices) =>
      shape.kind === 'struct' && isMapping(value)
        ? { value: { ...value, [unknownField(shape, choices)]: 4 } }
        : undefined,
  },
  {
    done: 'with null inside',
    value: ({ shape, value }) => {
      if (shape.kind === 'list' && Array.isArray(value)) return { value: [...value, null] }
      return shape.kind === 'map' && isMapping(value)
        ? { value: { ...value, hull: null } }
        : undefined
    },
  },
  {
    done: 'twice',
    value: ({ path, value }) => {
      const key = path.at(-1)
      if (typeof key !== 'string' || value === undefined) return undefined
      const text = printRaw(value)
      return { value: rawJson(`${text},${JSON.stringify(key)}:${text}`) }
    },
  },
]

function emptyOf(shape: Shape): JsonValue {
  if (shape.kind === 'scalar') return scalarValues[shape.scalar].empty
  return shape.kind === 'list' ? [] : {}
}

/** A field that nothing knows, or one that is known in another case. */
function unknownField({ fields }: Struct, choices: Seeded): string {
  const [first = 'hull'] = [...fields.keys()]
  return choices.pick(['hull', '__proto__', `${first[0]?.toUpperCase()}${first.slice(1)}`])
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
