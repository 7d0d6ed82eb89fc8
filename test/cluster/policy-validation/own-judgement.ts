import { type JsonObject, printJson } from '#src/core/index.ts'
import { type CompiledExpression, compilePolicy } from '#src/core/policy/compile-policy.ts'
import { expressionCompiler } from '#src/core/policy/expression-compiler.ts'
import { readPolicies } from '#src/core/policy/read.ts'
import { quoteForGo } from '#src/core/source/go-quote.ts'
import { printPath } from '#src/core/source/path.ts'
import type { Problem } from '#src/core/source/problem.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import { type Cause, type Judgement, unknownFields } from './judgement.ts'

/** What our errors say of the document, in the form of what the API server says. */
export function ownJudgement(document: JsonObject): Judgement {
  const { documents, problems: unread } = readYaml({ name: 'p', text: printJson(document) })
  const read = readPolicies(documents)
  const problems = [...unread, ...read.problems].filter(isError)
  if (problems.some(({ code }) => code === 'unknown-field' || code === 'wrong-type')) {
    const unknown = problems.filter(({ code }) => code === 'unknown-field')
    return { kind: 'undecodable', fields: unknown.flatMap(({ message }) => unknownFields(message)) }
  }
  const told = new Set(problems.map(({ path }) => path))
  const policies = [...read.policies, ...read.refused.map(({ policy }) => policy)]
  const causes = [
    ...problems.map(causeOf),
    ...policies.flatMap((policy) => compilationCauses(policy, told)),
  ]
  return causes.length === 0 ? { kind: 'accepted' } : { kind: 'invalid', causes }
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['required-field', 'FieldValueRequired'],
  ['invalid-value', 'FieldValueInvalid'],
  ['unsupported-value', 'FieldValueNotSupported'],
  ['forbidden-field', 'FieldValueForbidden'],
  ['too-long', 'FieldValueTooLong'],
  ['too-many', 'FieldValueTooMany'],
  ['duplicate-value', 'FieldValueDuplicate'],
])

function causeOf({ code, path = '', message }: Problem): Cause {
  return { reason: reasons.get(code) ?? code, field: path, message }
}

type Policy = Parameters<typeof compilePolicy>[0]

/** One for each expression that does not compile, however much is wrong with it. */
function compilationCauses(
  policy: Policy,
  told: ReadonlySet<string | undefined>,
): readonly Cause[] {
  const { compiled, problems } = compilePolicy(policy, [], {
    kubernetesVersion: '1.37',
    compile: expressionCompiler(),
  })
  const expressions = [
    ...compiled.matchConditions.map(({ expression }) => expression),
    ...[...compiled.variables.values()].map(({ expression }) => expression),
    ...compiled.validations.flatMap(({ expression, messageExpression }) =>
      messageExpression === undefined ? [expression] : [expression, messageExpression],
    ),
    ...compiled.auditAnnotations.map(({ value }) => value),
    ...compiled.mutations.map(({ expression }) => expression),
  ]
  const fields = new Set(problems.filter(isError).map(({ path = '' }) => path))
  return [...fields]
    .filter((field) => !told.has(field))
    .map((field) => ({
      reason: 'FieldValueInvalid',
      field,
      message: textOf(expressions.find((expression) => printed(expression) === field)),
    }))
}

function printed({ text: { place } }: CompiledExpression): string {
  return printPath(place.path)
}

function textOf(expression: CompiledExpression | undefined): string {
  if (expression === undefined) throw new Error('a problem of an expression that is not there')
  const { text } = expression.text
  const why = expression.kind === 'broken' ? expression.message : 'it may not be created'
  return `Invalid value: ${quoteForGo(text)}: ${why}`
}
