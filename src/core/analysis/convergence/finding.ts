import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Problem } from '../../source/problem.ts'
import type { Counterexample } from './counterexample.ts'

/** What keeps policies from converging, at the policy that it is said of. */
export interface ConvergenceFinding {
  readonly problem: Problem
  /** The names of the policies that take part. */
  readonly policies: readonly string[]
  readonly counterexample: Counterexample
}

type ConvergenceCode = 'not-idempotent' | 'does-not-commute' | 'undoes' | 'not-reinvoked'

interface Said {
  readonly code: ConvergenceCode
  readonly message: string
  readonly remedy: string
}

/** A finding about policies, at the mutations of the first of them. */
export function findingAt(
  [compiled, ...others]: readonly [CompiledPolicy, ...CompiledPolicy[]],
  { code, message, remedy }: Said,
  counterexample: Counterexample,
): ConvergenceFinding {
  const { place, name } = compiled.policy
  const { fields, sample } = counterexample
  const where = fields.slice(0, 5).join(', ')
  const problem = problemAt(place.document, ['spec', 'mutations'], {
    code,
    severity: 'warning',
    message: `${message}: ${where} (${sample})`,
    found: where,
    remedy,
  })
  return { problem, policies: [name, ...others.map(({ policy }) => policy.name)], counterexample }
}
