import type { CustomSchema } from '../../kubernetes/custom/schema.ts'
import { isGoStruct } from '../../kubernetes/decode/zero-value.ts'
import type { KnownKind } from '../../kubernetes/kinds.ts'
import type { Field, FieldType, StructType } from '../../kubernetes/schema/field-type.ts'
import { structNamed } from '../../kubernetes/schema/schema.ts'

/** What a schema says of a value. */
export type Form =
  | {
      readonly kind: 'object'
      /** As in the schema table, `core.v1.Container`; empty for what a CustomResourceDefinition describes. */
      readonly name: string
      readonly field: (name: string) => FormField | undefined
      /** Whether it may have fields that are not known. */
      readonly isOpen: boolean
    }
  | { readonly kind: 'map'; readonly values: Form }
  | { readonly kind: 'list'; readonly items: Form }
  | { readonly kind: 'text'; readonly values: readonly string[] }
  | { readonly kind: 'anything' }

interface FormField {
  readonly form: Form
  /** Whether every object has it, whatever was sent: Go prints it always, it has a constant default, or it is required. */
  readonly isCertain: boolean
}

const anyForm: Form = { kind: 'anything' }

/** The form of a kind's objects; of one that is not known only `metadata` is. */
export function formOfKind(kind: KnownKind | undefined): Form {
  if (kind === undefined) return unknownForm()
  return kind.origin === 'built-in' ? formOfStruct(kind.struct) : formOfCustom(kind.custom.schema)
}

function formOfStruct(struct: StructType): Form {
  return {
    kind: 'object',
    name: struct.name,
    isOpen: false,
    field: (name) => {
      const field = typeMeta.has(name) ? textField : struct.fields.get(name)
      return field && ('form' in field ? field : fieldOfStruct(field))
    },
  }
}

const textForm: Form = { kind: 'text', values: [] }
const textField: FormField = { form: textForm, isCertain: true }
const typeMeta: ReadonlySet<string> = new Set(['apiVersion', 'kind'])

function fieldOfStruct(field: Field): FormField {
  const { type, required, pointer, omitEmpty, omitZero } = field
  const isPrinted = !omitZero && (!omitEmpty || (!pointer && isGoStruct(type)))
  const isCertain = (isPrinted && !pointer) || field.default !== undefined || (required && pointer)
  return { form: formOfType(type, field.values), isCertain }
}

function formOfType(type: FieldType, values: readonly string[]): Form {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'string' ? { kind: 'text', values } : anyForm
    case 'list':
      return { kind: 'list', items: formOfType(type.items, []) }
    case 'map':
      return { kind: 'map', values: formOfType(type.values, []) }
    case 'struct':
      return formOfStruct(type.struct)
  }
}

/** A resource of a CustomResourceDefinition: its metadata is that of every object. */
function formOfCustom(schema: CustomSchema): Form {
  return withTypeMeta(objectOf(schema))
}

function unknownForm(): Form {
  return withTypeMeta({ kind: 'object', name: '', isOpen: true, field: () => undefined })
}

function withTypeMeta(form: Form): Form {
  if (form.kind !== 'object') return form
  return {
    ...form,
    field: (name) => {
      if (typeMeta.has(name)) return textField
      return name === 'metadata'
        ? { form: formOfStruct(structNamed('meta.v1.ObjectMeta')), isCertain: true }
        : form.field(name)
    },
  }
}

function objectOf(schema: CustomSchema): Form {
  return {
    kind: 'object',
    name: '',
    isOpen: schema.preserveUnknownFields || schema.additionalProperties === true,
    field: (name) => {
      const property = schema.properties.get(name)
      const isCertain = property?.default !== undefined || schema.rules.required.includes(name)
      return property && { form: formOfSchema(property), isCertain }
    },
  }
}

function formOfSchema(schema: CustomSchema): Form {
  if (schema.embeddedResource) return withTypeMeta(objectOf(schema))
  if (schema.items !== undefined) return { kind: 'list', items: formOfSchema(schema.items) }
  if (typeof schema.additionalProperties === 'object') {
    return { kind: 'map', values: formOfSchema(schema.additionalProperties) }
  }
  if (schema.properties.size > 0) return objectOf(schema)
  return schema.type === 'string' ? { kind: 'text', values: textsIn(schema) } : anyForm
}

function textsIn({ rules, nullable }: CustomSchema): readonly string[] {
  const texts = rules.enum.filter((value) => typeof value === 'string')
  return nullable || texts.length < rules.enum.length ? [] : texts
}
