import type { FieldType, StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { builtInKinds, structOfKind } from '#src/core/kubernetes/schema/schema.ts'

/** Every type that a built-in kind holds, each once. */
export function everyStruct(): readonly StructType[] {
  const seen = new Set<StructType>()
  for (const { group, version, kind } of builtInKinds()) {
    const struct = structOfKind(group === '' ? version : `${group}/${version}`, kind)
    if (struct !== undefined) visit(struct, seen)
  }
  return [...seen]
}

function visit(struct: StructType, seen: Set<StructType>): void {
  if (seen.has(struct)) return
  seen.add(struct)
  for (const { type } of struct.fields.values()) {
    const below = structIn(type)
    if (below !== undefined) visit(below, seen)
  }
}

function structIn(type: FieldType): StructType | undefined {
  if (type.kind === 'struct') return type.struct
  if (type.kind === 'scalar') return undefined
  return structIn(type.kind === 'list' ? type.items : type.values)
}
