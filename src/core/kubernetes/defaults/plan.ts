import type { Field, FieldType, StructType } from '../schema/field-type.ts'
import type { Defaulter } from './defaulter.ts'

/** What is to do in a struct, found once; most of an object's fields lead to no default at all. */
export interface Plan {
  readonly apply: readonly Defaulter['apply'][]
  readonly constants: readonly Constant[]
  readonly nested: readonly Nested[]
}

interface Constant {
  readonly name: string
  readonly value: string | number | boolean
}

interface Nested {
  readonly name: string
  readonly shape: Shape
  readonly plan: Plan
}

/** How a field holds structs: one, a list, or a map of them. */
type Shape = 'struct' | 'list' | 'map'

interface Planner {
  readonly applyOf: ReadonlyMap<string, readonly Defaulter['apply'][]>
  readonly plans: Map<StructType, Plan>
  readonly reached: Map<StructType, boolean>
}

/** The plans of structs by these defaulters; a struct's plan is made when it is first asked for. */
export function planner(defaulters: readonly Defaulter[]): (struct: StructType) => Plan {
  const made = { applyOf: byStruct(defaulters), plans: new Map(), reached: new Map() }
  return (struct) => planOf(struct, made)
}

function byStruct(defaulters: readonly Defaulter[]): Planner['applyOf'] {
  const applyOf = new Map<string, Defaulter['apply'][]>()
  for (const { struct, apply } of defaulters) {
    applyOf.set(struct, [...(applyOf.get(struct) ?? []), apply])
  }
  return applyOf
}

/** The plan is known before its nested ones are made, as a type may hold itself. */
function planOf(struct: StructType, made: Planner): Plan {
  const known = made.plans.get(struct)
  if (known !== undefined) return known
  const nested: Nested[] = []
  const fields = [...struct.fields.values()]
  const plan = {
    apply: made.applyOf.get(struct.name) ?? [],
    constants: fields.flatMap(constantOf),
    nested,
  }
  made.plans.set(struct, plan)
  for (const { name, type } of fields) {
    const held = structsIn(type)
    if (held === undefined || !leadsToDefaults(held.struct, made)) continue
    nested.push({ name, shape: held.shape, plan: planOf(held.struct, made) })
  }
  return plan
}

function constantOf({ name, default: value }: Field): readonly Constant[] {
  return value === undefined ? [] : [{ name, value }]
}

function structsIn(type: FieldType): { shape: Shape; struct: StructType } | undefined {
  if (type.kind === 'struct') return { shape: 'struct', struct: type.struct }
  if (type.kind === 'scalar') return undefined
  const inner = type.kind === 'list' ? type.items : type.values
  return inner.kind === 'struct' ? { shape: type.kind, struct: inner.struct } : undefined
}

function leadsToDefaults(struct: StructType, made: Planner): boolean {
  const known = made.reached.get(struct)
  if (known !== undefined) return known
  const seen = new Set<StructType>()
  const found = finds(struct, seen, made)
  for (const each of found ? [struct] : seen) made.reached.set(each, found)
  return found
}

/** Whether a default is in the struct or below; what was seen on the way is not looked at again. */
function finds(struct: StructType, seen: Set<StructType>, made: Planner): boolean {
  if (seen.has(struct)) return false
  seen.add(struct)
  const known = made.reached.get(struct)
  if (known !== undefined) return known
  if (made.applyOf.has(struct.name)) return true
  const fields = [...struct.fields.values()]
  if (fields.some((field) => field.default !== undefined)) return true
  return fields.some((field) => {
    const held = structsIn(field.type)
    return held !== undefined && finds(held.struct, seen, made)
  })
}
