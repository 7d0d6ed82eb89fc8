import { isArray, isObject, type JsonObject, type JsonValue, type Path } from '#src/core/index.ts'
import { type Ingredient, ingredients } from './ingredients.ts'

/** A Pod, and what is in it. */
export interface Sample {
  readonly name: string
  readonly pod: JsonObject
}

/**
 * A Pod for every pair of controls and every `step`-th pair of their variants, half of them from one that the level
 * restricted allows, half from one that says nothing.
 */
export function samples(step: number): readonly Sample[] {
  const pairs = ingredients.flatMap((one, index) =>
    ingredients.slice(index + 1).map((other) => [one, other] as const),
  )
  return pairs
    .flatMap(([one, other]) =>
      variantsOf(one, other).map(({ name, edits }, index) => ({
        name,
        pod: edits.reduce(edited, index % 2 === 0 ? restricted : bare),
      })),
    )
    .filter((_, index) => index % step === 0)
}

function variantsOf(one: Ingredient, other: Ingredient) {
  return one.variants.flatMap((left, i) =>
    other.variants.map((right, j) => ({
      name: `${one.control} ${i}, ${other.control} ${j}`,
      edits: [...left, ...right],
    })),
  )
}

const container = (name: string, more: JsonObject): JsonObject => ({ name, image: 'a', ...more })

const bare: JsonObject = podOf({}, {})

const restricted: JsonObject = podOf(
  { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  {
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  },
)

function podOf(securityContext: JsonObject, ofContainers: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: {
      securityContext,
      containers: [container('a', ofContainers), container('b', ofContainers)],
      initContainers: [container('i', ofContainers)],
    },
  }
}

function edited(
  pod: JsonObject,
  [path, value]: readonly [Path, JsonValue | undefined],
): JsonObject {
  return withValue(pod, path, value) as JsonObject
}

function withValue(at: JsonValue, path: Path, value: JsonValue | undefined): JsonValue {
  const [step, ...rest] = path
  if (step === undefined) return value ?? null
  if (isArray(at)) return at.map((item, i) => (i === step ? withValue(item, rest, value) : item))
  const object = isObject(at) ? at : {}
  const { [String(step)]: before = {}, ...others } = object
  return rest.length === 0 && value === undefined
    ? others
    : { ...object, [String(step)]: withValue(before, rest, value) }
}
