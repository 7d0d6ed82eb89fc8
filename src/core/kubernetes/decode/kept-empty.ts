import { isArray, isObject, type JsonValue } from '../../source/json-value.ts'

/**
 * Lists and maps whose default asks whether they were given at all. Go tells an empty one from none and prints neither, so
 * here an empty one stays until the defaults are set, and the defaulter of its struct takes it out.
 */
const fields: ReadonlySet<string> = new Set([
  'autoscaling.v2.HPAScalingRules.policies',
  'core.v1.NodeStatus.allocatable',
])

/** Whether an empty value stays in the struct's field. */
export function isKeptEmpty(struct: string, field: string, value: JsonValue): boolean {
  return (isArray(value) || isObject(value)) && fields.has(`${struct}.${field}`)
}
