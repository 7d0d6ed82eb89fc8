import type { Expression } from '../ast.ts'
import type { Type } from '../check/type.ts'
import { type Estimate, fixed, one, union, unknownSize } from './estimate.ts'
import { type Path, stepsOf } from './path.ts'
import type { Sizes } from './sizes.ts'

/** How large the keys and values of a list or map are; a list's keys are its indices. */
export interface EntrySizes {
  readonly container: 'list' | 'map'
  readonly key: Estimate
  readonly value: Estimate
}

/** A name that a macro binds. */
interface LocalName {
  readonly path: Path | undefined
  readonly size: Estimate | undefined
  readonly entries: EntrySizes | undefined
}

/** What an estimate has found out on its way, about nodes and about the names in force. */
export interface KnownSizes {
  readonly pathOf: (node: Expression) => Path | undefined
  readonly setPath: (node: Expression, path: Path | undefined) => void
  readonly sizeOf: (node: Expression) => Estimate | undefined
  readonly setSize: (node: Expression, size: Estimate | undefined) => void
  readonly entriesOf: (node: Expression) => EntrySizes | undefined
  readonly setEntries: (node: Expression, entries: EntrySizes | undefined) => void
  readonly local: (name: string) => LocalName | undefined
  readonly push: (name: string, local: LocalName) => void
  readonly pop: (name: string) => void
}

/** Nothing yet; sizes at paths from declared names are asked for when nothing else is known of a node. */
export function knownSizes(typeOf: (node: Expression) => Type, sizes: Sizes): KnownSizes {
  const paths = new Map<Expression, Path | undefined>()
  const known = new Map<Expression, Estimate>()
  const entries = new Map<Expression, EntrySizes>()
  const locals = new Map<string, LocalName[]>()
  const local = (name: string) => locals.get(name)?.at(-1)
  const localOf = (node: Expression) => (node.kind === 'identifier' ? local(node.name) : undefined)
  const pathOf = (node: Expression) => {
    const bound = localOf(node)
    return bound === undefined ? paths.get(node) : bound.path
  }
  const sizeAtPath = (node: Expression): Estimate | undefined => {
    const path = pathOf(node)
    const size = path && sizes(stepsOf(path))
    if (size !== undefined) known.set(node, size)
    return size
  }
  return {
    pathOf,
    setPath: (node, path) => void paths.set(node, path),
    sizeOf: (node) =>
      known.get(node) ??
      writtenSize(node) ??
      sizeAtPath(node) ??
      (isScalar(typeOf(node)) ? one : undefined) ??
      localOf(node)?.size,
    setSize: (node, size) => {
      if (size !== undefined) known.set(node, size)
    },
    entriesOf: (node) => entries.get(node) ?? localOf(node)?.entries,
    setEntries: (node, sizes) => {
      if (sizes !== undefined) entries.set(node, sizes)
    },
    local,
    push: (name, bound) => {
      const stack = locals.get(name)
      if (stack === undefined) locals.set(name, [bound])
      else stack.push(bound)
    },
    pop: (name) => void locals.get(name)?.pop(),
  }
}

export function unionOfEntries(
  a: EntrySizes | undefined,
  b: EntrySizes | undefined,
): EntrySizes | undefined {
  return (
    a &&
    b && {
      container: a.container,
      key: union(a.key, b.key),
      value: union(a.value, b.value),
    }
  )
}

export function sizeOrUnknown(size: Estimate | undefined): Estimate {
  return size ?? unknownSize
}

/** What stands in the text. */
function writtenSize(node: Expression): Estimate | undefined {
  switch (node.kind) {
    case 'literal':
      return fixed(literalSize(node.literal))
    case 'list':
      return fixed(BigInt(node.elements.length))
    case 'map':
      return fixed(BigInt(node.entries.length))
    default:
      return undefined
  }
}

function literalSize(literal: Extract<Expression, { kind: 'literal' }>['literal']): bigint {
  switch (literal.type) {
    case 'string':
      return BigInt([...literal.value].length)
    case 'bytes':
      return BigInt(literal.value.length)
    default:
      return 1n
  }
}

const scalars: ReadonlySet<Type['kind']> = new Set([
  'bool',
  'double',
  'duration',
  'int',
  'timestamp',
  'uint',
])

/** Whether all values of the type are equally small. */
function isScalar({ kind, name, parameters: [inner] }: Type): boolean {
  if (name === 'optional_type' && inner !== undefined) return isScalar(inner)
  return scalars.has(kind)
}
