import type { MergeType } from '../kubernetes/merge-type.ts'
import { isArray, isObject, type JsonValue } from '../source/json-value.ts'

/**
 * Where an apply configuration names an atomic list, map or struct, of which a merge would take away what is not named.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/patch/smd.go (findAtomics)
 */
export function atomicPlaces(
  value: JsonValue,
  { map, list }: MergeType,
  path = '',
): readonly string[] {
  if (isArray(value) && list !== undefined) {
    const below = value.flatMap((item, index) =>
      atomicPlaces(item, list.items, `${path}[${index}]`),
    )
    return list.atomic ? [path, ...below] : below
  }
  if (!isObject(value) || map === undefined) return []
  const below = Object.entries(value).flatMap(([name, field]) => {
    const type = map.field(name)
    return type === undefined ? [] : atomicPlaces(field, type, `${path}.${name}`)
  })
  return map.atomic ? [path, ...below] : below
}
