import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Expression } from '../ast.ts'
import type { Run } from '../plan/frame.ts'
import { planExpression } from '../plan/plan-expression.ts'
import type { Reference, Resolution } from '../resolve.ts'

/** What is known of a value before it is there. */
export type OperandType = 'bool' | 'string' | 'list' | 'quantity' | 'unknown'

/** What emitted code leaves in a JavaScript variable (or a literal): a CEL value, never an error. */
export interface Operand {
  readonly code: string
  readonly type: OperandType
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
}

export function makeEmitter(
  resolution: Resolution,
  kubernetesVersion: KubernetesVersion,
  emitNode: (node: Expression, emitter: Emitter, fail: Fail) => Operand,
): { readonly emitter: Emitter; readonly lines: () => readonly string[] } {
  const parts: Parts = { constants: [], shared: new Map() }
  let lines: string[] = []
  let names = 0
  const fresh = (prefix: string) => `${prefix}${++names}`
  const emitter: Emitter = {
    resolution,
    kubernetesVersion,
    emit: (node, fail) => emitNode(node, emitter, fail),
    write: (...more) => {
      lines.push(...more)
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

/** The planned closure of a node that is not emitted. */
export function closureOf(node: Expression, emitter: Emitter): Run {
  return planExpression(node, emitter.resolution, emitter.kubernetesVersion)
}

/** Takes the value of an expression that may be an error into a variable. */
export function checked(code: string, emitter: Emitter, fail: Fail): string {
  const name = emitter.fresh('v')
  emitter.write(`const ${name} = ${code};`, failing(name, fail))
  return name
}

export function failing(name: string, fail: Fail): string {
  return `if (${name} instanceof CelError) ${fail(name)}`
}

/** Counts a call, as every function and most operators do. */
export const countCall = 'if (++control.spent > limit) exceeded();'

/** Emits what may fail where its error is to be kept for later: `error` is undefined where it cannot fail. */
export function attempt(
  emitter: Emitter,
  build: (fail: Fail) => void,
): { readonly error: string | undefined } {
  const error = emitter.fresh('e')
  const label = emitter.fresh('L')
  let fails = false
  const { lines } = emitter.capture(() =>
    build((code) => {
      fails = true
      return `{ ${error} = ${code}; break ${label}; }`
    }),
  )
  if (!fails) {
    emitter.write(...lines)
    return { error: undefined }
  }
  emitter.write(`let ${error};`, `${label}: {`, ...lines, '}')
  return { error }
}

/** The condition under which the operand is a plain object. */
export function isPlain(operand: Operand): string {
  if (operand.type !== 'unknown') return 'false'
  if (operand.local === undefined) return plainTest(operand.code)
  operand.local.isProbed = true
  return plainName(operand.local)
}

function plainName({ code }: Local): string {
  return `${code}p`
}

function plainTest(code: string): string {
  return `(typeof ${code} === 'object' && ${code} !== null && !isArray(${code}) && !(${code} instanceof Boxed))`
}

/** Emits the body of a macro with its variable bound to the operand, which is a JavaScript variable. */
export function withLocal<T>(slot: number, operand: Operand, emitter: Emitter, build: () => T): T {
  const { code, type } = operand
  const outer = emitter.locals[slot]
  const local: Local = { code, type, isMirrored: false, isProbed: false }
  emitter.locals[slot] = local
  const { lines, result } = emitter.capture(build)
  emitter.locals[slot] = outer
  if (local.isMirrored) emitter.write(`frame.locals[${slot}] = ${code};`)
  if (local.isProbed) emitter.write(`const ${plainName(local)} = ${plainTest(code)};`)
  emitter.write(...lines)
  return result
}
