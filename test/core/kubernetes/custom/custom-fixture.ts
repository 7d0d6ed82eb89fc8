import { customKinds } from '#src/core/kubernetes/custom/custom-kinds.ts'
import { decodeCustom } from '#src/core/kubernetes/custom/decode-custom.ts'
import { validateCustom } from '#src/core/kubernetes/custom/validate-custom.ts'
import { decodeMetadata } from '#src/core/kubernetes/decode/decode-metadata.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

export const version = (schema: JsonValue, name = 'v1'): JsonObject => ({
  name,
  served: true,
  storage: name === 'v1',
  schema: { openAPIV3Schema: schema },
})

/** A CustomResourceDefinition of the kind Crontab with one version of that schema; `spec` replaces what it names. */
export const crdOf = (schema: JsonValue, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'crontabs.stable.example.com' },
  spec: {
    group: 'stable.example.com',
    scope: 'Namespaced',
    names: { kind: 'Crontab', plural: 'crontabs' },
    versions: [version(schema)],
    ...spec,
  },
})

export const read = (...crds: readonly JsonObject[]) => customKinds(crds, decodeMetadata)

export const problemsOf = (crd: JsonObject): readonly string[] =>
  read(crd).problems.map(({ field, message }) => `${field}: ${message}`)

/** An object type with these properties. */
export const objectOf = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
})

export function kindOf(schema: JsonValue, spec: JsonObject = {}) {
  const { kinds, problems } = read(crdOf(schema, spec))
  const [kind] = kinds
  if (kind === undefined) throw new Error(JSON.stringify(problems))
  return kind
}

export const crontab = (fields: JsonObject): JsonObject => ({
  apiVersion: 'stable.example.com/v1',
  kind: 'Crontab',
  ...fields,
})

export const decode = (schema: JsonValue, fields: JsonObject) =>
  decodeCustom(crontab(fields), kindOf(schema), decodeMetadata)

export const refusals = (schema: JsonValue, fields: JsonObject): readonly string[] =>
  validateCustom(crontab(fields), kindOf(schema)).map(
    ({ field, message }) => `${field}: ${message}`,
  )
