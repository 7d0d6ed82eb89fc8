import { fieldOf, type JsonObject } from '../../source/json-value.ts'
import type { CustomKind } from './custom-kind.ts'
import { embeddedErrors } from './embedded-rules.ts'
import { distinct, type FieldError, invalid } from './field-error.ts'
import { child } from './field-path.ts'
import { listTypeErrors } from './list-types.ts'
import { scaleErrors } from './scale-rules.ts'
import { validateValue } from './validate-value.ts'

/**
 * What the API server refuses when the object is created: its schema, the scale subresource, embedded resources, sets and
 * maps. Fields come in the schema's order (the API server's order is random). Rules (`x-kubernetes-validations`) are not
 * evaluated here, metadata is not judged, and of the status subresource, which drops `status` before, nothing is known.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/strategy.go
 */
export function validateCustom(object: JsonObject, kind: CustomKind): readonly FieldError[] {
  const typeErrors = typeMetaErrors(object, kind)
  if (typeErrors.length > 0) return typeErrors
  const { schema, subresources } = kind
  return distinct([
    ...validateValue(object, schema, { base: undefined, path: undefined, isDefault: false }),
    ...(subresources.scale === undefined ? [] : scaleErrors(object, subresources.scale)),
    ...embeddedErrors(object, schema),
    ...listTypeErrors(object, schema),
  ])
}

function typeMetaErrors(object: JsonObject, kind: CustomKind): readonly FieldError[] {
  return [
    ...wordErrors(object, 'kind', kind.kind),
    ...wordErrors(object, 'apiVersion', `${kind.group}/${kind.version}`),
  ]
}

function wordErrors(object: JsonObject, name: string, expected: string): readonly FieldError[] {
  const found = fieldOf(object, name)
  const text = typeof found === 'string' ? found : ''
  return text === expected ? [] : [invalid(child(undefined, name), text, `must be ${expected}`)]
}
