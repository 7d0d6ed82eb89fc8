import { describe, expect, test } from 'vitest'
import { printType } from '#src/core/cel/check/print-type.ts'
import { checkExpression } from '#src/core/cel/check-expression.ts'
import { admissionEnvironment } from '#src/core/policy/admission-names.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'
import { compileExclusions, countReasons, type Row, reasonFor } from './exclusions.ts'

const environment = admissionEnvironment({
  kubernetesVersion: '1.36',
  expressions: 'stored',
  hasParams: true,
  hasAuthorizer: true,
  variables: new Map(),
  mutation: true,
})

/** What the checker says: the type, or the whole text of what is wrong. */
function compiled(expression: string): string {
  const result = checkExpression(expression, environment, 'any')
  return result.kind === 'checked' ? printType(result.checked.type) : result.message
}

/** So long are the texts of one corpus at most, the rest is cut off. */
const longestText = 200

function isSame(expected: string, actual: string): boolean {
  if (expected === actual) return true
  return expected.length === longestText && actual.startsWith(expected.replace(/\.\.\.$/, ''))
}

const corpora = [
  {
    file: 'cel-spec-conformance.jsonl.gz',
    types: 602,
    errors: 626,
    excluded: { 'no reference': 75 },
  },
  {
    file: 'k8s-cel-unit.jsonl.gz',
    types: 473,
    errors: 51,
    excluded: { 'a reference that crashed': 39, 'no reference': 215 },
  },
] as const

describe.skipIf(!hasCorpora)(`CEL types and compile errors, ${whereCorporaAre}`, () => {
  test.for(corpora)('$file', ({ file, ...counts }) => {
    const rows = readRows(file) as readonly Row[]
    const judged = rows
      .filter((row) => reasonFor(row, compileExclusions) === undefined)
      .map(({ expr, inVapEnv: { compileError, outputType = '', exprRewritten } = {} }) => {
        const actual = compiled(exprRewritten ?? expr)
        return { expr, expected: compileError ?? outputType, actual, isError: !!compileError }
      })
    expect(judged.filter(({ expected, actual }) => !isSame(expected, actual))).toEqual([])
    const errors = judged.filter(({ isError }) => isError).length
    expect({
      types: judged.length - errors,
      errors,
      excluded: countReasons(rows, compileExclusions),
    }).toEqual(counts)
  })
})
