import { isArray, isObject, type JsonObject, type JsonValue } from '#src/core/index.ts'

export interface Refusal {
  readonly message: string
  /** Undefined where it is not told. */
  readonly reason: string | undefined
  readonly status: number
}

/** What became of a request, in the form in which both arms can be compared. */
export interface Answer {
  readonly status: number
  readonly refusal: Refusal | undefined
  /** All that was said against the request, the refusal among it. */
  readonly refusals: readonly Refusal[]
  readonly warnings: readonly string[]
  /** `validation_failure`, and those of policies as `POLICY/KEY`. */
  readonly annotations: Readonly<Record<string, string>>
  /** What would be stored; null for a refusal. */
  readonly object: JsonValue
  /** Whether a webhook changed something; of no interest to a comparison. */
  readonly isPatched: boolean
}

/** The parts of an object that no two requests have in common, wherever they stand. */
const momentary = [
  'uid',
  'creationTimestamp',
  'resourceVersion',
  'managedFields',
  'lastTransitionTime',
  'lastUpdateTime',
  'deletionTimestamp',
]

/** The object without what only the cluster knows of it. */
export function lasting(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(lasting)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([key]) => !momentary.includes(key))
  return Object.fromEntries(kept.map(([key, field]) => [key, lasting(field)])) as JsonObject
}
