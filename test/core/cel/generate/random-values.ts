import fc from 'fast-check'
import { CelError, LazyObject, type Value } from '#src/core/cel/value.ts'
import { Bytes } from '#src/core/cel/values/bytes.ts'
import { CelMap } from '#src/core/cel/values/cel-map.ts'
import { Cidr } from '#src/core/cel/values/cidr.ts'
import { Double } from '#src/core/cel/values/double.ts'
import { Duration } from '#src/core/cel/values/duration.ts'
import { IpAddress } from '#src/core/cel/values/ip-address.ts'
import { ObjectValue } from '#src/core/cel/values/object-value.ts'
import { none, Optional } from '#src/core/cel/values/optional.ts'
import { QuantityValue } from '#src/core/cel/values/quantity-value.ts'
import { SemanticVersion } from '#src/core/cel/values/semantic-version.ts'
import { Uint } from '#src/core/cel/values/uint.ts'

/** Keys that say nothing, and keys that every JavaScript object, list or function has. */
const keys = ['f', 'g', 'constructor', '__proto__', 'toString', 'length', 'value'] as const

const scalars: readonly Value[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  2,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  9_007_199_254_740_993n,
  '',
  'a',
  'a:b/c',
  '1Gi',
  '10.0.0.1',
  '10.0.0.0/8',
  '1.2.3',
  'http://a/?b=c',
  'uri',
  '\ud800',
  '\u{1f600}é',
  ...keys,
]

const boxed: readonly Value[] = [
  new Uint(1n),
  new Double(1),
  new Double(Number.NaN),
  new Bytes(new Uint8Array([97])),
  new Duration(1_000_000_000n),
  new QuantityValue({ unscaled: 1n, exponent: 0, format: 'DecimalSI', fitsInt64: true }),
  new IpAddress(4, 0x0a000001n),
  new Cidr(new IpAddress(4, 0x0a000000n), 8),
  new SemanticVersion([1n, 2n, 3n], ['a'], []),
  none,
  new Optional<Value>(1),
  new Optional<Value>({ f: { g: [1, 'a'] } }),
  new ObjectValue('Object', new Map<string, Value>([['f', 'a']])),
  new CelMap<Value>(new Map([[1, { key: 1, value: 'one' }]])),
  new LazyObject(
    (name) => name === 'f' || name === 'g',
    (name) => (name === 'f' ? [1, 2] : name === 'g' ? new CelError('g fails') : undefined),
  ),
]

/** JSON, with values in it that JSON does not have; deep down as well as on top. */
export const randomValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: fc.constantFrom(...scalars) },
    { weight: 1, arbitrary: fc.constantFrom(...boxed) },
    { weight: 3, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom(...keys), tie('value')), { maxLength: 4 })
        .map((entries) => Object.fromEntries(entries)),
    },
  ),
})).value

/** What an activation may give for a name. */
export const randomBinding: fc.Arbitrary<Value | CelError | undefined> = fc.oneof(
  { weight: 12, arbitrary: randomValue },
  { weight: 1, arbitrary: fc.constant(new CelError('not to be had')) },
  { weight: 1, arbitrary: fc.constant(undefined) },
)
