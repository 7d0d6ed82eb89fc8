import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '#src/core/cel/parse/parse.ts'
import { printProblems } from '#src/core/cel/parse/problem-text.ts'
import { randomExpression } from '../random-expression.ts'

test('a random expression parses', () => {
  fc.assert(
    fc.property(randomExpression(), (expression) => {
      expect(parse(expression, { kubernetesVersion: '1.37' })).toMatchObject({ kind: 'ast' })
    }),
    { numRuns: 300 },
  )
})

const tokens = [
  'a',
  '1',
  '.5',
  '2u',
  '"s"',
  "b'",
  "'''",
  '`',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '.',
  '?',
  ':',
  ',',
  '+',
  '-',
  '!',
  '&&',
  '||',
  '==',
  'in',
  'true',
  'if',
  'T{',
  '.all(x,',
  'has(',
  '@',
  '=',
  '\\',
  '\n',
  ' ',
  '//',
  '😁',
  '\ud800',
] as const

test.for([
  { name: 'any text', text: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    name: 'a heap of tokens',
    text: fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map((parts) => parts.join('')),
  },
  { name: 'an expression with a piece cut out', text: damaged() },
])('$name parses or is a problem inside the text', ({ text }) => {
  fc.assert(
    fc.property(text, (expression) => {
      const parsed = parse(expression, { kubernetesVersion: '1.37' })
      const problems = parsed.kind === 'problems' ? parsed.problems : []
      expect(parsed.kind === 'ast' || problems.length > 0).toBe(true)
      for (const { offset } of problems)
        expect(offset >= 0 && offset <= expression.length).toBe(true)
      expect(printProblems(expression, problems).split('ERROR: ')).toHaveLength(problems.length + 1)
    }),
    { numRuns: 400 },
  )
})

function damaged(): fc.Arbitrary<string> {
  return fc
    .tuple(randomExpression({ depth: 2 }), fc.nat({ max: 40 }), fc.nat({ max: 5 }))
    .map(([text, at, length]) => text.slice(0, at) + text.slice(at + length))
}
