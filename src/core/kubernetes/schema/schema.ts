import type { ServedKind, StructType } from './field-type.ts'
import { readTable, type Schema } from './read-table.ts'
import { subResourceKinds, subResourceTypes } from './sub-resource-types.ts'
import { table } from './table.ts'

let read: Schema | undefined

function schema(): Schema {
  read ??= readTable(`${subResourceTypes.trim()}\n${table.trim()}`)
  return read
}

/** The kind as the API server serves it with its default settings, or undefined. */
export function builtInKind(apiVersion: string, kind: string): ServedKind | undefined {
  return schema().kinds.get(`${apiVersion}/${kind}`)?.served
}

/** All of them, sorted by group, version and kind. */
export function builtInKinds(): readonly ServedKind[] {
  return [...schema().kinds.values()].map(({ served }) => served)
}

/** The fields of a built-in kind, or undefined where it is not one. */
export function structOfKind(apiVersion: string, kind: string): StructType | undefined {
  const found = schema().kinds.get(`${apiVersion}/${kind}`)
  return found && schema().struct(found.struct)
}

/** The fields of a kind that only sub-resources take, such as Scale; undefined of any other. */
export function structOfSubResource(apiVersion: string, kind: string): StructType | undefined {
  const name = subResourceKinds.get(`${apiVersion}/${kind}`)
  return name === undefined ? undefined : structNamed(name)
}

/** A type of the table by its name, such as `meta.v1.ObjectMeta` or `core.v1.PodSpec`. */
export function structNamed(name: string): StructType {
  const found = schema().struct(name)
  if (found === undefined) throw new Error(`the schema table lacks ${name}`)
  return found
}
