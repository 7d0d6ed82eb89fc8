import { parseJson } from '../../../source/json.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../../source/json-value.ts'
import { decodeStruct } from '../../decode/decode-struct.ts'
import type { FieldType, StructType } from '../../schema/field-type.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { editExisting, itemsOf, withField } from '../edit.ts'
import { autoscalerType } from './autoscaler-types.ts'
import { printGoJson } from './go-json.ts'
import { roundTripAnnotations } from './horizontal-pod-autoscaler.ts'

const lists = { metrics: 'Metrics', currentMetrics: 'Statuses', conditions: 'Conditions' } as const

type ListAnnotation = keyof typeof lists

/** The list that the annotation carries, or undefined where it carries none that Go can read. */
export function readItems(
  which: ListAnnotation,
  annotations: JsonObject,
): readonly JsonObject[] | undefined {
  const items = jsonIn(annotations, roundTripAnnotations[which])
  if (items === null) return []
  const list = items === undefined ? undefined : decoded({ items }, autoscalerType(lists[which]))
  return list && itemsOf(list, 'items')
}

/** The annotation of a list, or undefined for an empty one. */
export function printItems(
  which: ListAnnotation,
  items: readonly JsonObject[],
): string | undefined {
  if (items.length === 0) return undefined
  const type = autoscalerType(lists[which]).fields.get('items')?.type
  return type && printGoJson(items, type)
}

/** The annotation of the behaviour as Go writes it again, or undefined where it says nothing that Go can read. */
export function printBehavior(
  annotations: JsonObject,
  version: KubernetesVersion,
): string | undefined {
  const value = jsonIn(annotations, roundTripAnnotations.behavior)
  if (!isObject(value)) return undefined
  const struct = autoscalerType('Behavior')
  const behavior = decoded(value, struct)
  if (behavior === undefined || !directions.some((field) => isObject(behavior[field]))) {
    return undefined
  }
  const rules = isAtLeast(version, '1.33') ? behavior : withoutTolerance(behavior)
  return printGoJson(rules, { kind: 'struct', goType: '', struct, atomic: false })
}

const directions = ['ScaleUp', 'ScaleDown']

/** The field is new in 1.33. */
function withoutTolerance(behavior: JsonObject): JsonObject {
  return directions.reduce(
    (before, field) =>
      editExisting(before, [field], (rules) => withField(rules, 'Tolerance', undefined)),
    behavior,
  )
}

function jsonIn(annotations: JsonObject, name: string): JsonValue | undefined {
  const text = fieldOf(annotations, name)
  if (typeof text !== 'string') return undefined
  const parsed = parseJson(text)
  return parsed.kind === 'value' ? parsed.value : undefined
}

/** What Go's own decoder reads: it ignores fields that it does not know, and the case of those that it knows. */
function decoded(value: JsonObject, struct: StructType): JsonObject | undefined {
  const { object, problems } = decodeStruct(inCaseOf(value, struct), struct)
  return problems.some(({ kind }) => kind === 'undecodable') ? undefined : object
}

function inCaseOf(value: JsonObject, struct: StructType): JsonObject {
  const names = new Map([...struct.fields.keys()].map((name) => [name.toLowerCase(), name]))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = names.get(key.toLowerCase()) ?? key
      const type = struct.fields.get(name)?.type
      return [name, type === undefined ? inner : inCaseOfType(inner, type)]
    }),
  )
}

function inCaseOfType(value: JsonValue, type: FieldType): JsonValue {
  if (type.kind === 'list' && isArray(value)) {
    return value.map((item) => inCaseOfType(item, type.items))
  }
  return type.kind === 'struct' && isObject(value) ? inCaseOf(value, type.struct) : value
}
