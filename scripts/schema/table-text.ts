import type { Scalar } from '#src/core/kubernetes/schema/field-type.ts'
import { goNameOf } from '#src/core/kubernetes/schema/go-name.ts'
import type { GoField, GoTypes } from './go-types.ts'
import type { ApiResource, Discovery, OpenApiSchema, OpenApiSchemas } from './read-cluster.ts'
import { shortName } from './short-name.ts'

/** What an API server says of its kinds, and Go of their types. */
export interface Facts {
  readonly schemas: OpenApiSchemas
  readonly discovery: readonly Discovery[]
  readonly goTypes: GoTypes
}

/**
 * The schema table: a line for each type that a served kind holds, then a line for each kind. Its grammar stands in
 * src/core/kubernetes/schema/read-table.ts.
 */
export function tableText({ schemas, discovery, goTypes }: Facts): string {
  const kinds = kindsOf(schemas, discovery)
  const types = reachable(
    schemas,
    kinds.map(({ schema }) => schema),
  )
  const typeLines = types.map((name) => typeLine(name, schemas[name] ?? {}, goTypes[name] ?? []))
  return `${[...typeLines, '', ...kinds.map(({ line }) => line)].join('\n')}\n`
}

function kindsOf(schemas: OpenApiSchemas, discovery: readonly Discovery[]) {
  const schemaOf = new Map(
    Object.entries(schemas).flatMap(([name, schema]) =>
      (schema['x-kubernetes-group-version-kind'] ?? []).map(({ group, version, kind }) => [
        `${group}/${version}/${kind}`,
        name,
      ]),
    ),
  )
  const kinds = discovery.flatMap(({ group, version, resources }) =>
    resources.flatMap((resource) => {
      const schema = schemaOf.get(`${group}/${version}/${resource.kind}`)
      if (schema === undefined || resource.name.includes('/')) return []
      const apiVersion = group === '' ? version : `${group}/${version}`
      return [{ line: kindLine(apiVersion, resource, shortName(schema), resources), schema }]
    }),
  )
  return kinds.sort((left, right) => (left.line < right.line ? -1 : 1))
}

function kindLine(
  apiVersion: string,
  { name, kind, namespaced, verbs, shortNames = [] }: ApiResource,
  type: string,
  resources: readonly ApiResource[],
): string {
  const subResources = resources
    .filter((resource) => resource.name.startsWith(`${name}/`))
    .map((resource) => resource.name.slice(name.length + 1))
  return [
    apiVersion,
    kind,
    name,
    namespaced ? 'namespaced' : 'cluster',
    type,
    verbs.includes('create') ? 'create' : '-',
    shortNames.join(',') || '-',
    subResources.join(',') || '-',
  ].join(' ')
}

function reachable(schemas: OpenApiSchemas, roots: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name) || scalars[name] !== undefined) return
    found.add(name)
    for (const property of Object.values(schemas[name]?.properties ?? {})) visitSchema(property)
  }
  const visitSchema = (schema: OpenApiSchema): void => {
    const reference = referenceOf(schema)
    if (reference !== undefined) visit(reference)
    if (schema.items !== undefined) visitSchema(schema.items)
    if (typeof schema.additionalProperties === 'object') visitSchema(schema.additionalProperties)
  }
  for (const root of roots) visit(root)
  return [...found].sort()
}

function typeLine(name: string, schema: OpenApiSchema, goFields: readonly GoField[]): string {
  const fields = goFields.map((goField) => {
    const property = schema.properties?.[goField.name]
    if (property === undefined) throw new Error(`OpenAPI lacks ${name}.${goField.name}`)
    const required = schema.required?.includes(goField.name) === true
    return fieldText(goField, property, required)
  })
  const missing = Object.keys(schema.properties ?? {}).filter(
    (property) => !goFields.some((field) => field.name === property),
  )
  if (missing.length > 0) throw new Error(`Go lacks ${name}.${missing.join(', ')}`)
  const atomic = schema['x-kubernetes-map-type'] === 'atomic' ? '~' : ''
  return [`${shortName(name)}${atomic}`, ...fields].join(' ')
}

