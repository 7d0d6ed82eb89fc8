import { compile } from '../cel/compile.ts'
import type { Environment, ResultType } from '../cel/environment.ts'
import type { Program } from '../cel/program.ts'
import { refusedWhenNew } from '../cel/refused-when-new.ts'
import type { Problem } from '../source/problem.ts'
import { expressionProblem, unusable } from './expression-problem.ts'
import type { ExpressionText } from './model.ts'

/** Warnings where an API server would refuse to create the policy, although it would enforce a stored one. */
export function newnessProblems(
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

/**
 * An expression that reads variables, in a match condition or where a policy has none: in force there is such a name, at
 * creation there is not, so that no API server creates the policy.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (createCompiler)
 */
export function readingVariables(
  { text, program }: CompiledText,
  resultType: ResultType,
  environment: Environment,
): readonly Problem[] {
  if (!program.reads.includes('variables')) return []
  const names = new Map([...environment.names].filter(([name]) => name !== 'variables'))
  const result = compile(text.text, { ...environment, names }, resultType)
  if (result.kind === 'program') return []
  const hint = 'there are no variables here: write out what is meant'
  return result.problems.map((problem) => expressionProblem(text, { ...problem, hint }, unusable))
}

interface CompiledText {
  readonly text: ExpressionText
  readonly program: Program
}

const refused = { code: 'refused-when-new', severity: 'warning' } as const
