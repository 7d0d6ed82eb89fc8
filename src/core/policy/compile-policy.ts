import type { Type } from '../cel/check/type.ts'
import type { Environment, ResultType } from '../cel/environment.ts'
import type { Program } from '../cel/program.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Problem } from '../source/problem.ts'
import { trimSpace } from '../source/trim-space.ts'
import { admissionEnvironment, variableType } from './admission-names.ts'
import { brokenness } from './broken-policy.ts'
import { type CompiledLookup, compileLookups } from './compile-lookups.ts'
import { type CompiledPodSecurity, compilePodSecurity } from './compile-pod-security.ts'
import { newnessProblems, readingVariables } from './creation-problems.ts'
import type { CompileExpression } from './expression-compiler.ts'
import { expressionProblem, unusable } from './expression-problem.ts'
import { lookupTypes } from './lookup-types.ts'
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
  | {
      readonly kind: 'broken'
      readonly text: ExpressionText
      /** Kubernetes' text of what is wrong with it. */
      readonly message: string
      /** What is said of it when it is asked, in our kinds: that the policy is broken, and where. */
      readonly refusal?: string
    }

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
  readonly name: string | undefined
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
  /** By name, in their order. */
  readonly lookups: ReadonlyMap<string, CompiledLookup<CompiledExpression>>
  readonly podSecurity: CompiledPodSecurity | undefined
  readonly validations: readonly CompiledValidation[]
  readonly auditAnnotations: readonly { readonly key: string; readonly value: CompiledExpression }[]
  readonly mutations: readonly {
    readonly patchType: 'ApplyConfiguration' | 'JSONPatch'
    readonly expression: CompiledExpression
  }[]
}

/** How the policies of a set are compiled. */
export interface Compiler {
  readonly kubernetesVersion: KubernetesVersion
  readonly compile: CompileExpression
}

/** Compiles every expression of a policy; a problem for each error, at its place in the file. */
export function compilePolicy(
  policy: Policy,
  bindings: readonly Binding[],
  { kubernetesVersion, compile }: Compiler,
): { readonly compiled: CompiledPolicy; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const compileAs = compilerOf(policy, compile, problems)
  const types = new Map<string, Type>()
  const { ofExpressions, ofMessages, ofMutations, ofLookups } = environmentsOf(
    policy,
    kubernetesVersion,
    types,
  )
  const variables = compileVariables(policy, types, (text) => compileAs(text, 'any', ofExpressions))
  const compiled: CompiledPolicy = {
    policy,
    bindings,
    matchConditions: policy.matchConditions.map(({ name, expression }) => {
      const condition = compileAs(expression, 'bool', ofExpressions)
      if (condition.kind === 'program' && isKubernetesKind(policy) && !hasNoVariables(policy)) {
        problems.push(...readingVariables(condition, 'bool', ofExpressions))
      }
      return { name, expression: condition }
    }),
    variables,
    lookups: compileLookups(policy, ofLookups, compileAs),
    podSecurity: policy.podSecurity && compilePodSecurity(policy.podSecurity, kubernetesVersion),
    validations: policy.validations.map(({ expression, messageExpression, ...validation }) => ({
      ...validation,
      expression: compileAs(expression, 'bool', ofExpressions),
      messageExpression: messageExpression && compileAs(messageExpression, 'string', ofMessages),
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

/** Compiles the policy's expressions one by one and adds what is wrong with them to the problems. */
function compilerOf(policy: Policy, compile: CompileExpression, problems: Problem[]): CompileAs {
  return (text, resultType, environment) => {
    const result = compile(text.text, environment, resultType)
    if (result.kind === 'program') {
      if (isKubernetesKind(policy)) problems.push(...newnessProblems(text, resultType, environment))
      if (hasNoVariables(policy)) {
        const { program } = result
        problems.push(...readingVariables({ text, program }, resultType, environment))
      }
      return compiledExpression(text, result.program)
    }
    const found = result.problems.map((problem) => expressionProblem(text, problem, unusable))
    if (!saysNothing(text)) problems.push(...found)
    return brokenExpression(policy, text, { message: result.message, found })
  }
}

type CompileAs = (
  text: ExpressionText,
  resultType: ResultType,
  environment: Environment,
) => CompiledExpression

function hasNoVariables({ kind, variables }: Policy): boolean {
  return kind === 'ValidatingAdmissionPolicy' && variables.length === 0
}

/** Only a policy that is refused for it has such an expression. */
function saysNothing({ text }: ExpressionText): boolean {
  return trimSpace(text) === ''
}

function brokenExpression(
  policy: Policy,
  text: ExpressionText,
  { message, found }: { readonly message: string; readonly found: readonly Problem[] },
): CompiledExpression {
  const broken = { kind: 'broken', text, message } as const
  return isKubernetesKind(policy) ? broken : { ...broken, refusal: brokenness(policy.name, found) }
}

/** An expression that compiled. */
export function compiledExpression(text: ExpressionText, program: Program): CompiledExpression {
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
    if (saysNothing(expression)) continue
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
    lookups: lookupTypes(policy),
    mutation: false,
  } as const
  return {
    ofExpressions: admissionEnvironment(names),
    ofMessages: admissionEnvironment({ ...names, hasAuthorizer: false }),
    ofMutations: admissionEnvironment({ ...names, mutation: true }),
    ofLookups: admissionEnvironment({ ...names, variables: undefined, lookups: undefined }),
  }
}

const ofRequest: ReadonlySet<string> = new Set(['object', 'oldObject', 'request'])