function fieldText(field: GoField, schema: OpenApiSchema, required: boolean): string {
  const type = typeText(schema)
  const flags = [
    required ? '!' : '',
    field.pointer === true ? '*' : '',
    field.omitEmpty === true ? '?' : '',
    field.omitZero === true ? '%' : '',
  ]
  return [
    field.embedded === undefined ? '' : `(${field.embedded})`,
    field.name,
    ...flags,
    `:${type}`,
    field.goType === goTypeOf(type) ? '' : `<${field.goType}>`,
    hasDefault(field, schema) ? `=${JSON.stringify(schema.default)}` : '',
    schema.enum === undefined ? '' : `|${schema.enum.join('|')}`,
  ].join('')
}

/** A default that the API server sets; the others only say what Go prints of an empty value. */
function hasDefault({ pointer, omitEmpty }: GoField, schema: OpenApiSchema): boolean {
  const value = schema.default
  if (value === undefined || typeof value === 'object') return false
  return pointer === true || (omitEmpty === true && value !== '' && value !== 0 && value !== false)
}

function referenceOf(schema: OpenApiSchema): string | undefined {
  return (schema.$ref ?? schema.allOf?.[0]?.$ref)?.replace('#/components/schemas/', '')
}

function typeText(schema: OpenApiSchema): string {
  const atomic = schema['x-kubernetes-map-type'] === 'atomic' ? '~' : ''
  const reference = referenceOf(schema)
  if (reference !== undefined) {
    return scalars[reference] ?? `@${shortName(reference)}${atomic}${granularText(schema)}`
  }
  if (schema.items !== undefined) return `[${listText(schema)}]${typeText(schema.items)}`
  if (typeof schema.additionalProperties === 'object') {
    return `{${atomic}}${typeText(schema.additionalProperties)}`
  }
  const scalar = scalars[`${schema.type}${schema.format === undefined ? '' : `.${schema.format}`}`]
  if (scalar === undefined) throw new Error(`a type that is not known: ${JSON.stringify(schema)}`)
  return scalar
}

/** Said of a field whose type is atomic elsewhere. */
function granularText(schema: OpenApiSchema): string {
  return schema['x-kubernetes-map-type'] === 'granular' ? '+' : ''
}

function listText(schema: OpenApiSchema): string {
  switch (schema['x-kubernetes-list-type']) {
    case 'map':
      return (schema['x-kubernetes-list-map-keys'] ?? []).join(',')
    case 'set':
      return '*'
    default:
      return ''
  }
}

const apimachinery = 'io.k8s.apimachinery.pkg'
const apiextensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1'

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'boolean',
  'integer.int32': 'int32',
  'integer.int64': 'int64',
  'number.double': 'double',
  'string.byte': 'bytes',
  [`${apimachinery}.apis.meta.v1.Time`]: 'time',
  [`${apimachinery}.apis.meta.v1.MicroTime`]: 'microTime',
  [`${apimachinery}.apis.meta.v1.FieldsV1`]: 'fieldsV1',
  [`${apimachinery}.api.resource.Quantity`]: 'quantity',
  [`${apimachinery}.util.intstr.IntOrString`]: 'intOrString',
  [`${apimachinery}.runtime.RawExtension`]: 'rawExtension',
  [`${apiextensions}.JSON`]: 'json',
  [`${apiextensions}.JSONSchemaPropsOrArray`]: 'schemaOrList',
  [`${apiextensions}.JSONSchemaPropsOrBool`]: 'schemaOrBoolean',
  [`${apiextensions}.JSONSchemaPropsOrStringArray`]: 'schemaOrStrings',
}

/** What Go calls a type, where nobody gave it a name of its own. */
function goTypeOf(type: string): string {
  const list = /^\[[^\]]*\](.*)$/.exec(type)
  if (list !== null) return `[]${goTypeOf(list[1] ?? '')}`
  const map = /^\{~?\}(.*)$/.exec(type)
  if (map !== null) return `map[string]${goTypeOf(map[1] ?? '')}`
  const struct = /^@(?:.*\.)?([^.]+\.[^.~]+)~?$/.exec(type)
  return struct?.[1] ?? goNameOf(type as Scalar)
}
