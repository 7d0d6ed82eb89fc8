import fc from 'fast-check'
import type { JsonObject, JsonValue } from '#src/core/index.ts'
import type { FieldType, Scalar, StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { builtInKinds, structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import type { StagedKind } from '#src/core/kubernetes/stages/surroundings.ts'

export interface Sample {
  readonly kind: StagedKind
  readonly object: JsonObject
  readonly other: JsonObject
}

/** Two objects of one kind: fields of the schema, some left out, with values that the schema allows. */
export const samples: fc.Arbitrary<Sample> = fc
  .constantFrom(...builtInKinds().filter(({ creatable }) => creatable))
  .chain((kind) => {
    const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`
    const struct = structOfKind(apiVersion, kind.kind)
    if (struct === undefined) throw new Error(`no struct for ${kind.kind}`)
    const object = objectOf(struct, 0).map((fields) => ({ ...fields, apiVersion, kind: kind.kind }))
    return fc.record({ kind: fc.constant(kind), object, other: object })
  })

const maxDepth = 7

function objectOf(struct: StructType, depth: number): fc.Arbitrary<JsonObject> {
  const fields = [...struct.fields.values()].map(({ name, type }) => [name, type] as const)
  const chosen = fc.subarray(fields, { maxLength: Math.min(fields.length, depth < 3 ? 99 : 4) })
  return chosen.chain((some) =>
    fc.tuple(...some.map(([, type]) => valueFor(type, depth + 1))).map((values) => {
      const entries = some.flatMap(([name], index) => [[name, values[index] ?? null] as const])
      return Object.fromEntries(entries)
    }),
  )
}

function valueFor(type: FieldType, depth: number): fc.Arbitrary<JsonValue> {
  if (depth > maxDepth) return fc.constant(type.kind === 'list' ? [] : {})
  switch (type.kind) {
    case 'scalar':
      return scalars[type.scalar] ?? texts
    case 'list':
      return fc.array(valueFor(type.items, depth + 1), { maxLength: 2 })
    case 'map':
      return fc
        .array(fc.tuple(keys, valueFor(type.values, depth + 1)), { maxLength: 2 })
        .map((entries) => Object.fromEntries(entries))
    case 'struct':
      return objectOf(type.struct, depth + 1)
  }
}

const keys = fc.constantFrom(
  'cpu',
  'memory',
  '__proto__',
  'constructor',
  'deprecated.daemonset.template.generation',
  'autoscaling.alpha.kubernetes.io/metrics',
  'container.apparmor.security.beta.kubernetes.io/main',
)
const texts = fc.constantFrom('', 'main', 'default', 'None', 'Always', 'Local', 'NodePort', '7')

const scalars: Partial<Record<Scalar, fc.Arbitrary<JsonValue>>> = {
  boolean: fc.boolean(),
  int32: fc.integer({ min: -1, max: 99 }),
  int64: fc.integer({ min: -1, max: 99 }),
  quantity: fc.constantFrom('0', '1', '500m', '1Gi'),
  intOrString: fc.constantFrom(0, 1, '25%'),
  time: fc.constantFrom(null, '2026-01-01T00:00:00Z'),
  rawExtension: fc.constantFrom(null, { a: 1 }),
}

const names =
  `metadata spec status template data stringData containers initContainers volumes annotations labels resources
  limits requests ports strategy rollingUpdate selector matchLabels serviceAccountName nodeName runtimeClassName tolerations
  affinity podAffinity podCIDR podCIDRs clusterIP clusterIPs ipFamilies type nodePort finalizers taints devices versions
  conversion webhook dataSource schedulingGates lifecycle __proto__ constructor length`.split(/\s+/)

/** Anything with the names that the stages look for, in any place and of any type. */
export const wild: fc.Arbitrary<JsonObject> = fc.letrec<{ value: JsonValue; object: JsonObject }>(
  (tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      texts,
      fc.constantFrom<JsonValue>(null, 0, true),
      fc.array(tie('value'), { maxLength: 2 }),
      tie('object'),
    ),
    object: fc
      .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries)),
  }),
).object
