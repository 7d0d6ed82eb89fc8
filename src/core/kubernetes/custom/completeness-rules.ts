import { type FieldError, required } from './field-error.ts'
import { child, type FieldPath, index, key, printField } from './field-path.ts'
import type { CustomSchema } from './schema.ts'

/**
 * Every field and item that a junctor at the root restricts is described outside of it as well.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/complete.go
 */
export function completenessErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  return junctorErrors(schema, { schema, path }, path)
}

/** The schema outside that corresponds to the one inside. */
interface Outside {
  readonly schema: CustomSchema | undefined
  readonly path: FieldPath
}

function junctorErrors(
  { rules }: CustomSchema,
  outside: Outside,
  path: FieldPath,
): readonly FieldError[] {
  const each = (schemas: readonly CustomSchema[], name: string) =>
    schemas.flatMap((one, at) => insideErrors(one, outside, index(child(path, name), at)))
  return [
    ...(rules.not === undefined ? [] : insideErrors(rules.not, outside, child(path, 'not'))),
    ...each(rules.allOf, 'allOf'),
    ...each(rules.anyOf, 'anyOf'),
    ...each(rules.oneOf, 'oneOf'),
  ]
}

function insideErrors(
  inside: CustomSchema,
  outside: Outside,
  path: FieldPath,
): readonly FieldError[] {
  const { schema } = outside
  if (schema === undefined) return [missing(outside.path, path)]
  const items: Outside = { schema: schema.items, path: child(outside.path, 'items') }
  return [
    ...junctorErrors(inside, outside, path),
    ...(inside.items === undefined ? [] : insideErrors(inside.items, items, child(path, 'items'))),
    ...[...inside.properties].flatMap(([name, property]) =>
      insideErrors(
        property,
        {
          schema: schema.properties.get(name),
          path: key(child(outside.path, 'properties'), name),
        },
        key(child(path, 'properties'), name),
      ),
    ),
  ]
}

function missing(outside: FieldPath, inside: FieldPath): FieldError {
  return required(outside, `because it is defined in ${printField(inside)}`)
}
