import type { ApiClient } from '../api-client.ts'

/** What a value may be, as the API server's own OpenAPI says it. Structs may hold themselves. */
export type Shape = Struct | ListShape | MapShape | ScalarShape

export interface Struct {
  readonly kind: 'struct'
  /** Without the package: `PodSpec`. */
  readonly type: string
  readonly fields: ReadonlyMap<string, Shape>
}

interface ListShape {
  readonly kind: 'list'
  readonly item: Shape
}

interface MapShape {
  readonly kind: 'map'
  readonly value: Shape
}

export interface ScalarShape {
  readonly kind: 'scalar'
  readonly scalar: Scalar
  /** The texts that a string may be, where it may not be any. */
  readonly texts?: readonly string[]
}

export type Scalar =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'double'
  | 'quantity'
  | 'int-or-string'
  | 'time'
  | 'micro-time'
  | 'bytes'
  | 'any'

/** The shape of each kind, by `apiVersion kind`. */
export type Shapes = ReadonlyMap<string, Struct>

interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string
  readonly format?: string
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string
    readonly version: string
    readonly kind: string
  }[]
}

type Schemas = ReadonlyMap<string, Schema>

interface Index {
  readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>
}

interface Description {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/** Reads the shapes of all kinds of these group versions from a running API server. https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3 */
export async function readShapes(
  client: ApiClient,
  apiVersions: readonly string[],
): Promise<Shapes> {
  const { paths } = await readJson<Index>(client, '/openapi/v3')
  const wanted = apiVersions.map((apiVersion) =>
    apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`,
  )
  const descriptions = await Promise.all(
    Object.entries(paths)
      .filter(([path]) => wanted.includes(path))
      .map(([, { serverRelativeURL }]) => readJson<Description>(client, serverRelativeURL)),
  )
  return shapesOf(new Map(descriptions.flatMap((one) => Object.entries(schemasOf(one)))))
}

async function readJson<T>(client: ApiClient, path: string): Promise<T> {
  const { status, text } = await client.get(path)
  if (status !== 200) throw new Error(`${path}: ${text}`)
  return JSON.parse(text) as T
}

function schemasOf({ components }: Description): Readonly<Record<string, Schema>> {
  return components?.schemas ?? {}
}

function shapesOf(schemas: Schemas): Shapes {
  const named = new Map<string, Shape>()
  return new Map(
    [...schemas].flatMap(([name, schema]) =>
      (schema['x-kubernetes-group-version-kind'] ?? []).flatMap(({ group, version, kind }) => {
        const shape = namedShape(name, schemas, named)
        const apiVersion = group === '' ? version : `${group}/${version}`
        return shape.kind === 'struct' ? [[`${apiVersion} ${kind}`, shape] as const] : []
      }),
    ),
  )
}

const scalarTypes: Readonly<Record<string, Scalar>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'micro-time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
}

/** A struct is entered before its fields are read, so that it may hold itself. */
function namedShape(name: string, schemas: Schemas, named: Map<string, Shape>): Shape {
  const known = named.get(name)
  if (known !== undefined) return known
  const schema = schemas.get(name) ?? {}
  const scalar = scalarTypes[name]
  if (scalar !== undefined || !isStruct(schema)) {
    const shape = scalar === undefined ? shapeOf(schema, schemas, named) : scalarShape(scalar)
    named.set(name, shape)
    return shape
  }
  const fields = new Map<string, Shape>()
  const shape: Struct = { kind: 'struct', type: name.slice(name.lastIndexOf('.') + 1), fields }
  named.set(name, shape)
  setFields(fields, schema.properties ?? {}, schemas, named)
  return shape
}

/** Some structs have no fields yet. */
function isStruct({ type, properties, additionalProperties }: Schema): boolean {
  return properties !== undefined || (type === 'object' && additionalProperties === undefined)
}

function setFields(
  fields: Map<string, Shape>,
  properties: NonNullable<Schema['properties']>,
  schemas: Schemas,
  named: Map<string, Shape>,
): void {
  for (const [field, type] of Object.entries(properties)) {
    fields.set(field, shapeOf(type, schemas, named))
  }
}

const reference = '#/components/schemas/'

function shapeOf(schema: Schema, schemas: Schemas, named: Map<string, Shape>): Shape {
  const target = schema.$ref ?? schema.allOf?.[0]?.$ref
  if (target !== undefined) return namedShape(target.slice(reference.length), schemas, named)
  if (schema.type === 'array') {
    return { kind: 'list', item: shapeOf(schema.items ?? {}, schemas, named) }
  }
  if (schema.type === 'object' && schema.additionalProperties !== undefined) {
    return { kind: 'map', value: shapeOf(schema.additionalProperties, schemas, named) }
  }
  if (schema.properties !== undefined) {
    const fields = new Map<string, Shape>()
    setFields(fields, schema.properties, schemas, named)
    return { kind: 'struct', type: Object.keys(schema.properties).join(), fields }
  }
  const texts = schema.enum === undefined ? {} : { texts: schema.enum }
  return { ...scalarShape(scalarOf(schema)), ...texts }
}

function scalarShape(scalar: Scalar): ScalarShape {
  return { kind: 'scalar', scalar }
}

function scalarOf({ type, format, ...schema }: Schema): Scalar {
  if (schema['x-kubernetes-int-or-string'] === true) return 'int-or-string'
  switch (type) {
    case 'string':
      if (format === 'date-time') return 'time'
      return format === 'byte' ? 'bytes' : 'string'
    case 'boolean':
      return 'boolean'
    case 'integer':
      return format === 'int64' ? 'int64' : 'int32'
    case 'number':
      return 'double'
    default:
      return 'any'
  }
}
