import type { CallNode } from './ast.ts'
import { withoutDot } from './check/check-name.ts'
import type { Checked } from './check/checked.ts'
import type { Apply } from './libraries/library.ts'
import { typeGuardOf } from './libraries/type-guard.ts'
import { typeNameOf } from './type-of.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'

/** The functions that convert what they get. https://github.com/google/cel-go/blob/v0.29.2/common/overloads/overloads.go (IsTypeConversionFunction) */
export const conversions: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'double',
  'duration',
  'dyn',
  'int',
  'string',
  'timestamp',
  'type',
  'uint',
])

/** What a conversion such as `int(x)` makes of a constant, as the overloads that were selected for the call do it. */
export function convertConstant(
  node: CallNode,
  value: Value | CelError,
  { references }: Checked,
): Value | CelError {
  if (value instanceof CelError) return value
  const reference = references.get(node)
  const overloads = reference?.kind === 'function' ? reference.overloads : []
  const overload = overloads.find(({ accepts: [type = 'dyn'] }) => typeGuardOf(type)(value))
  if (overload !== undefined) return (overload.apply as Apply)(value)
  const mismatch = overloads.find(({ mismatch }) => mismatch !== undefined)?.mismatch
  return (
    mismatch?.([value]) ??
    new CelError(`no such overload: ${withoutDot(node.function)}(${typeNameOf(value)})`)
  )
}
