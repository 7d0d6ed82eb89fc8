import { compile } from '../cel/compile.ts'
import type { Environment, ResultType } from '../cel/environment.ts'
import type { CelProblem } from '../cel/problem.ts'
import type { Program } from '../cel/program.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Problem } from '../source/problem.ts'
import { type CompiledPodSecurity, compilePodSecurity } from './compile-pod-security.ts'
import type { Binding, ExpressionText, NamedExpression, Policy } from './model.ts'
import { problemInRange } from './problem-at.ts'

/**
 * An expression that can be evaluated, or the error that evaluating it gives: a policy with a broken expression still
 * matches, and its failure policy decides.
 */
export type CompiledExpression =
  | {
      readonly kind: 'program'
      readonly text: ExpressionText
      readonly program: Program
      /** Whether it reads nothing but the request and its objects, so that its value is the same for every policy. */
      readonly readsRequestOnly: boolean
    }
  | { readonly kind: 'broken'; readonly text: ExpressionText; readonly message: string }

/** A variable and its place among the variables of its policy. */
interface CompiledVariable {
  readonly index: number
  readonly expression: CompiledExpression
}

interface CompiledNamedExpression {
  readonly name: string
  readonly expression: CompiledExpression
}

export interface CompiledValidation {
  readonly expression: CompiledExpression
  readonly message: string
  readonly messageExpression: CompiledExpression | undefined
  readonly reason: string | undefined
}

/** A policy ready to judge, with the bindings that put it into force. */
export interface CompiledPolicy {
  readonly policy: Policy
  readonly bindings: readonly Binding[]
  readonly matchConditions: readonly CompiledNamedExpression[]
  /** By name, in their order. */
  readonly variables: ReadonlyMap<string, CompiledVariable>
  readonly podSecurity: CompiledPodSecurity | undefined
  readonly validations: readonly CompiledValidation[]
  readonly auditAnnotations: readonly { readonly key: string; readonly value: CompiledExpression }[]
  readonly mutations: readonly {
    readonly patchType: 'ApplyConfiguration' | 'JSONPatch'
    readonly expression: CompiledExpression
  }[]
}

/** Compiles every expression of a policy; a problem for each error, at its place in the file. */
export function compilePolicy(
  policy: Policy,
  bindings: readonly Binding[],
  kubernetesVersion: KubernetesVersion,
): { readonly compiled: CompiledPolicy; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const withVariables = environmentOf(policy, kubernetesVersion, policy.variables)
  const compileAs = (text: ExpressionText, resultType: ResultType, environment = withVariables) => {
    const result = compile(text.text, environment, resultType)
    if (result.kind === 'program') {
      const { program } = result
      const readsRequestOnly = program.reads.every((name) => ofRequest.has(name))
      return { kind: 'program', text, program, readsRequestOnly } as const
    }
    problems.push(...result.problems.map((problem) => located(text, problem)))
    return { kind: 'broken', text, message: `compilation error: ${result.message}` } as const
  }
  const compiled: CompiledPolicy = {
    policy,
    bindings,
    matchConditions: policy.matchConditions.map(({ name, expression }) => ({
      name,
      expression: compileAs(expression, 'bool'),
    })),
    variables: new Map(
      policy.variables.map(({ name, expression }, index) => {
        const before = environmentOf(policy, kubernetesVersion, policy.variables.slice(0, index))
        return [name, { index, expression: compileAs(expression, 'any', before) }]
      }),
    ),
    podSecurity: policy.podSecurity && compilePodSecurity(policy.podSecurity, kubernetesVersion),
    validations: policy.validations.map(({ expression, message, messageExpression, reason }) => ({
      expression: compileAs(expression, 'bool'),
      message,
      messageExpression:
        messageExpression === undefined ? undefined : compileAs(messageExpression, 'string'),
      reason,
    })),
    auditAnnotations: policy.auditAnnotations.map(({ key, valueExpression }) => ({
      key,
      value: compileAs(valueExpression, 'string-or-null'),
    })),
    mutations: policy.mutations.map(({ patchType, expression }) => ({
      patchType,
      expression: compileAs(expression, patchType === 'JSONPatch' ? 'json-patch' : 'object'),
    })),
  }
  return { compiled, problems }
}

const ofRequest: ReadonlySet<string> = new Set(['object', 'oldObject', 'request'])

const always = ['object', 'oldObject', 'request', 'namespaceObject', 'variables']

function environmentOf(
  policy: Policy,
  kubernetesVersion: KubernetesVersion,
  variables: readonly NamedExpression[],
): Environment {
  return {
    kubernetesVersion,
    names: new Set(policy.hasParams ? [...always, 'params'] : always),
    variables: new Set(variables.map(({ name }) => name)),
    mutation: policy.door === 'mutate',
  }
}

function located({ place, text }: ExpressionText, problem: CelProblem): Problem {
  const { document, path } = place
  const start = document.positionInScalar(path, problem.offset)
  const range = start === undefined ? document.locate(path) : { start, end: start }
  return problemInRange(
    document,
    path,
    { code: 'expression', message: problem.message, found: lineOf(text, problem.offset) },
    range,
  )
}

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? undefined : end).trim()
}
