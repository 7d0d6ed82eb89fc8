import type { JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'

/** The smallest value in which the given one stands at the path; a list has only the one item. */
export function surround(value: JsonValue, steps: Path): JsonValue {
  return steps.reduceRight<JsonValue>(
    (inner, step) => (typeof step === 'number' ? [inner] : Object.fromEntries([[step, inner]])),
    value,
  )
}
