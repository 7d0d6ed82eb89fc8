import type { Expression } from '../ast.ts'
import type { Reference } from '../check/checked.ts'
import type { CostContext } from '../cost/cost-context.ts'
import { CelError, type Value } from '../value.ts'

/** What is known of a value before it is there: a `number` is a JavaScript number, whole or not; `lazy` is `variables`. */
export type OperandType = 'bool' | 'lazy' | 'list' | 'map' | 'number' | 'string' | 'unknown'

/** A value in generated code: a variable, or a literal that may be written more than once. */
export interface Operand {
  readonly code: string
  readonly type: OperandType
  readonly constant?: Value
  /** How many code points a text has, where code knows it. */
  readonly size?: string
  /** The two texts that a text was joined from. */
  readonly terms?: readonly [string, string]
}

/**
 * An optional without its box: the variable holds what is inside, and undefined for none. Most optionals are looked into
 * where they are made, and need no box.
 */
export interface Content {
  readonly code: string
}

/** The variable of a macro: its operand, or how code gets the value of a bound name where it is read. */
export type Local = Operand | ((emitter: Emitter) => Operand)

/**
 * Writes the code of an expression that is evaluated without any error and within its limits. For everything else the
 * code gives up, and the closures evaluate the expression from the beginning.
 */
export interface Emitter extends CostContext {
  /** The node as an expression, with all that it costs. */
  readonly emit: (node: Expression) => Operand
  /** The same without what a name costs as an expression: a branch, an index, or what fields are taken of. */
  readonly resolve: (node: Expression) => Operand
  /** What is inside of the optional that the node gives. */
  readonly content: (node: Expression) => Content
  readonly write: (...lines: readonly string[]) => void
  /** Counts units of cost, for the whole block at once. */
  readonly cost: (units: number) => void
  /** Counts now what has been left for the end of the block: before an `if` with an `else`, whose blocks may ask for it. */
  readonly countNow: () => void
  /** A statement that leaves the block at once, under a condition where there is one. */
  readonly exit: (statement: string, condition?: string) => void
  /** Writes a block of code with what stands before its brace. What is known inside is not known behind it. */
  readonly block: <T>(head: string, build: () => T) => T
  readonly fresh: (prefix: string) => string
  /** A value that the code refers to by a name. */
  readonly constant: (value: unknown) => string
  /** A variable at the top of the function, undefined at first; the same for the same key. */
  readonly topOf: (key: string) => string
  /** Whether that variable is mentioned for the first time. */
  readonly isFirst: (name: string) => boolean
  readonly known: Known
  readonly locals: (Local | undefined)[]
  /** How many targets that are mentioned twice the code stands in. */
  sharing: number
}

/** What is known where the code stands. */
interface Known {
  /** Variables whose type has been looked at. */
  readonly types: Map<string, OperandType>
  /** Variables that hold what an access gave, by the text of the access; they may be undefined. */
  readonly reads: Map<string, string>
  /** Variables at the top that have their value. */
  readonly assigned: Set<string>
}

/** What a block of code has, while it is written. */
interface Block {
  readonly lines: string[]
  cost: number
  readonly known: Known
  readonly outer: Block | undefined
}

export interface Emission {
  readonly emitter: Emitter
  readonly finish: () => { readonly lines: readonly string[]; readonly top: readonly string[] }
  readonly constants: readonly unknown[]
}

/** How nodes of all kinds are emitted, in each of their roles. */
interface Emitters {
  readonly emit: (node: Expression, emitter: Emitter) => Operand
  readonly resolve: (node: Expression, emitter: Emitter) => Operand
  readonly content: (node: Expression, emitter: Emitter) => Content
}

/** The statement that leaves the evaluation to the closures. */
export const giveUp = 'break leave;'

/** An emitter with nothing written. */
export function makeEmitter(context: CostContext, emitters: Emitters): Emission {
  const { constants, top, ...names } = makeNames()
  let block: Block = newBlock()
  let loops = 0
  const mentioned = new Set<string>()
  const emitter: Emitter = {
    ...context,
    emit: (node) => emitters.emit(node, emitter),
    resolve: (node) => emitters.resolve(node, emitter),
    content: (node) => emitters.content(node, emitter),
    write: (...lines) => {
      block.lines.push(...lines)
    },
    cost: (units) => {
      block.cost += units
    },
    countNow: () => flush(block),
    exit: (statement, condition) => {
      const counted = block.cost === 0 ? '' : `n += ${block.cost}; `
      block.lines.push(
        `${condition === undefined ? '' : `if (${condition}) `}{ ${counted}${statement} }`,
      )
    },
    block: (head, build) => {
      const outer = block
      const turns = head.startsWith('for') ? 1 : 0
      // Within a loop it is looked at what has been counted by then.
      if (turns > 0) flushAll(outer)
      block = newBlock(outer)
      loops += turns
      const result = build()
      loops -= turns
      outer.lines.push(`${head} {`, ...linesOf(block), '}')
      block = outer
      return result
    },
    ...names,
    get known() {
      return block.known
    },
    isFirst: (name) => {
      const isFirst = !mentioned.has(name)
      mentioned.add(name)
      return isFirst && loops === 0
    },
    locals: [],
    sharing: 0,
  }
  const finish = () => ({ lines: linesOf(block), top: [...top.values()] })
  return { emitter, finish, constants }
}

/** The names of variables, constants and what stands at the top of the function. */
function makeNames() {
  const constants: unknown[] = []
  const known = new Map<unknown, string>()
  const top = new Map<string, string>()
  let count = 0
  const fresh = (prefix: string) => `${prefix}${count++}`
  return {
    constants,
    top,
    fresh,
    constant: (value: unknown) => {
      const name = known.get(value) ?? `c${constants.push(value) - 1}`
      known.set(value, name)
      return name
    },
    topOf: (key: string) => {
      const name = top.get(key) ?? fresh('s')
      top.set(key, name)
      return name
    },
  }
}

function newBlock(outer?: Block): Block {
  const known = {
    types: new Map(outer?.known.types),
    reads: new Map(outer?.known.reads),
    assigned: new Set(outer?.known.assigned),
  }
  return { lines: [], cost: 0, known, outer }
}

function linesOf(block: Block): readonly string[] {
  flush(block)
  return block.lines
}

/** The block inside is written behind the lines of those around it. */
function flushAll(block: Block | undefined): void {
  for (let each = block; each !== undefined; each = each.outer) flush(each)
}

function flush(block: Block): void {
  if (block.cost !== 0) block.lines.push(`n += ${block.cost};`)
  block.cost = 0
}

/** What the node stands for, where it is a name, a call or a macro. */
export function referenceOf(node: Expression, { checked }: Emitter): Reference | undefined {
  return checked.references.get(node)
}

/** The operand's type, with what has been found out. */
export function typeOf(operand: Operand, { known }: Emitter): OperandType {
  return operand.type === 'unknown' ? (known.types.get(operand.code) ?? 'unknown') : operand.type
}

/** The constant value of the node, where it is one and no error. */
export function constantValueOf(node: Expression | undefined, emitter: Emitter): Value | undefined {
  const value = node === undefined ? undefined : emitter.constantOf(node)
  return value instanceof CelError ? undefined : value
}
