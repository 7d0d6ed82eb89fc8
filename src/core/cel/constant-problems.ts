import { isAtLeast } from '../kubernetes/version.ts'
import { compilePattern } from '../source/regular-expression.ts'
import { allNodes } from './all-nodes.ts'
import type { CallNode, Expression, LiteralNode } from './ast.ts'
import type { Environment } from './environment.ts'
import { typeGuardOf } from './libraries/type-guard.ts'
import { literalValue } from './plan/plan-literal.ts'
import type { Resolution } from './resolve.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'
import { parseDuration } from './values/duration.ts'
import { parseTimestamp } from './values/timestamp.ts'

/** What is wrong with a literal argument. */
export interface ConstantProblem {
  readonly message: string
  readonly offset: number
}

type Check = (text: string) => boolean

/** The functions whose first literal argument is looked at. https://github.com/google/cel-go/blob/master/cel/validator.go */
const literalChecks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['duration', (text) => parseDuration(text) !== undefined],
  ['timestamp', (text) => parseTimestamp(text) !== undefined],
  ['matches', (text) => compilePattern(text).kind === 'pattern'],
])

/** `invalid duration argument` and its like, all of them; Kubernetes asks from 1.29 on. */
export function invalidLiterals(
  root: Expression,
  environment: Environment,
): readonly ConstantProblem[] {
  if (!isAtLeast(environment.kubernetesVersion, '1.29')) return []
  return callsOf(root).flatMap((call) => {
    const [argument] = call.arguments
    const check = literalChecks.get(call.function)
    if (check === undefined || argument?.kind !== 'literal') return []
    const value = literalValue(argument.literal)
    if (typeof value !== 'string' || check(value)) return []
    return [{ message: `invalid ${call.function} argument`, offset: argument.at }]
  })
}

/** The first conversion of a literal that can never succeed, or pattern that is none: cel-go makes no program of it. */
export function failingConstant(
  root: Expression,
  resolution: Resolution,
): ConstantProblem | undefined {
  for (const call of callsOf(root)) {
    const error = conversionError(call, resolution) ?? patternError(call)
    if (error !== undefined) return { message: error, offset: call.at }
  }
  return undefined
}

const conversions: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'double',
  'duration',
  'int',
  'string',
  'timestamp',
  'uint',
])

function conversionError(call: CallNode, resolution: Resolution): string | undefined {
  const [argument] = call.arguments
  const reference = resolution.references.get(call)
  if (reference?.kind !== 'function' || !conversions.has(call.function)) return undefined
  if (call.arguments.length !== 1 || argument?.kind !== 'literal') return undefined
  const value = literalValue(argument.literal)
  const overload = reference.overloads.find(({ accepts: [type = ''] }) => typeGuardOf(type)(value))
  const result = overload === undefined ? undefined : (overload.apply as Convert)(value)
  return result instanceof CelError ? result.message : undefined
}

type Convert = (value: Value) => Value | CelError

const searches: ReadonlySet<string> = new Set(['matches', 'find', 'findAll'])

function patternError(call: CallNode): string | undefined {
  if (!searches.has(call.function)) return undefined
  const pattern = call.arguments[call.target === undefined ? 1 : 0]
  const text = pattern?.kind === 'literal' ? stringOf(pattern) : undefined
  const compiled = text === undefined ? undefined : compilePattern(text)
  return compiled?.kind === 'problem' ? compiled.message : undefined
}

function stringOf({ literal }: LiteralNode): string | undefined {
  return literal.type === 'string' ? literal.value : undefined
}

function callsOf(root: Expression): readonly CallNode[] {
  return allNodes(root).filter((node) => node.kind === 'call')
}
