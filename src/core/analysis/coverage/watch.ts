import type { Request } from '../../admission/request.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import type { Candidate } from '../../matching/policy-index.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { Tally } from './tally.ts'
import { type AnswerQuestion, watchMatch } from './watch-match.ts'
import { watchedExpression } from './watched-expression.ts'
import { watchedLevel } from './watched-level.ts'

/**
 * A snapshot that decides exactly as the given one and counts what of its policies is seen: their expressions are evaluated
 * part by part. Whoever evaluates the snapshot itself pays nothing for it.
 */
export function watch(snapshot: Snapshot, tally: Tally, answer: AnswerQuestion): Snapshot {
  const known = new Map<CompiledPolicy, CompiledPolicy>()
  const watchedOf = (compiled: CompiledPolicy): CompiledPolicy => {
    const found = known.get(compiled) ?? watched(compiled, tally)
    known.set(compiled, found)
    return found
  }
  const candidates = (request: Request): readonly Candidate[] => {
    const found = snapshot.index.candidates(request)
    watchMatch(found, request, { snapshot, tally, answer })
    return found.map((candidate) => ({ ...candidate, compiled: watchedOf(candidate.compiled) }))
  }
  return { ...snapshot, index: { candidates } }
}

function watched(compiled: CompiledPolicy, tally: Tally): CompiledPolicy {
  const { policy, podSecurity } = compiled
  const seen = watchedExpression(policy, tally)
  return {
    ...compiled,
    matchConditions: compiled.matchConditions.map(({ name, expression }) => ({
      name,
      expression: seen('match-condition', expression),
    })),
    variables: new Map(
      [...compiled.variables].map(([name, { index, expression }]) => [
        name,
        { index, expression: seen('variable', expression) },
      ]),
    ),
    lookups: new Map(
      [...compiled.lookups].map(([name, { lookup, namespace }]) => [
        name,
        { lookup, namespace: namespace && seen('lookup', namespace) },
      ]),
    ),
    podSecurity: podSecurity && watchedLevel(podSecurity, policy, tally),
    validations: compiled.validations.map((validation) => ({
      ...validation,
      expression: seen('validation', validation.expression),
      messageExpression:
        validation.messageExpression && seen('message', validation.messageExpression),
    })),
    auditAnnotations: compiled.auditAnnotations.map(({ key, value }) => ({
      key,
      value: seen('audit-annotation', value),
    })),
    mutations: compiled.mutations.map(({ patchType, expression }) => ({
      patchType,
      expression: seen('mutation', expression),
    })),
  }
}
