import { isExactType } from './same-type.ts'
import { dynType, type Type } from './type.ts'

/** What type parameters stand for so far. A failed attempt to assign leaves no trace. */
export interface Bindings {
  readonly bound: Map<string, Type>
  /** What was bound before each change, so that changes can be taken back. */
  readonly changes: { readonly name: string; readonly before: Type | undefined }[]
  /** How many types may still be looked at. */
  stepsLeft: number
}

export function noBindings(): Bindings {
  return { bound: new Map(), changes: [], stepsLeft: mostSteps }
}

/**
 * At least four times what any sensible expression of the greatest length takes. A type can be exponentially larger than
 * its text: `[1].map(a, {a: a}).map(b, {b: b})…`
 */
const mostSteps = 2_000_000

/** No more types are looked at: nothing is assignable from here on. */
export function giveUp(bindings: Bindings): void {
  bindings.stepsLeft = 0
}

export function hasGivenUp({ stepsLeft }: Bindings): boolean {
  return stepsLeft <= 0
}

/**
 * Whether a value of type `from` may stand where `to` is wanted; binds type parameters of both so that it may.
 * https://github.com/google/cel-go/blob/v0.29.2/checker/types.go
 */
export function assign(bindings: Bindings, from: Type, to: Type): boolean {
  return assignAll(bindings, [from], [to])
}

/** The same for types at the same places of two lists: all of them or none. */
export function assignAll(bindings: Bindings, from: readonly Type[], to: readonly Type[]): boolean {
  const mark = bindings.changes.length
  if (unifyAll(bindings, from, to)) return true
  takeBack(bindings, mark)
  return false
}

/** The type with everything filled in that is bound; free parameters stay, or become `dyn`. */
export function substitute(bindings: Bindings, type: Type, free: 'parameter' | 'dyn'): Type {
  if (!takeStep(bindings)) return type
  if (type.kind === 'parameter') {
    const bound = bindings.bound.get(type.name)
    if (bound !== undefined) return substitute(bindings, bound, free)
    return free === 'dyn' ? dynType : type
  }
  if (type.parameters.length === 0) return type
  const parameters = type.parameters.map((parameter) => substitute(bindings, parameter, free))
  const isUnchanged = parameters.every((parameter, index) => parameter === type.parameters[index])
  return isUnchanged ? type : { ...type, parameters }
}

/** Of two types that unify the one that says less. */
export function mostGeneral(left: Type, right: Type): Type {
  return isEqualOrLessSpecific(left, right) ? left : right
}

export function isDyn({ kind }: Type): boolean {
  return kind === 'dyn' || kind === 'any'
}

export function isDynOrError(type: Type): boolean {
  return type.kind === 'error' || isDyn(type)
}

function takeStep(bindings: Bindings): boolean {
  bindings.stepsLeft--
  return bindings.stepsLeft > 0
}

function bind(bindings: Bindings, { name }: Type, to: Type): void {
  bindings.changes.push({ name, before: bindings.bound.get(name) })
  bindings.bound.set(name, to)
}

function takeBack({ bound, changes }: Bindings, mark: number): void {
  while (changes.length > mark) {
    const change = changes.pop()
    if (change?.before !== undefined) bound.set(change.name, change.before)
    else if (change !== undefined) bound.delete(change.name)
  }
}

function unifyAll(bindings: Bindings, from: readonly Type[], to: readonly Type[]): boolean {
  if (from.length !== to.length) return false
  return from.every((type, index) => {
    const other = to[index]
    return other !== undefined && unify(bindings, type, other)
  })
}

function unify(bindings: Bindings, from: Type, to: Type): boolean {
  if (!takeStep(bindings)) return false
  if (to.kind === 'parameter') {
    const answer = unifyWithParameter(bindings, from, to)
    if (answer !== 'unbound') return answer
  }
  if (from.kind === 'parameter') return unifyWithParameter(bindings, to, from) === true
  if (isDynOrError(from) || isDynOrError(to)) return true
  if (from.kind === 'null') return takesNull(to)
  if (to.kind === 'null') return takesNull(from)
  return unifyConcrete(bindings, from, to)
}

/** `unbound` where the parameter stands for nothing yet and cannot stand for the type, which contains it. */
function unifyWithParameter(bindings: Bindings, type: Type, parameter: Type): boolean | 'unbound' {
  if (type.kind === 'parameter' && type.name === parameter.name) return true
  const bound = bindings.bound.get(parameter.name)
  if (bound === undefined) {
    if (occursIn(bindings, parameter, type)) return 'unbound'
    bind(bindings, parameter, type)
    return true
  }
  if (isExactType(type, bound)) return true
  if (!unify(bindings, type, bound)) return false
  const general = mostGeneral(type, bound)
  if (!occursIn(bindings, parameter, general)) bind(bindings, parameter, general)
  return true
}

function unifyConcrete(bindings: Bindings, from: Type, to: Type): boolean {
  switch (from.kind) {
    case 'type':
      return to.kind === 'type'
    case 'opaque':
    case 'list':
    case 'map':
      return (
        from.kind === to.kind &&
        from.name === to.name &&
        unifyAll(bindings, from.parameters, to.parameters)
      )
    case 'unspecified':
      return false
    default:
      return from.kind === to.kind && from.name === to.name
  }
}

/** Scalars take null only where they are declared so; what is no scalar always did. */
function takesNull({ kind, nullable }: Type): boolean {
  return nullable === true || nullables.has(kind)
}

const nullables: ReadonlySet<Type['kind']> = new Set([
  'any',
  'duration',
  'null',
  'opaque',
  'struct',
  'timestamp',
])

function occursIn(bindings: Bindings, parameter: Type, within: Type): boolean {
  if (!takeStep(bindings)) return true
  if (isExactType(parameter, within)) return true
  if (within.kind !== 'parameter') {
    return within.parameters.some((inner) => occursIn(bindings, parameter, inner))
  }
  const bound = bindings.bound.get(within.name)
  return bound !== undefined && occursIn(bindings, parameter, bound)
}

function isEqualOrLessSpecific(left: Type, right: Type): boolean {
  if (isDyn(left) || left.kind === 'parameter') return true
  if (isDyn(right) || right.kind === 'parameter') return false
  if (left.kind !== right.kind) return false
  if (left.kind === 'type') return true
  if (left.kind !== 'opaque' && left.kind !== 'list' && left.kind !== 'map') {
    return isExactType(left, right)
  }
  return (
    left.name === right.name &&
    left.parameters.length === right.parameters.length &&
    left.parameters.every((parameter, index) => {
      const other = right.parameters[index]
      return other !== undefined && isEqualOrLessSpecific(parameter, other)
    })
  )
}
