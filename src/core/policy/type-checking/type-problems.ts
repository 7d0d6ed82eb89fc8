import type { CelProblem } from '../../cel/problem.ts'
import type { Kinds } from '../../kubernetes/kinds.ts'
import type { KubernetesVersion } from '../../kubernetes/version.ts'
import { oncePer } from '../../source/once-per.ts'
import type { Problem } from '../../source/problem.ts'
import type { CompiledPolicy } from '../compile-policy.ts'
import { expressionProblem } from '../expression-problem.ts'
import type { ExpressionText } from '../model.ts'
import { certainKinds } from './declared-kinds.ts'
import type { GroupVersionKind } from './kinds-to-check.ts'
import { type TypeIssues, typeCheck } from './type-check.ts'

/**
 * Warnings for what an expression asks of fields that a kind does not have, or has with another type, at its place in the
 * file: each mistake once, with the kinds that it is one for. Unlike the API server's warnings
 * (`typeCheckingWarnings`) they leave alone what works although its type cannot be told, such as quantities. A policy that
 * was checked against the same kinds is not checked again.
 */
export function typeProblemFinder(kubernetesVersion: KubernetesVersion) {
  return oncePer((kinds: Kinds) => {
    const context = { kinds: certainKinds(kinds), kubernetesVersion, hasRequestResource: true }
    return oncePer((compiled: CompiledPolicy): readonly Problem[] => {
      const works = workingExpressions(compiled)
      const issues = typeCheck(compiled.policy, context)
      return mistakesIn(issues.filter(({ expression }) => works.has(expression))).map(problemOf)
    })
  })
}

/** What is broken for every kind is a problem already. */
function workingExpressions({ validations }: CompiledPolicy): ReadonlySet<ExpressionText> {
  return new Set(
    validations
      .flatMap(({ expression, messageExpression }) => [expression, messageExpression])
      .flatMap((compiled) => (compiled?.kind === 'program' ? [compiled.text] : [])),
  )
}

interface Mistake {
  readonly expression: ExpressionText
  readonly problem: CelProblem
  readonly kinds: readonly GroupVersionKind[]
}

function mistakesIn(issues: readonly TypeIssues[]): readonly Mistake[] {
  const mistakes = new Map<ExpressionText, Map<string, Mistake>>()
  for (const { expression, kind, problems } of issues) {
    const ofExpression = mistakes.get(expression) ?? new Map<string, Mistake>()
    mistakes.set(expression, ofExpression)
    for (const problem of problems) {
      const id = `${problem.offset} ${problem.message}`
      const kinds = [...(ofExpression.get(id)?.kinds ?? []), kind]
      ofExpression.set(id, { expression, problem, kinds })
    }
  }
  return [...mistakes.values()].flatMap((ofExpression) => [...ofExpression.values()])
}

function problemOf({ expression, problem, kinds }: Mistake): Problem {
  const names = kinds.map(({ group, version, kind }) =>
    group === '' ? `${kind} (${version})` : `${kind} (${group}/${version})`,
  )
  const message = `${problem.message}, where the object is a ${names.join(', ')}`
  return expressionProblem(
    expression,
    { ...problem, message },
    { code: 'type-checking', severity: 'warning' },
  )
}
