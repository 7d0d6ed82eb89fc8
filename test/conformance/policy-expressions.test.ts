import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import type { CompiledExpression, CompiledPolicy } from '#src/core/policy/compile-policy.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'
import { creatablePolicy } from './creatable-names.ts'
import { countReasons, policyExclusions, reasonFor } from './exclusions.ts'

type PolicyDocument = JsonObject

interface Row {
  readonly policies?: readonly PolicyDocument[]
  readonly admissionCase?: { readonly policies?: readonly PolicyDocument[] }
  readonly reference?: Reference
  readonly expect?: Reference
}

/** By input mode: what Kubernetes' own code gave. */
type Reference = Readonly<Record<string, unknown>>

interface CompileError {
  readonly where: string
  readonly expression: string
  readonly error: string
}

interface Compiled {
  readonly expressions: number
  readonly errors: readonly string[]
}

/** What our compiler says of each text of a policy; cases share policies. */
const compiled = new Map<string, Compiled>()

function compile(document: PolicyDocument): Compiled {
  const text = JSON.stringify(creatablePolicy(document))
  const known = compiled.get(text)
  if (known !== undefined) return known
  const { policies } = loadPolicies([{ name: 'case', text }], { kubernetesVersion: '1.36' })
  const all = policies.policies.flatMap(expressionsOf)
  const errors = all.flatMap(({ where, expression }) =>
    expression.kind === 'program'
      ? []
      : [
          printed({
            where,
            expression: expression.text.text,
            error: expression.message.replace(/^compilation error: /, ''),
          }),
        ],
  )
  const result = { expressions: all.length, errors }
  compiled.set(text, result)
  return result
}

interface Place {
  readonly where: string
  readonly expression: CompiledExpression
}

/** All expressions of a policy, with the reference's names of their places. */
function expressionsOf(policy: CompiledPolicy): readonly Place[] {
  return [
    ...policy.matchConditions.map(({ name, expression }) =>
      at(`matchConditions.${name}`, expression),
    ),
    ...[...policy.variables].map(([name, { expression }]) => at(`variables.${name}`, expression)),
    ...policy.validations.map(({ expression }) => at('validations.expression', expression)),
    ...policy.validations.flatMap(({ messageExpression }) =>
      messageExpression ? [at('validations.messageExpression', messageExpression)] : [],
    ),
    ...policy.auditAnnotations.map(({ key, value }) => at(`auditAnnotations.${key}`, value)),
    ...policy.mutations.map(({ expression }) => at('mutations.expression', expression)),
  ]
}

function at(where: string, expression: CompiledExpression): Place {
  return { where, expression }
}

function printed({ where, expression, error }: CompileError): string {
  return [where, expression, error].join('\n')
}

/** The errors of the reference, once each; undefined where the row has none that is Kubernetes'. */
function expectedErrors({ reference, expect: expected }: Row): readonly string[] | undefined {
  const modes = [reference, expected].flatMap((given) =>
    given === undefined ? [] : [given, ...inputModes.flatMap((mode) => given[mode] ?? [])],
  ) as readonly { readonly compileErrors?: readonly CompileError[] }[]
  if (!modes.some((mode) => Object.hasOwn(mode, 'allowed'))) return undefined
  return unique(modes.flatMap(({ compileErrors = [] }) => compileErrors.map(printed)))
}

const inputModes: readonly string[] = ['anyInputMode', 'raw', 'defaulted', 'typed']

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

const kubernetesKinds: ReadonlySet<string> = new Set([
  'ValidatingAdmissionPolicy',
  'MutatingAdmissionPolicy',
])

const corpora = [
  {
    file: 'gatekeeper-library-cel.jsonl.gz',
    cases: 77,
    excluded: [],
    withErrors: 0,
    expressions: 1612,
  },
  { file: 'k8s-mutation-patch.jsonl', cases: 47, excluded: [], withErrors: 0, expressions: 47 },
  { file: 'kubescape-vap.jsonl.gz', cases: 351, excluded: [], withErrors: 0, expressions: 1148 },
  {
    file: 'kyverno-cli-tests.jsonl.gz',
    cases: 91,
    excluded: [36],
    withErrors: 24,
    expressions: 406,
  },
  {
    file: 'kyverno-policies-chainsaw-cases.jsonl.gz',
    cases: 2266,
    excluded: [143],
    withErrors: 59,
    expressions: 10202,
  },
  {
    file: 'kyverno-policies-cpol-cel.jsonl.gz',
    cases: 891,
    excluded: [22],
    withErrors: 0,
    expressions: 1990,
  },
  {
    file: 'kyverno-policies-mpol.jsonl.gz',
    cases: 49,
    excluded: [],
    withErrors: 0,
    expressions: 195,
  },
  {
    file: 'kyverno-policies-vpol.jsonl.gz',
    cases: 841,
    excluded: [],
    withErrors: 19,
    expressions: 5106,
  },
  { file: 'vap-generated.jsonl.gz', cases: 264, excluded: [], withErrors: 69, expressions: 334 },
  { file: 'vap-k8s-docs.jsonl.gz', cases: 17, excluded: [], withErrors: 4, expressions: 66 },
  { file: 'vap-k8s-integration.jsonl.gz', cases: 25, excluded: [], withErrors: 0, expressions: 37 },
  { file: 'vap-undistro.jsonl.gz', cases: 4, excluded: [], withErrors: 0, expressions: 13 },
] as const

describe.skipIf(!hasCorpora)(`expressions of policies, ${whereCorporaAre}`, () => {
  test.for(corpora)('$file', ({ file, ...counts }) => {
    const rows = (readRows(file) as readonly Row[]).map((row) => ({
      row,
      hasReference: expectedErrors(row) !== undefined,
    }))
    const judged = rows.flatMap(({ row, hasReference }) => {
      if (reasonFor({ hasReference }, policyExclusions) !== undefined) return []
      const documents = (row.admissionCase?.policies ?? row.policies ?? []).filter(({ kind }) =>
        kubernetesKinds.has(String(kind)),
      )
      const expected = expectedErrors(row) ?? []
      const actual = documents.map(compile)
      return [{ expected, actual: unique(actual.flatMap(({ errors }) => errors)), all: actual }]
    })
    expect(judged.filter(({ expected, actual }) => !isDeepStrictEqual(expected, actual))).toEqual(
      [],
    )
    expect({
      cases: judged.length,
      excluded: Object.values(countReasons(rows, policyExclusions)),
      withErrors: judged.filter(({ expected }) => expected.length > 0).length,
      expressions: judged.flatMap(({ all }) => all).reduce((sum, one) => sum + one.expressions, 0),
    }).toEqual(counts)
  })
})
