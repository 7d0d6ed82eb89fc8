import { Environment as OtherEnvironment } from '@marcbachmann/cel-js'
import { compile } from '../../src/core/cel/compile.ts'
import type { Activation, Program } from '../../src/core/cel/program.ts'
import { CelError, type Value } from '../../src/core/cel/value.ts'
import { admissionEnvironment } from '../../src/core/policy/admission-names.ts'
import type { Predicate } from './predicates.ts'
import type { Subject } from './subjects.ts'

/** A predicate with all that one way of judging needs. */
export interface Judge {
  /** What it says of the subject of that number. */
  readonly call: (index: number) => unknown
  readonly subjects: number
}

/** Of a validation of a policy without params and variables. */
const environment = admissionEnvironment({
  kubernetesVersion: '1.37',
  expressions: 'stored',
  hasParams: false,
  hasAuthorizer: true,
  variables: new Map(),
  mutation: false,
})

/** What the API server allows one expression. */
const costLimit = 1_000_000

/** The expression of a policy as the engine compiles it. */
export function compiled(expression: string, result: Predicate['result']): Program {
  const made = compile(expression, environment, result)
  if (made.kind === 'problems') throw new Error(`${expression}: ${made.message}`)
  return made.program
}

/** This engine: the cost counted anew for each subject. */
export function ours({ expression, result }: Predicate, subjects: readonly Subject[]): Judge {
  const program = compiled(expression, result)
  const activations = subjects.map(activationOf)
  const control = { interrupted: () => false, costLimit, spent: 0, made: 0 }
  const call = (index: number) => {
    control.spent = 0
    return program.evaluate(activations[index] ?? noName, control)
  }
  return { call, subjects: subjects.length }
}

function activationOf({ object, request }: Subject): Activation {
  return (name) => {
    switch (name) {
      case 'object':
        return object as unknown as Value
      case 'oldObject':
        return null
      case 'request':
        return request
      default:
        return undefined
    }
  }
}

const noName: Activation = () => undefined

/** What an engineer wrote in JavaScript. */
export function byHand({ byHand: judge }: Predicate, subjects: readonly Subject[]): Judge {
  const [first] = subjects
  if (first === undefined) throw new Error('nothing to judge')
  return { call: (index) => judge(subjects[index] ?? first), subjects: subjects.length }
}

const otherEngine = new OtherEnvironment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
})

/** @marcbachmann/cel-js, with its ints made before; undefined where it does not know the expression. */
export function theOther(
  { expression }: Predicate,
  subjects: readonly Subject[],
): Judge | undefined {
  if (!otherEngine.check(expression).valid) return undefined
  const parsed = otherEngine.parse(expression)
  const contexts = subjects.map((subject) => withBigints(subject) as Record<string, unknown>)
  return { call: (index) => parsed(contexts[index] ?? {}), subjects: subjects.length }
}

function withBigints(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value)
  if (Array.isArray(value)) return value.map(withBigints)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withBigints(field)]))
}

/** Whether two judges say the same of every subject; an error of the first is none of the second's answers. */
export function agree(judge: Judge, other: Judge): boolean {
  for (let index = 0; index < judge.subjects; index++) {
    if (!Object.is(answerOf(judge, index), answerOf(other, index))) return false
  }
  return true
}

function answerOf({ call }: Judge, index: number): unknown {
  try {
    const answer = call(index)
    return answer instanceof CelError ? answer.message : answer
  } catch (error) {
    return error instanceof Error ? `thrown: ${error.message}` : error
  }
}
