import { expect, test } from 'vitest'
import { parse } from '#src/core/cel/parse/parse.ts'
import { printProblems } from '#src/core/cel/parse/problem-text.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface Row {
  readonly expression: string
  /** What the API server says about the expression at compile time; long texts are cut. */
  readonly compileError: string | undefined
}

const files = ['cel-spec-conformance.jsonl.gz', 'k8s-cel-unit.jsonl.gz']
const rows = hasCorpora ? files.flatMap(readRows).flatMap(toRow).filter(isAboutItsExpression) : []
const wrong = rows.filter(({ compileError }) => compileError?.includes('Syntax error'))

test.skipIf(!hasCorpora)(`what the API server parses, we parse (${whereCorporaAre})`, () => {
  const refused = rows.filter((row) => !wrong.includes(row) && problemText(row) !== undefined)
  expect(refused.filter((row) => !agrees(row))).toEqual([])
  // What is refused behind the grammar: literals out of range, wrong arguments of macros, back quotes.
  expect(refused.length).toBe(11)
})

test.skipIf(!hasCorpora)(
  `syntax errors read as the API server prints them (${whereCorporaAre})`,
  () => {
    expect(wrong.map(problemText)).toEqual(wrong.map(({ compileError }) => compileError))
    // The rows that were compiled, and those with a syntax error: all of them are met in full.
    expect({ rows: rows.length, wrong: wrong.length }).toEqual({ rows: 1781, wrong: 3 })
  },
)

/** Whether our text is theirs, or begins with what is left of theirs. */
function agrees(row: Row): boolean {
  const ours = problemText(row)
  const theirs = row.compileError?.replace(/\.\.\.$/, '')
  return ours !== undefined && theirs !== undefined && ours.startsWith(theirs)
}

/** Our problems as the API server prints its own; undefined where the expression parses. */
function problemText({ expression }: Row): string | undefined {
  const parsed = parse(expression, { kubernetesVersion: '1.36' })
  return parsed.kind === 'ast'
    ? undefined
    : `compilation failed: ${printProblems(expression, parsed.problems)}`
}

/** Some rows bind the names `true` and `null`; what was compiled there is a field of an object. */
function isAboutItsExpression({ expression, compileError }: Row): boolean {
  const [, line] = compileError?.split('\n | ') ?? []
  const shown = line?.replace(/\.\.\.$/, '') ?? ''
  return expression
    .replaceAll('\t', ' ')
    .split('\n')
    .some((own) => own.startsWith(shown))
}

function toRow(row: unknown): readonly Row[] {
  const expression = text(row, 'expr')
  const reference = property(row, 'inVapEnv')
  return expression === undefined || reference === undefined
    ? []
    : [{ expression, compileError: text(reference, 'compileError') }]
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
