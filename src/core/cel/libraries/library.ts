import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { CelError, ListValue, MapValue, Value } from '../value.ts'
import type { Bytes } from '../values/bytes.ts'
import type { CelMap } from '../values/cel-map.ts'
import type { Cidr } from '../values/cidr.ts'
import type { Double } from '../values/double.ts'
import type { Duration } from '../values/duration.ts'
import type { Int } from '../values/int.ts'
import type { IpAddress } from '../values/ip-address.ts'
import type { NamedFormat } from '../values/named-format.ts'
import type { Optional } from '../values/optional.ts'
import type { QuantityValue } from '../values/quantity-value.ts'
import type { SemanticVersion } from '../values/semantic-version.ts'
import type { Timestamp } from '../values/timestamp.ts'
import type { TypeValue } from '../values/type-value.ts'
import type { Uint } from '../values/uint.ts'
import type { Url } from '../values/url.ts'

/** A family of functions, as Kubernetes enables it. */
export interface Library {
  readonly name: string
  readonly overloads: readonly Overload[]
}

/** One signature of a function. */
export interface Overload {
  /** With its namespace: `size`, `optional.of`, `sets.contains`. */
  readonly name: string
  readonly style: 'function' | 'method'
  /** Types as CEL writes them: `int`, `list(string)`, `dyn`, `A`. A method's receiver stands first. */
  readonly parameters: readonly string[]
  /** What is asked of the values at run time, where that is less than the declared types. */
  readonly accepts: readonly string[]
  readonly result: string
  /** The first release that has it; 1.28 stands for all before. */
  readonly since: KubernetesVersion
  /** The last release that has it, where a later one has another in its place. */
  readonly until: KubernetesVersion | undefined
  /** Whether only expressions of mutating policies have it. */
  readonly mutationOnly: boolean
  /** Gets values of the declared types, never an error. */
  readonly apply: (...values: never[]) => Value | CelError
  /** What arguments of other types give; without it cel-go's `no such overload: name(types)`. */
  readonly mismatch: ((values: readonly Value[]) => CelError) | undefined
  /** A faster `apply` for arguments that are constants (undefined where one is not), made once. */
  readonly prepare: ((constants: readonly (Value | undefined)[]) => Apply | undefined) | undefined
}

export type Apply = (...values: Value[]) => Value | CelError

/** What differs from the common case. */
export interface OverloadOptions {
  readonly accepts?: readonly string[]
  readonly since?: KubernetesVersion
  readonly until?: KubernetesVersion | undefined
  readonly mutationOnly?: boolean
  readonly mismatch?: (values: readonly Value[]) => CelError
  readonly prepare?: (constants: readonly (Value | undefined)[]) => Apply | undefined
}

interface TypeValues {
  readonly bool: boolean
  readonly bytes: Bytes
  readonly cidr: Cidr
  readonly double: number | Double
  readonly duration: Duration
  readonly format: NamedFormat
  readonly int: Int
  readonly ip: IpAddress
  readonly list: ListValue
  readonly map: MapValue | CelMap<Value>
  readonly null_type: null
  readonly optional_type: Optional<Value>
  readonly quantity: QuantityValue
  readonly semver: SemanticVersion
  readonly string: string
  readonly timestamp: Timestamp
  readonly type: TypeValue
  readonly uint: Uint
  readonly url: Url
}

/** The TypeScript type of a value of that CEL type; a type parameter or `dyn` is any value. */
type ValueOfType<T extends string> = T extends `${infer Head}(${string})`
  ? ValueOfType<Head>
  : T extends keyof TypeValues
    ? TypeValues[T]
    : Value

type ValuesOfTypes<P extends readonly string[]> = { [I in keyof P]: ValueOfType<P[I]> }

/** Declares a function that is called by its name. */
export function globalFunction<const P extends readonly string[]>(
  name: string,
  parameters: P,
  result: string,
  apply: (...values: ValuesOfTypes<P>) => Value | CelError,
  options: OverloadOptions = {},
): Overload {
  return declare(
    { name, style: 'function', parameters, result },
    apply as Overload['apply'],
    options,
  )
}

/** Declares a function that is called on its first argument. */
export function method<const P extends readonly string[]>(
  name: string,
  parameters: P,
  result: string,
  apply: (...values: ValuesOfTypes<P>) => Value | CelError,
  options: OverloadOptions = {},
): Overload {
  return declare({ name, style: 'method', parameters, result }, apply as Overload['apply'], options)
}

function declare(
  signature: Pick<Overload, 'name' | 'style' | 'parameters' | 'result'>,
  apply: Overload['apply'],
  options: OverloadOptions,
): Overload {
  return {
    ...signature,
    apply,
    accepts: options.accepts ?? signature.parameters,
    since: options.since ?? '1.28',
    until: options.until,
    mutationOnly: options.mutationOnly ?? false,
    mismatch: options.mismatch,
    prepare: options.prepare,
  }
}
