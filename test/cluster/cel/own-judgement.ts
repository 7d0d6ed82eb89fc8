import { inspect } from 'node:util'
import { printType } from '#src/core/cel/check/print-type.ts'
import { checkTypes } from '#src/core/cel/check-expression.ts'
import { compile } from '#src/core/cel/compile.ts'
import type { Environment } from '#src/core/cel/environment.ts'
import { estimateCost } from '#src/core/cel/estimate/estimate-cost.ts'
import type { Activation, Control, Program } from '#src/core/cel/program.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { type JsonObject, latestKubernetesVersion } from '#src/core/index.ts'
import { admissionEnvironment } from '#src/core/policy/admission-names.ts'
import { fieldOf } from '#src/core/source/json-value.ts'
import type { Judgement } from './judgement.ts'
import { valueText } from './value-text.ts'

const environments = {
  new: environmentFor('new'),
  stored: environmentFor('stored'),
} as const

/** Kubernetes' limit of one evaluation. */
const costLimit = 1_000_000

/** What this engine makes of the expression; without values it is only compiled. What it throws is an error as well. */
export function ownJudgement(
  expression: string,
  expressions: Environment['expressions'],
  values?: JsonObject,
): Judgement {
  try {
    return judge(expression, expressions, values)
  } catch (thrown) {
    return { error: `thrown: ${inspect(thrown)}` }
  }
}

/** What the API server says of the expression as a new policy's validation; undefined where nothing is wrong. */
export function ownRefusal(expression: string): string | undefined {
  const compiled = compile(expression, environments.new, 'bool')
  return compiled.kind === 'problems' ? compiled.message : undefined
}

function judge(
  expression: string,
  expressions: Environment['expressions'],
  values: JsonObject | undefined,
): Judgement {
  const environment = environments[expressions]
  const typed = checkTypes(expression, environment)
  if (typed.kind === 'problems') return { compile: typed.message }
  const { ast, checked } = typed
  const { min, max } = estimateCost(ast, checked, () => undefined, latestKubernetesVersion)
  const judgement = { type: printType(checked.type), estimate: `${min}..${max}` }
  const compiled = compile(expression, environment, 'any')
  if (compiled.kind === 'problems') {
    const program = compiled.message.replace('program instantiation failed: ', '')
    return { ...judgement, program }
  }
  return values === undefined ? judgement : { ...judgement, ...evaluated(compiled.program, values) }
}

function environmentFor(expressions: Environment['expressions']): Environment {
  return admissionEnvironment({
    kubernetesVersion: latestKubernetesVersion,
    expressions,
    hasParams: true,
    hasAuthorizer: true,
    variables: new Map(),
    mutation: false,
  })
}

/** Both ways of evaluating must come to the same. */
function evaluated(program: Program, values: JsonObject): Judgement {
  const activation: Activation = (name) => fieldOf(values, name)
  const judgements = [
    (control: Control) => program.evaluate(activation, control),
    (control: Control) => program.trace(activation, control, { enter: nothing, leave: nothing }),
  ].map((evaluate) => {
    const control: Control = { interrupted: () => false, costLimit, spent: 0, made: 0 }
    const value = evaluate(control)
    return { ...outcomeOf(value), ...(control.spent === 0 ? {} : { cost: control.spent }) }
  })
  const [direct, traced] = judgements.map((one) => JSON.stringify(one))
  if (direct !== traced) return { error: `evaluated ${direct}, traced ${traced}` }
  return judgements[0] ?? {}
}

function nothing(): void {}

function outcomeOf(value: Value | CelError): Judgement {
  return value instanceof CelError ? { error: value.message } : { value: valueText(value) }
}
