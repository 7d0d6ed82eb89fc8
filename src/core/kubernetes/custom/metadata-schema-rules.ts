import { isObject } from '../../source/json-value.ts'
import { type FieldError, forbidden, invalid } from './field-error.ts'
import { child, type FieldPath, key } from './field-path.ts'
import type { CustomSchema, Level } from './schema.ts'
import { isUnset, unreadableFields } from './unset.ts'

const nameFields: ReadonlySet<string> = new Set(['name', 'generateName'])

/** What a schema may say of apiVersion, kind and metadata, which are there without it. */
export function metadataErrors(
  schema: CustomSchema,
  level: Level,
  path: FieldPath,
): readonly FieldError[] {
  if (level !== 'root' && !schema.embeddedResource) return []
  const properties = child(path, 'properties')
  const wrongType = (name: string, type: string, detail: string): readonly FieldError[] => {
    const property = schema.properties.get(name)
    if (property === undefined || property.type === type) return []
    return [invalid(child(key(properties, name), 'type'), property.type, detail)]
  }
  const metadata = schema.properties.get('metadata')
  return [
    ...wrongType('kind', 'string', 'must be string'),
    ...wrongType('apiVersion', 'string', 'must be string'),
    ...wrongType('metadata', 'object', 'must be object'),
    ...(level === 'root' && metadata !== undefined && !restrictsNamesOnly(metadata)
      ? [forbidden(key(properties, 'metadata'), onlyNames)]
      : []),
  ]
}

const onlyNames =
  'must not specify anything other than name and generateName, but metadata is implicitly specified'

/** Empty ones of the fields that a structural schema does not have were let through before. */
const sayNothing: ReadonlySet<string> = new Set(['type', 'default', ...unreadableFields])

function restrictsNamesOnly({ written }: CustomSchema): boolean {
  return Object.entries(written).every(([name, value]) => {
    if (sayNothing.has(name) || isUnset(name, value)) return true
    if (name !== 'properties' || !isObject(value)) return false
    return Object.keys(value).every((property) => nameFields.has(property))
  })
}
