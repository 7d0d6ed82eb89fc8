import { entriesOf, isList, isMap } from '../cel/list-and-map.ts'
import type { Value } from '../cel/value.ts'
import { ObjectValue } from '../cel/values/object-value.ts'
import { quoteForGo } from '../source/go-quote.ts'

/**
 * What is wrong with the type names inside of an `Object{…}`: each must be the path of the field it stands in, such as
 * `Object.spec.template`. Lists and maps in between have no name.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/mutation/dynamic/objects.go (CheckTypeNamesMatchFieldPathNames)
 */
export function typeNameMismatches(object: ObjectValue<Value>): readonly string[] {
  return mismatches(object, object.typeName)
}

function mismatches(value: Value, expected: string): readonly string[] {
  if (value instanceof ObjectValue) {
    const below = [...value.fields]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([name, field]) => mismatches(field as Value, `${expected}.${name}`))
    return value.typeName === expected ? below : [mismatch(value.typeName, expected), ...below]
  }
  if (isList(value)) return value.flatMap((element) => mismatches(element, expected))
  return isMap(value) ? entriesOf(value).flatMap(([, entry]) => mismatches(entry, expected)) : []
}

function mismatch(found: string, expected: string): string {
  return `unexpected type name ${quoteForGo(found)}, expected ${quoteForGo(expected)}, which matches field name path from root Object type`
}
