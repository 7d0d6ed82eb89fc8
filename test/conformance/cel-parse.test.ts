import { expect, test } from 'vitest'
import { parse } from '#src/core/cel/parse/parse.ts'
import { printProblems } from '#src/core/cel/parse/problem-text.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface Row {
  readonly expression: string
  /** What the API server says about the expression at compile time. */
  readonly compileError: string | undefined
}

const files = ['cel-spec-conformance.jsonl.gz', 'k8s-cel-unit.jsonl.gz']
const rows = hasCorpora ? files.flatMap(readRows).flatMap(toRow) : []
const prefix = 'compilation failed: '

test.skipIf(!hasCorpora)(`what the API server parses, we parse (${whereCorporaAre})`, () => {
  const refused = rows
    .filter(({ compileError }) => !compileError?.includes('Syntax error'))
    .filter((row) => textOf(row) !== undefined && textOf(row) !== row.compileError)
  expect(refused).toEqual([])
})

test.skipIf(!hasCorpora)(
  `syntax errors read as the API server prints them (${whereCorporaAre})`,
  () => {
    const wrong = rows.filter(({ compileError }) => compileError?.includes('Syntax error'))
    expect(wrong.map(textOf)).toEqual(wrong.map(({ compileError }) => compileError))
  },
)

test.skipIf(!hasCorpora)(`there are rows (${whereCorporaAre})`, () => {
  const wrong = rows.filter(({ compileError }) => compileError?.includes('Syntax error'))
  // Every row with an expression, and every one of them that has a syntax error, all of which are met in full.
  expect({ rows: rows.length, wrong: wrong.length }).toEqual({ rows: 2081, wrong: 6 })
})

/** Our problems as the API server prints its own; undefined where the expression parses. */
function textOf({ expression }: Row): string | undefined {
  const parsed = parse(expression, { kubernetesVersion: '1.36' })
  return parsed.kind === 'ast' ? undefined : prefix + printProblems(expression, parsed.problems)
}

function toRow(row: unknown): readonly Row[] {
  const expression = text(row, 'expr')
  const compileError = text(property(row, 'inVapEnv'), 'compileError')
  return expression === undefined ? [] : [{ expression, compileError }]
}

function text(value: unknown, key: string): string | undefined {
  const found = property(value, key)
  return typeof found === 'string' ? found : undefined
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined
}
