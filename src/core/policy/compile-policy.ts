import type { Type } from '../cel/check/type.ts'
import { compile } from '../cel/compile.ts'
import type { Environment, ResultType } from '../cel/environment.ts'
import type { Program } from '../cel/program.ts'
import { refusedWhenNew } from '../cel/refused-when-new.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Problem } from '../source/problem.ts'
import { admissionEnvironment, variableType } from './admission-names.ts'
import { type CompiledPodSecurity, compilePodSecurity } from './compile-pod-security.ts'
import { expressionProblem } from './expression-problem.ts'
import { type Binding, type ExpressionText, isKubernetesKind, type Policy } from './model.ts'

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
  /** `message` is Kubernetes' text of what is wrong with it. */
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
  const compileAs = (text: ExpressionText, resultType: ResultType, environment: Environment) => {
    const result = compile(text.text, environment, resultType)
    if (result.kind === 'program') {
      if (isKubernetesKind(policy)) problems.push(...newnessProblems(text, resultType, environment))
      return compiledExpression(text, result.program)
    }
    problems.push(...result.problems.map((problem) => expressionProblem(text, problem, broken)))
    return { kind: 'broken', text, message: result.message } as const
  }
  const types = new Map<string, Type>()
  const { ofExpressions, ofMessages, ofMutations } = environmentsOf(
    policy,
    kubernetesVersion,
    types,
  )
  const variables = compileVariables(policy, types, (text) => compileAs(text, 'any', ofExpressions))
  const compiled: CompiledPolicy = {
    policy,
    bindings,
    matchConditions: policy.matchConditions.map(({ name, expression }) => ({
      name,
      expression: compileAs(expression, 'bool', ofExpressions),
    })),
    variables,
    podSecurity: policy.podSecurity && compilePodSecurity(policy.podSecurity, kubernetesVersion),
    validations: policy.validations.map(({ expression, message, messageExpression, reason }) => ({
      expression: compileAs(expression, 'bool', ofExpressions),
      message,
      messageExpression: messageExpression && compileAs(messageExpression, 'string', ofMessages),
      reason,
    })),
    auditAnnotations: policy.auditAnnotations.map(({ key, valueExpression }) => ({
      key,
      value: compileAs(valueExpression, 'string-or-null', ofExpressions),
    })),
    mutations: policy.mutations.map(({ patchType, expression }) => ({
      patchType,
      expression: compileAs(
        expression,
        patchType === 'JSONPatch' ? 'json-patch' : 'object',
        ofMutations,
      ),
    })),
  }
  return { compiled, problems }
}

/** Warnings where an API server would refuse to create the policy, although it would enforce a stored one. */
function newnessProblems(
  text: ExpressionText,
  resultType: ResultType,
  environment: Environment,
): readonly Problem[] {
  const { kubernetesVersion } = environment
  return refusedWhenNew(text.text, environment, resultType).map((problem) =>
    expressionProblem(
      text,
      {
        ...problem,
        message: `Kubernetes ${kubernetesVersion} refuses this in a new policy: ${problem.message}`,
        hint: 'the release after takes it; until then say it without what is new',
      },
      refused,
    ),
  )
}

function compiledExpression(text: ExpressionText, program: Program): CompiledExpression {
  const readsRequestOnly = program.reads.every((name) => ofRequest.has(name))
  return { kind: 'program', text, program, readsRequestOnly }
}

/** By name, in their order: each sees those before it, whose types it finds. */
function compileVariables(
  policy: Policy,
  types: Map<string, Type>,
  compileVariable: (text: ExpressionText) => CompiledExpression,
): ReadonlyMap<string, CompiledVariable> {
  const variables = new Map<string, CompiledVariable>()
  for (const [index, { name, expression }] of policy.variables.entries()) {
    const compiled = compileVariable(expression)
    variables.set(name, { index, expression: compiled })
    types.set(name, variableType(compiled.kind === 'program' ? compiled.program.type : undefined))
  }
  return variables
}

/** What each sort of expression of a policy may use. */
function environmentsOf(
  policy: Policy,
  kubernetesVersion: KubernetesVersion,
  variables: ReadonlyMap<string, Type>,
) {
  const names = {
    kubernetesVersion,
    expressions: 'stored',
    hasParams: policy.hasParams,
    hasAuthorizer: true,
    variables,
    mutation: false,
  } as const
  return {
    ofExpressions: admissionEnvironment(names),
    ofMessages: admissionEnvironment({ ...names, hasAuthorizer: false }),
    ofMutations: admissionEnvironment({ ...names, mutation: true }),
  }
}

const broken = { code: 'expression', severity: 'error' } as const
const refused = { code: 'refused-when-new', severity: 'warning' } as const

const ofRequest: ReadonlySet<string> = new Set(['object', 'oldObject', 'request'])
