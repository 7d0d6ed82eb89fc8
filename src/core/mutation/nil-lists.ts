import { isList } from '../cel/list-and-map.ts'
import type { Value } from '../cel/value.ts'
import { ObjectValue } from '../cel/values/object-value.ts'

/**
 * The value with null for every field of an `Object{…}` that is a list without elements: Go makes of such a list one that
 * is not there. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/mutation/dynamic/objects.go (convertField)
 */
export function withNilLists(value: Value): Value {
  if (isList(value)) return value.map(withNilLists)
  if (!(value instanceof ObjectValue)) return value
  const fields = [...value.fields].map(([name, field]): [string, Value] => [
    name,
    isList(field) && field.length === 0 ? null : withNilLists(field as Value),
  ])
  return new ObjectValue(value.typeName, new Map(fields))
}
