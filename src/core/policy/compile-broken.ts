import { admissionEnvironment } from './admission-names.ts'
import { brokenness } from './broken-policy.ts'
import { type CompiledPolicy, type Compiler, compiledExpression } from './compile-policy.ts'
import type { Binding, ExpressionText, Policy } from './model.ts'

/** A broken policy as one whose evaluation always fails, so that its failure policy decides. */
export function compileBroken(
  policy: Policy,
  bindings: readonly Binding[],
  compiler: Compiler,
): CompiledPolicy {
  const message = policy.broken ?? brokenness(policy.name, [])
  const text: ExpressionText = { text: '', place: policy.place }
  const expression = { kind: 'broken', text, message, refusal: message } as const
  const validation = {
    name: undefined,
    expression,
    message: '',
    messageExpression: undefined,
    reason: undefined,
  }
  const mutates = policy.door === 'mutate'
  return {
    policy,
    bindings,
    matchConditions: rightConditions(policy, compiler),
    variables: new Map(),
    lookups: new Map(),
    podSecurity: undefined,
    validations: mutates ? [] : [validation],
    auditAnnotations: [],
    mutations: mutates ? [{ patchType: 'JSONPatch', expression }] : [],
  }
}

/** The match conditions that need nothing of what a broken policy has lost: they still say what it does not mean. */
function rightConditions(
  { matchConditions }: Policy,
  { kubernetesVersion, compile }: Compiler,
): CompiledPolicy['matchConditions'] {
  const environment = admissionEnvironment({
    kubernetesVersion,
    expressions: 'stored',
    hasParams: false,
    hasAuthorizer: true,
    variables: undefined,
    mutation: false,
  })
  return matchConditions.flatMap(({ name, expression }) => {
    const result = compile(expression.text, environment, 'bool')
    return result.kind === 'program'
      ? [{ name, expression: compiledExpression(expression, result.program) }]
      : []
  })
}
