import { blame } from '../cel/blame.ts'
import type { Program } from '../cel/program.ts'
import { activationOf } from '../matching/evaluation.ts'
import type { Scope } from '../matching/scope.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Path } from '../source/path.ts'
import type { Outcome } from '../validation/validate-policy.ts'

/**
 * The field of the judged object that made a validation or a control say no, deepest first; undefined where it read none.
 * The expression is evaluated once more, with a trace, so this is for refusals only.
 */
export function findingPath(
  compiled: CompiledPolicy,
  { validation, control: forbids }: Outcome,
  scope: Scope,
): Path | undefined {
  if (forbids !== undefined) return forbids.path
  if (validation === undefined || validation.expression.kind === 'broken') return undefined
  const { request, params, control } = scope
  const reads = blame({
    program: validation.expression.program,
    activation: activationOf(scope, compiled.variables),
    control: { ...control, spent: 0, made: 0 },
    roots: { object: request.object, oldObject: request.oldObject, params },
    variablePrograms: programsOf(compiled),
  })
  const root = request.object === null ? 'oldObject' : 'object'
  return reads.find((read) => read.root === root)?.path
}

function programsOf({ variables }: CompiledPolicy): ReadonlyMap<string, Program> {
  return new Map(
    [...variables].flatMap(([name, { expression }]): [string, Program][] =>
      expression.kind === 'program' ? [[name, expression.program]] : [],
    ),
  )
}
