import type { FieldType, StructType } from '../schema/field-type.ts'
import { structNamed } from '../schema/schema.ts'

/** What a CRD's schema is made of, as the type of a field: the alternatives in schemas decode into it. */
export function schemaType(): Extract<FieldType, { kind: 'struct' }> {
  const struct: StructType = structNamed('apiextensions.v1.JSONSchemaProps')
  return { kind: 'struct', goType: 'v1.JSONSchemaProps', struct, atomic: struct.atomic }
}
