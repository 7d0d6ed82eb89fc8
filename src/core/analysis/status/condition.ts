import { isArray, isObject, type JsonObject, valueAt } from '../../source/json-value.ts'

/** Whether an object is in force, and why. */
export interface Readiness {
  readonly status: 'True' | 'False'
  /** In CamelCase. */
  readonly reason: string
  readonly message: string
}

export interface Condition extends Readiness {
  readonly type: string
  readonly observedGeneration?: number
}

/**
 * The condition with the time at which its status changed: now, or what the object says where it is the same.
 * https://github.com/kubernetes/apimachinery/blob/v0.37.0/pkg/apis/meta/v1/types.go (Condition)
 */
export function conditionAfter(object: JsonObject, condition: Condition, time: string): JsonObject {
  const before = conditionIn(object, condition.type)
  const since = before?.['lastTransitionTime']
  const isSame = before?.['status'] === condition.status && typeof since === 'string'
  return { ...condition, lastTransitionTime: isSame ? since : inSeconds(time) }
}

function conditionIn(object: JsonObject, type: string): JsonObject | undefined {
  const conditions = valueAt(object, ['status', 'conditions'])
  return isArray(conditions)
    ? conditions.filter(isObject).find((condition) => condition['type'] === type)
    : undefined
}

/** As Kubernetes writes times. */
function inSeconds(time: string): string {
  return time.replace(/\.\d+(?=Z$)/, '')
}
