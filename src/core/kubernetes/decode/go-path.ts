import type { Path } from '../../source/path.ts'
import type { FieldType, StructType } from '../schema/field-type.ts'
import { schemaType } from './schema-type.ts'

/**
 * Where a wrong type was found, as Go says it: `struct field PodSpec.spec.containers`, the innermost struct and the fields
 * from the root with embedded structs and without indexes and keys; `value` at the root itself.
 * https://github.com/kubernetes-sigs/json/blob/2d320260d730/internal/golang/encoding/json/decode.go#L257
 */
export function goField(root: StructType, path: Path): string {
  const fields: string[] = []
  let innermost = root
  let type: FieldType | undefined = {
    kind: 'struct',
    goType: root.goName,
    struct: root,
    atomic: false,
  }
  for (const step of path) {
    const struct: StructType | undefined = typeof step === 'string' ? structOf(type) : undefined
    const field = struct?.fields.get(String(step))
    if (struct === undefined || field === undefined) type = elementOf(type)
    else {
      innermost = struct
      if (field.embedded !== '') fields.push(field.embedded)
      fields.push(field.name)
      type = field.type
    }
  }
  return fields.length === 0 ? 'value' : `struct field ${innermost.goName}.${fields.join('.')}`
}

/** `spec.containers[0].foo`, with a map's keys as they are. */
export function strictPath(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)
}

/** The struct whose field the next step is. */
function structOf(type: FieldType | undefined): StructType | undefined {
  if (type?.kind === 'struct') return type.struct
  return isSchema(type) ? schemaType().struct : undefined
}

function elementOf(type: FieldType | undefined): FieldType | undefined {
  if (type?.kind === 'list') return type.items
  if (type?.kind === 'map') return type.values
  return isSchema(type) ? schemaType() : undefined
}

function isSchema(type: FieldType | undefined): boolean {
  return type?.kind === 'scalar' && type.scalar.startsWith('schemaOr')
}
