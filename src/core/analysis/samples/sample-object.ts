import { joinApiVersion } from '../../kubernetes/group-version.ts'
import type { KnownKind } from '../../kubernetes/kinds.ts'
import { templatePathOf } from '../../kubernetes/pod-template.ts'
import type { Field, FieldType, StructType } from '../../kubernetes/schema/field-type.ts'
import type { JsonObject, JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'

/** The smallest object of a kind that an API server would take, as far as its schema says what it must have. */
export function sampleObject(kind: KnownKind): JsonObject {
  const { served } = kind
  const { group, resource, namespaced } = served
  const metadata = { name: 'sample', ...(namespaced ? { namespace: 'default' } : {}) }
  const head = { apiVersion: joinApiVersion(served), kind: served.kind, metadata }
  const template = isPod(kind) ? [] : templatePathOf(group, resource)
  const body = kind.origin === 'built-in' ? structSample(kind.struct, []) : {}
  const object = { ...body, ...head }
  return template === undefined ? object : withPod(object, template)
}

function isPod({ served }: KnownKind): boolean {
  return served.group === '' && served.kind === 'Pod'
}

/** What is required, structs in structs; a struct in itself ends it. */
function structSample(struct: StructType, around: readonly StructType[]): JsonObject {
  if (around.includes(struct)) return {}
  const required = [...struct.fields.values()].filter(
    ({ name, required }) => required && name !== 'metadata' && name !== 'status',
  )
  return Object.fromEntries(
    required.map((field) => [field.name, fieldSample(field, [...around, struct])]),
  )
}

function fieldSample({ type, values }: Field, around: readonly StructType[]): JsonValue {
  if (type.kind === 'scalar' && type.scalar === 'string') return values[0] ?? 'sample'
  return typeSample(type, around)
}

function typeSample(type: FieldType, around: readonly StructType[]): JsonValue {
  switch (type.kind) {
    case 'list':
      return type.items.kind === 'struct' ? [structSample(type.items.struct, around)] : ['sample']
    case 'map':
      return {}
    case 'struct':
      return structSample(type.struct, around)
    case 'scalar':
      return scalars[type.scalar] ?? {}
  }
}

const scalars: Readonly<Record<string, JsonValue>> = {
  string: 'sample',
  boolean: false,
  int32: 1,
  int64: 1,
  double: 1,
  bytes: 'c2FtcGxl',
  time: '2000-01-01T00:00:00Z',
  microTime: '2000-01-01T00:00:00.000000Z',
  quantity: '1',
  intOrString: 1,
}

const labels = { app: 'sample' }

/** A Pod with one container, in the place where the kind keeps it; a selector that selects it. */
function withPod(object: JsonObject, path: Path): JsonObject {
  const pod = { containers: [{ name: 'app', image: 'registry.example/app:1.0' }] }
  if (path.length === 0) return { ...object, spec: pod }
  const template = { metadata: { labels }, spec: pod }
  const withTemplate = putAt(object, path, template)
  return selecting.has(String(object['kind']))
    ? putAt(withTemplate, ['spec', 'selector'], { matchLabels: labels })
    : withTemplate
}

const selecting: ReadonlySet<string> = new Set([
  'DaemonSet',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
])

function putAt(object: JsonObject, [step, ...rest]: Path, value: JsonValue): JsonObject {
  const name = String(step)
  if (rest.length === 0) return { ...object, [name]: value }
  const inner = object[name]
  return { ...object, [name]: putAt((inner ?? {}) as JsonObject, rest, value) }
}
