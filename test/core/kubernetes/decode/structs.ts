import type { StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { readTable } from '#src/core/kubernetes/schema/read-table.ts'
import { structOfKind } from '#src/core/kubernetes/schema/schema.ts'

/** A struct with these fields, which may hold a `@v1.Part`. */
export function structWith(fields: string): StructType {
  const types = [`v1.Thing ${fields}`, 'v1.Part name:string note?:string']
  const struct = readTable(
    `${types.join('\n')}\n\nv1 Thing things namespaced v1.Thing create - -`,
  ).struct('v1.Thing')
  if (struct === undefined) throw new Error('no struct')
  return struct
}

/** A kind of Kubernetes. */
export function kind(apiVersion: string, name: string): StructType {
  const struct = structOfKind(apiVersion, name)
  if (struct === undefined) throw new Error(`no ${name}`)
  return struct
}
