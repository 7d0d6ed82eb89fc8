import { compile } from '../../cel/compile.ts'
import type { ResultType } from '../../cel/environment.ts'
import type { Program } from '../../cel/program.ts'
import { type CompiledPolicy, compilePolicy } from '../../policy/compile-policy.ts'
import type { CompileExpression } from '../../policy/expression-compiler.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { expressionsOf, type Role } from '../coverage/expressions-of.ts'
import { policyId } from '../coverage/tally.ts'
import type { Mutant } from './mutant.ts'
import type { Target } from './operator.ts'

/**
 * The policies with a mutant in the place of its original, of whatever release they are; undefined where the mutant does not
 * compile there, or its original is not among them.
 */
export function withMutant(
  policies: PolicySet,
  { policy, changed }: Mutant,
): PolicySet | undefined {
  const { kubernetesVersion } = policies
  const id = policyId(policy)
  const index = policies.policies.findIndex((compiled) => policyId(compiled.policy) === id)
  const original = policies.policies[index]
  if (original === undefined) return undefined
  const compiler = { kubernetesVersion, compile: compileChanged(original, changed) }
  const { compiled, problems } = compilePolicy(changed.policy, changed.bindings, compiler)
  if (problems.some(({ severity }) => severity === 'error')) return undefined
  return { ...policies, policies: policies.policies.with(index, compiled) }
}

/** Compiles what is changed only; the programs of all else are the original's. */
function compileChanged(original: CompiledPolicy, { policy }: Target): CompileExpression {
  const programs = programsOf(original)
  const { variables } = original.policy
  const hasOtherVariables = policy.variables.some(
    ({ expression }, index) => expression.text !== variables[index]?.expression.text,
  )
  return (text, environment, resultType) => {
    const known = programs.get(`${resultType} ${text}`)
    const isSame = known !== undefined && !(hasOtherVariables && text.includes('variables'))
    return isSame ? { kind: 'program', program: known } : compile(text, environment, resultType)
  }
}

function programsOf(original: CompiledPolicy): ReadonlyMap<string, Program> {
  return new Map(
    expressionsOf(original).flatMap(({ role, expression }) => {
      const resultType = resultTypes[role]
      return resultType === undefined || expression.kind === 'broken'
        ? []
        : [[`${resultType} ${expression.text.text}`, expression.program] as const]
    }),
  )
}

/** As policies are compiled; of lookups and mutations it depends on more. */
const resultTypes: Readonly<Record<Role, ResultType | undefined>> = {
  'match-condition': 'bool',
  variable: 'any',
  lookup: undefined,
  validation: 'bool',
  message: 'string',
  'audit-annotation': 'string-or-null',
  mutation: undefined,
}
