import { CelError } from '#src/core/cel/value.ts'
import { builtInKindsOnly, type Kinds } from '#src/core/kubernetes/kinds.ts'
import { applyConfiguration } from '#src/core/mutation/apply-configuration.ts'
import type { Mutated } from '#src/core/mutation/mutated.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { evaluate } from '../cel/evaluate.ts'

/** What an expression such as `Object{…}` makes of an object. */
export function applied(
  object: JsonObject,
  expression: string,
  kinds: Kinds = builtInKindsOnly,
): Mutated {
  const value = evaluate(expression)
  if (value instanceof CelError) throw new Error(value.message)
  return applyConfiguration({ object, arrived: object, kinds }, { value, opaque: new Set() })
}
