import { expect, test } from 'vitest'
import { parse } from '#src/core/cel/parse/parse.ts'

const depth = 'expression recursion limit exceeded: 250'
const treeDepth = 'max recursion depth exceeded'
const fits = 'fits'

test.for([
  { name: '250 parentheses less one', expression: nested('(', 249, ')'), outcome: fits },
  { name: '250 parentheses', expression: nested('(', 250, ')'), outcome: depth },
  { name: '250 lists', expression: nested('[', 250, ']'), outcome: depth },
  {
    name: '83 brackets in right operands',
    expression: nested('1 + 2 * (', 83, ')'),
    outcome: fits,
  },
  {
    name: '84 brackets in right operands',
    expression: nested('1 + 2 * (', 84, ')'),
    outcome: depth,
  },
  { name: '250 fields', expression: `a${'.b'.repeat(250)}`, outcome: fits },
  { name: '251 fields', expression: `a${'.b'.repeat(251)}`, outcome: treeDepth },
  { name: '251 additions', expression: `1${'+1'.repeat(251)}`, outcome: treeDepth },
  { name: '250 conditions', expression: `${'a?b:'.repeat(250)}c`, outcome: depth },
  { name: '10,000 terms of &&', expression: `a${' && a'.repeat(9999)}`, outcome: fits },
  { name: '10,000 exclamation marks', expression: `${'!'.repeat(10_000)}a`, outcome: fits },
  { name: '10,000 minus signs', expression: `${'-'.repeat(10_000)}a`, outcome: fits },
  { name: '100,000 characters', expression: 'a'.repeat(100_000), outcome: fits },
  {
    name: '100,001 characters',
    expression: 'a'.repeat(100_001),
    outcome: 'expression code point size exceeds limit: size: 100001, limit 100000',
  },
  { name: '100,000 wide characters', expression: `"${'😁'.repeat(99_998)}"`, outcome: fits },
])('$name', ({ expression, outcome }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.37' })
  expect(parsed.kind === 'ast' ? fits : parsed.problems).toEqual(
    outcome === fits ? fits : [{ message: outcome, offset: 0, line: -1, column: 0 }],
  )
})

test('a long chain of && is a shallow tree', () => {
  const parsed = parse(`a${' && a'.repeat(9999)}`, { kubernetesVersion: '1.37' })
  let node = parsed.kind === 'ast' ? parsed.ast : undefined
  let levels = 0
  for (; node?.kind === 'call'; node = node.arguments[0]) levels++
  expect(levels).toBe(14)
})

const pieces = [
  '(',
  '[',
  '{',
  '!',
  '-',
  'a.',
  '1+',
  'a?',
  'T{',
  'f(',
  '@',
  '"',
  "'''",
  '`',
  ')',
  'a ',
  '==',
  '\n(',
  '&',
]

test.for(pieces)('a million characters of %j, and 99,999, are a problem or parse', (piece) => {
  for (const length of [1_000_000, 99_999]) {
    const parsed = parse(piece.repeat(length / piece.length), { kubernetesVersion: '1.37' })
    expect(parsed.kind).toBe('problems')
  }
})

test.for([
  { piece: '*,', last: 'Syntax error: error recovery attempt limit exceeded: 30' },
  { piece: '@', last: 'Syntax error: More than 100 syntax errors' },
  { piece: 'a ', last: 'error recovery token lookahead limit exceeded: 256' },
  { piece: '[}', last: 'Syntax error: More than 100 syntax errors' },
])('many errors of $piece end', ({ piece, last }) => {
  const parsed = parse(piece.repeat(600), { kubernetesVersion: '1.37' })
  expect(parsed.kind === 'problems' && parsed.problems.map(({ message }) => message)).toContain(
    last,
  )
})

function nested(open: string, count: number, close: string): string {
  return `${open.repeat(count)}1${close.repeat(count)}`
}
