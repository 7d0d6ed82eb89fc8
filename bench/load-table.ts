import type { FieldType, StructType } from '../src/core/kubernetes/schema/field-type.ts'
import { structOfKind } from '../src/core/kubernetes/schema/schema.ts'

/** Loads the schema table and reads every type that a Deployment holds; `bench/objects.ts` times it in a process of its own. */
export function loadTable(): number {
  const seen = new Set<StructType>()
  const visit = (type: FieldType): void => {
    if (type.kind === 'list') visit(type.items)
    if (type.kind === 'map') visit(type.values)
    if (type.kind === 'struct') visitStruct(type.struct)
  }
  const visitStruct = (struct: StructType): void => {
    if (seen.has(struct)) return
    seen.add(struct)
    for (const { type } of struct.fields.values()) visit(type)
  }
  const deployment = structOfKind('apps/v1', 'Deployment')
  if (deployment !== undefined) visitStruct(deployment)
  return seen.size
}
