import { expect, test } from 'vitest'
import { printProblems } from '#src/core/cel/parse/problem-text.ts'

const problem = { message: 'no', offset: 0 }

test.for([
  {
    name: 'a place',
    expression: 'a + b',
    problems: [{ ...problem, line: 1, column: 3 }],
    text: 'ERROR: <input>:1:3: no\n | a + b\n | ..^',
  },
  {
    name: 'two problems',
    expression: 'a\nbc',
    problems: [
      { ...problem, line: 1, column: 1 },
      { ...problem, line: 2, column: 2 },
    ],
    text: 'ERROR: <input>:1:1: no\n | a\n | ^\nERROR: <input>:2:2: no\n | bc\n | .^',
  },
  {
    name: 'a tab is a blank',
    expression: '\ta',
    problems: [{ ...problem, line: 1, column: 2 }],
    text: 'ERROR: <input>:1:2: no\n |  a\n | .^',
  },
  {
    name: 'wide characters get wide dots and carets',
    expression: "'é😁é'",
    problems: [{ ...problem, line: 1, column: 4 }],
    text: "ERROR: <input>:1:4: no\n | 'é😁é'\n | .\uff0e\uff0e\uff3e",
  },
  {
    name: 'behind the end',
    expression: 'a',
    problems: [{ ...problem, line: 1, column: 2 }],
    text: 'ERROR: <input>:1:2: no\n | a\n | .^',
  },
  {
    name: 'the expression as a whole',
    expression: 'a',
    problems: [{ ...problem, line: -1, column: 0 }],
    text: 'ERROR: <input>:-1:0: no',
  },
  {
    name: 'an empty expression',
    expression: '',
    problems: [{ ...problem, line: 1, column: 0 }],
    text: 'ERROR: <input>:1:0: no',
  },
  {
    name: 'a line that is too long to show',
    expression: 'é'.repeat(8193),
    problems: [{ ...problem, line: 1, column: 1 }],
    text: 'ERROR: <input>:1:1: no',
  },
])('$name', ({ expression, problems, text }) => {
  expect(printProblems(expression, problems)).toBe(text)
})

test('a hundred problems are printed, the rest is counted', () => {
  const text = printProblems('', Array(103).fill({ ...problem, line: 1, column: 0 }))
  expect(text.split('\n')).toHaveLength(101)
  expect(text.split('\n').at(-1)).toBe('3 more errors were truncated')
})
