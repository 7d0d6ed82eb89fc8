import { type KubernetesVersion, kubernetesVersions } from '../../kubernetes/version.ts'
import type { CelError, ListValue, MapValue, Value } from '../value.ts'
import type { AccessDecision } from '../values/access-decision.ts'
import type { Authorizer } from '../values/authorizer.ts'
import type { Bytes } from '../values/bytes.ts'
import type { CelMap } from '../values/cel-map.ts'
import type { Cidr } from '../values/cidr.ts'
import type { Double } from '../values/double.ts'
import type { Duration } from '../values/duration.ts'
import type { GroupCheck } from '../values/group-check.ts'
import type { Int } from '../values/int.ts'
import type { IpAddress } from '../values/ip-address.ts'
import type { NamedFormat } from '../values/named-format.ts'
import type { Optional } from '../values/optional.ts'
import type { PathCheck } from '../values/path-check.ts'
import type { QuantityValue } from '../values/quantity-value.ts'
import type { ResourceCheck } from '../values/resource-check.ts'
import type { SemanticVersion } from '../values/semantic-version.ts'
import type { Timestamp } from '../values/timestamp.ts'
import type { TypeValue } from '../values/type-value.ts'
import type { Uint } from '../values/uint.ts'
import type { Url } from '../values/url.ts'

const firstRelease = kubernetesVersions[0]

/** A family of functions, as Kubernetes enables it. */
export interface Library {
  readonly name: string
  readonly overloads: readonly Overload[]
  /**
   * What Kubernetes counts for calls, by the function's name or by an overload's id, which comes first.
   * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go (CallCost)
   */
  readonly costs?: ReadonlyMap<string, CostRule>
}

/** One signature of a function or an operator, as the checker sees it. */
export interface Declaration {
  /** With its namespace: `size`, `optional.of`, `sets.contains`; an operator's is cel-go's internal one (`_+_`). */
  readonly name: string
  /** The overload's id in cel-go and in Kubernetes, such as `add_int64` or `kubernetes.quantity.string_to_quantity`. */
  readonly id: string
  readonly style: 'function' | 'method'
  /** Types as CEL writes them: `int`, `list(string)`, `dyn`, `A`. A method's receiver stands first. */
  readonly parameters: readonly string[]
  readonly result: string
  /** The first release that has it; 1.28 stands for all before. */
  readonly since: KubernetesVersion
  /** The last release that has it, where a later one has another in its place. */
  readonly until: KubernetesVersion | undefined
  /**
   * Whether new expressions have it a release later than stored ones, as all that Kubernetes introduces; what came with
   * a new cel-go came for all at once.
   */
  readonly delayed: boolean
  /** Whether only expressions of mutating policies have it. */
  readonly mutationOnly: boolean
  /** What cel-go itself counts for a call at run time; 1 where nothing is said. */
  readonly cost: CostRule | undefined
}

/**
 * What a call costs at run time: a fixed number, or one that depends on the arguments and the result (errors where they
 * failed). Whole, not negative. An error instead of a number ends the whole evaluation: there cel-go's counting breaks.
 */
export type CostRule =
  | number
  | ((values: readonly (Value | CelError)[], result: Value | CelError) => number | CelError)

/** A signature with what it does. */
export interface Overload extends Declaration {
  /** What is asked of the values at run time, where that is less than the declared types. */
  readonly accepts: readonly string[]
  /** Gets values of the declared types, never an error. */
  readonly apply: (...values: never[]) => Value | CelError
  /** What arguments of other types give; without it cel-go's `no such overload: name(types)`. */
  readonly mismatch: ((values: readonly Value[]) => CelError) | undefined
  /**
   * A faster `apply` for arguments that are constants (undefined where one is not), made once. It gets values of any
   * type, as cel-go's functions with a constant pattern do.
   */
  readonly prepare: ((constants: readonly (Value | undefined)[]) => Apply | undefined) | undefined
}

export type Apply = (...values: Value[]) => Value | CelError

/** What differs from the common case. */
export interface OverloadOptions {
  readonly cost?: CostRule
  readonly accepts?: readonly string[]
  readonly since?: KubernetesVersion
  readonly until?: KubernetesVersion | undefined
  readonly mutationOnly?: boolean
  readonly mismatch?: (values: readonly Value[]) => CelError
  readonly prepare?: (constants: readonly (Value | undefined)[]) => Apply | undefined
}

interface TypeValues {
  readonly authorizer: Authorizer
  readonly bool: boolean
  readonly bytes: Bytes
  readonly cidr: Cidr
  readonly decision: AccessDecision
  readonly double: number | Double
  readonly duration: Duration
  readonly format: NamedFormat
  readonly group_check: GroupCheck
  readonly int: Int
  readonly ip: IpAddress
  readonly list: ListValue
  readonly map: MapValue | CelMap<Value>
  readonly null_type: null
  readonly optional_type: Optional<Value>
  readonly path_check: PathCheck
  readonly quantity: QuantityValue
  readonly resource_check: ResourceCheck
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

/**
 * Declarations that Kubernetes introduced in that release, which means one release later for new expressions. Those that
 * came later by themselves keep their release.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/environment/base.go
 */
export function introducedIn<D extends Declaration>(
  since: KubernetesVersion,
  declarations: readonly D[],
): readonly D[] {
  return declarations.map((declaration) =>
    declaration.since === firstRelease ? { ...declaration, since, delayed: true } : declaration,
  )
}

/** Overloads that became others in that release, for all expressions at once. */
export function changedIn(
  since: KubernetesVersion,
  before: readonly Overload[],
  after: readonly Overload[],
): readonly Overload[] {
  const until = kubernetesVersions[kubernetesVersions.indexOf(since) - 1]
  return [
    ...before.map((overload) => ({ ...overload, until })),
    ...after.map((overload) => ({ ...overload, since })),
  ]
}

/** Declares a function that is called by its name. */
export function globalFunction<const P extends readonly string[]>(
  name: string,
  id: string,
  parameters: P,
  result: string,
  apply: (...values: ValuesOfTypes<P>) => Value | CelError,
  options: OverloadOptions = {},
): Overload {
  return declare(
    { name, id, style: 'function', parameters, result },
    apply as Overload['apply'],
    options,
  )
}

/** Declares a function that is called on its first argument. */
export function method<const P extends readonly string[]>(
  name: string,
  id: string,
  parameters: P,
  result: string,
  apply: (...values: ValuesOfTypes<P>) => Value | CelError,
  options: OverloadOptions = {},
): Overload {
  return declare(
    { name, id, style: 'method', parameters, result },
    apply as Overload['apply'],
    options,
  )
}

/** Declares an operator, which the evaluator knows. */
export function operator(
  name: string,
  id: string,
  parameters: readonly string[],
  result: string,
  cost?: CostRule,
): Declaration {
  return {
    ...{ name, id, style: 'function', parameters, result },
    ...{ cost, since: firstRelease, until: undefined, delayed: false, mutationOnly: false },
  }
}

function declare(
  signature: Pick<Overload, 'name' | 'id' | 'style' | 'parameters' | 'result'>,
  apply: Overload['apply'],
  options: OverloadOptions,
): Overload {
  return {
    ...signature,
    cost: options.cost,
    apply,
    accepts: options.accepts ?? signature.parameters,
    since: options.since ?? firstRelease,
    until: options.until,
    delayed: false,
    mutationOnly: options.mutationOnly ?? false,
    mismatch: options.mismatch,
    prepare: options.prepare,
  }
}
