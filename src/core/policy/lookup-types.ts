import { dynType, listType, type Type } from '../cel/check/type.ts'
import type { Policy } from './model.ts'

/** The types of a policy's lookups by name: each a list of objects; undefined where it has none. */
export function lookupTypes({ lookups }: Policy): ReadonlyMap<string, Type> | undefined {
  return lookups.length === 0 ? undefined : new Map(lookups.map(({ name }) => [name, objects]))
}

const objects = listType(dynType)
