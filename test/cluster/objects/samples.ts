import type { JsonObject } from '#src/core/index.ts'
import type { Parcel } from '../door-recorder.ts'
import type { ServedResource } from '../served-resources.ts'
import { filledObject } from './filled.ts'
import { printRaw } from './raw-json.ts'
import { realManifests } from './real-manifests.ts'
import { scalarSamples } from './scalar-samples.ts'
import { seeded } from './seeded.ts'
import type { Shapes, Struct } from './shapes.ts'
import { grownFrom, type Variation, variationsOf } from './variations.ts'
import { writtenObjects } from './written-objects.ts'

/** An object for the doors, with a name that says where it comes from. */
export interface Sample {
  readonly name: string
  readonly parcel: Parcel
}

interface Amount {
  /** Variations of each written object, each in one place. */
  readonly written: number
  /** Fields that each written object does not set, each set in a copy of its own. */
  readonly grown: number
  /** Objects of each kind that are made from its shape alone. */
  readonly filled: number
  /** Variations of each of those. */
  readonly varied: number
}

export interface Wanted {
  /** What is created: sub-resources are not. */
  readonly served: readonly ServedResource[]
  readonly shapes: Shapes
  /** Of objects that name none. */
  readonly namespace: string
  readonly seed: string
  readonly amount: Amount
}

/**
 * Objects of every built-in kind that can be created, the same ones for the same seed; the manifests of real projects come
 * last.
 */
export function samples(wanted: Wanted): readonly Sample[] {
  const minimal = writtenObjects('minimal.yaml')
  return [
    ...minimal.flatMap((object) => writtenSamples(wanted, 'minimal', object)),
    ...writtenObjects('rich.yaml').flatMap((object) => writtenSamples(wanted, 'rich', object)),
    ...writtenObjects('surrounded.yaml').flatMap((object) =>
      writtenSamples(wanted, 'surrounded', object),
    ),
    ...formSamples(wanted, minimal),
    ...wanted.served.filter(isCreatable).flatMap((served) => filledSamples(wanted, served)),
    ...realManifests().map(({ file, object }) => sample(wanted, file, object)),
  ]
}

/** Objects of the custom kinds of `custom-kinds.yaml`, which must be served. */
export function customSamples(wanted: Wanted): readonly Sample[] {
  const groups = writtenObjects('custom-kinds.yaml').map(groupOf)
  return [
    ...writtenObjects('custom-objects.yaml').flatMap((object) =>
      writtenSamples(wanted, 'custom', object),
    ),
    ...wanted.served
      .filter(({ apiVersion }) => groups.includes(apiVersion.split('/')[0]))
      .flatMap((served) => filledSamples(wanted, served)),
  ]
}

function isCreatable({ apiVersion, verbs }: ServedResource): boolean {
  return verbs.includes('create') && !apiVersion.includes('.example/')
}

function groupOf({ spec }: JsonObject): string | undefined {
  return String((spec as JsonObject)['group'])
}

function writtenSamples(wanted: Wanted, file: string, object: JsonObject): readonly Sample[] {
  const { name, generateName } = { ...(object['metadata'] as JsonObject | undefined) }
  const title = `${file} ${titleOf(object)} ${name ?? generateName ?? ''}`
  const struct = structOf(wanted.shapes, object)
  const choices = seeded(`${wanted.seed} ${title} grown`)
  return [
    sample(wanted, title, object),
    ...grownFrom(object, struct, choices, wanted.amount.grown).map((one) =>
      sample(wanted, `${title}: ${one.done}`, one.object),
    ),
    ...varied(wanted, title, object, wanted.amount.written),
  ]
}

function formSamples(wanted: Wanted, minimal: readonly JsonObject[]): readonly Sample[] {
  const byKind = new Map(minimal.map((object) => [titleOf(object), object]))
  return scalarSamples(byKind).map(({ name, object }) => sample(wanted, name, object))
}

const percents = [100, 30, 60, 15]

function filledSamples(wanted: Wanted, { apiVersion, kind }: ServedResource): readonly Sample[] {
  const struct = structOf(wanted.shapes, { apiVersion, kind })
  return Array.from({ length: wanted.amount.filled }, (_, index) => {
    const percent = percents[index % percents.length] ?? 100
    const title = `made ${apiVersion} ${kind} ${index}`
    const choices = seeded(`${wanted.seed} ${title}`)
    const object = { ...filledObject(struct, { choices, percent }), apiVersion, kind }
    return [sample(wanted, title, object), ...varied(wanted, title, object, wanted.amount.varied)]
  }).flat()
}

function varied(
  wanted: Wanted,
  title: string,
  object: JsonObject,
  count: number,
): readonly Sample[] {
  const choices = seeded(`${wanted.seed} ${title} varied`)
  return variationsOf(object, structOf(wanted.shapes, object), choices, count).map(
    (one: Variation) => sample(wanted, `${title}: ${one.done}`, one.object),
  )
}

function sample(wanted: Wanted, name: string, object: JsonObject): Sample {
  const { apiVersion, kind } = object
  const { namespace = wanted.namespace } = { ...(object['metadata'] as JsonObject | undefined) }
  return {
    name,
    parcel: {
      apiVersion: String(apiVersion),
      kind: String(kind),
      namespace: typeof namespace === 'string' ? namespace : wanted.namespace,
      body: printRaw(object),
    },
  }
}

function titleOf({ apiVersion, kind }: JsonObject): string {
  return `${String(apiVersion)} ${String(kind)}`
}

function structOf(shapes: Shapes, object: JsonObject): Struct {
  const struct = shapes.get(titleOf(object))
  if (struct === undefined) throw new Error(`the OpenAPI describes no ${titleOf(object)}`)
  return struct
}
