import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Expression } from '../ast.ts'
import type { Reference, Resolution } from '../resolve.ts'
import type { Value } from '../value.ts'

/** What is known of a value before it is there. */
export type OperandType = 'bool' | 'string' | 'list' | 'quantity' | 'unknown'

/** What emitted code leaves in a JavaScript variable (or a literal): a CEL value, never an error. */
export interface Operand {
  readonly code: string
  readonly type: OperandType
  /** The literal that it is. */
  readonly constant?: Value
  /** The two strings that it joins. */
  readonly terms?: readonly [string, string]
  /** The macro's variable that it is. */
  readonly local?: Local
}

/** A macro's variable, while the code of its body is emitted. */
export interface Local {
  readonly code: string
  readonly type: OperandType
  /** Whether a closure in the body reads it from the frame. */
  isMirrored: boolean
  /** Whether the body asks if it is a plain object. */
  isProbed: boolean
}

/** The statement that leaves with the error that an expression gives. */
export type Fail = (error: string) => string

/** Writes the JavaScript of one expression, statement by statement. */
export interface Emitter {
  readonly resolution: Resolution
  readonly kubernetesVersion: KubernetesVersion
  /** Emits the node; the code goes on behind it only with a value, errors leave through `fail`. */
  readonly emit: (node: Expression, fail: Fail) => Operand
  readonly write: (...lines: readonly string[]) => void
  /** The lines that `build` writes, not yet written. */
  readonly capture: <T>(build: () => T) => { readonly lines: readonly string[]; readonly result: T }
  /** A name that nothing else has. */
  readonly fresh: (prefix: string) => string
  /** A variable of the whole evaluation, the same for the same key; it begins as undefined. */
  readonly shared: (key: string) => string
  /** The name of a constant that is not written into the code. */
  readonly constant: (value: unknown) => string
  /** The macros' variables by slot. */
  readonly locals: (Local | undefined)[]
  readonly parts: Parts
  depth: number
}

/** What stands around the emitted statements. */
export interface Parts {
  readonly constants: unknown[]
  readonly shared: Map<string, string>
  /** Whether something is left to closures, which look for declared names in the frame. */
  hasClosures: boolean
}

/** An emitter that has written nothing yet, and what it has written since. */
export function makeEmitter(
  resolution: Resolution,
  kubernetesVersion: KubernetesVersion,
  emitNode: (node: Expression, emitter: Emitter, fail: Fail) => Operand,
): { readonly emitter: Emitter; readonly lines: () => readonly string[] } {
  const parts: Parts = { constants: [], shared: new Map(), hasClosures: false }
  let lines: string[] = []
  let names = 0
  const fresh = (prefix: string) => `${prefix}${++names}`
  const emitter: Emitter = {
    resolution,
    kubernetesVersion,
    emit: (node, fail) => emitNode(node, emitter, fail),
    write: (...more) => {
      for (const line of more) lines.push(line)
    },
    capture: (build) => {
      const outer = lines
      lines = []
      const result = build()
      const captured = { lines, result }
      lines = outer
      return captured
    },
    fresh,
    shared: (key) => {
      const name = parts.shared.get(key) ?? fresh('s')
      parts.shared.set(key, name)
      return name
    },
    constant: (value) => `c${parts.constants.push(value) - 1}`,
    locals: [],
    parts,
    depth: 0,
  }
  return { emitter, lines: () => lines }
}

/** What the node stands for, where it is a name, a call or a macro. */
export function referenceOf(node: Expression, emitter: Emitter): Reference | undefined {
  return emitter.resolution.references.get(node)
}

/** Counts a call, as every function and most operators do. */
export const countCall = 'if (++control.spent > limit) exceeded();'
