import { expect, test } from 'vitest'
import { parse } from '#src/core/cel/parse/parse.ts'

const operands =
  "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}"

test.for([
  {
    expression: '',
    problems: [`1:0 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: ' ',
    problems: [`1:2 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: 'a +',
    problems: [`1:4 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: 'a + * b',
    problems: [`1:5 Syntax error: extraneous input '*' expecting ${operands}`],
  },
  { expression: '(a', problems: ["1:3 Syntax error: missing ')' at '<EOF>'"] },
  { expression: 'a)', problems: ["1:2 Syntax error: extraneous input ')' expecting <EOF>"] },
  { expression: 'a b', problems: ["1:3 Syntax error: extraneous input 'b' expecting <EOF>"] },
  {
    expression: 'a = b',
    problems: [
      "1:3 Syntax error: token recognition error at: '= '",
      "1:5 Syntax error: extraneous input 'b' expecting <EOF>",
    ],
  },
  {
    expression: 'a & b',
    problems: [
      "1:3 Syntax error: token recognition error at: '& '",
      "1:5 Syntax error: extraneous input 'b' expecting <EOF>",
    ],
  },
  {
    expression: 'a | b',
    problems: [
      "1:3 Syntax error: token recognition error at: '| '",
      "1:5 Syntax error: extraneous input 'b' expecting <EOF>",
    ],
  },
  {
    expression: 'a == == b',
    problems: [`1:6 Syntax error: extraneous input '==' expecting ${operands}`],
  },
  {
    expression: "'abc",
    problems: [
      "1:1 Syntax error: token recognition error at: ''abc'",
      `1:5 Syntax error: mismatched input '<EOF>' expecting ${operands}`,
    ],
  },
  {
    expression: '"a\\qb"',
    problems: [
      "1:1 Syntax error: token recognition error at: '\"a\\q'",
      "1:6 Syntax error: token recognition error at: '\"'",
    ],
  },
  { expression: 'a.', problems: ["1:3 Syntax error: no viable alternative at input '.'"] },
  { expression: 'a..b', problems: ["1:3 Syntax error: no viable alternative at input '..'"] },
  {
    expression: 'a.true',
    problems: ["1:3 Syntax error: mismatched input 'true' expecting IDENTIFIER"],
  },
  { expression: 'a.1', problems: ["1:2 Syntax error: extraneous input '.1' expecting <EOF>"] },
  {
    expression: 'in',
    problems: [
      `1:1 Syntax error: mismatched input 'in' expecting ${operands}`,
      `1:3 Syntax error: mismatched input '<EOF>' expecting ${operands}`,
    ],
  },
  { expression: 'if', problems: ['1:1 reserved identifier: if'] },
  { expression: 'var.x', problems: ['1:1 reserved identifier: var'] },
  { expression: 'const(1)', problems: ['1:1 reserved identifier: const'] },
  { expression: 'a ? b', problems: ["1:6 Syntax error: mismatched input '<EOF>' expecting ':'"] },
  {
    expression: 'a ? b : ',
    problems: [`1:9 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  { expression: 'f(a b)', problems: ["1:5 Syntax error: extraneous input 'b' expecting ')'"] },
  {
    expression: 'f(a,)',
    problems: [`1:5 Syntax error: mismatched input ')' expecting ${operands}`],
  },
  {
    expression: '[a b]',
    problems: ["1:4 Syntax error: extraneous input 'b' expecting {']', ','}"],
  },
  {
    expression: '[1, 2',
    problems: ["1:6 Syntax error: mismatched input '<EOF>' expecting {']', ','}"],
  },
  { expression: '{a}', problems: ["1:3 Syntax error: mismatched input '}' expecting ':'"] },
  {
    expression: '{a: 1',
    problems: ["1:6 Syntax error: mismatched input '<EOF>' expecting {'}', ','}"],
  },
  { expression: 'T{a}', problems: ["1:4 Syntax error: mismatched input '}' expecting ':'"] },
  {
    expression: 'T{1: 2}',
    problems: [
      "1:3 Syntax error: mismatched input '1' expecting {'}', ',', '?', IDENTIFIER, ESC_IDENTIFIER}",
    ],
  },
  {
    expression: 'a[',
    problems: [
      "1:3 Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', '?', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}",
    ],
  },
  {
    expression: 'a[]',
    problems: [
      "1:3 Syntax error: mismatched input ']' expecting {'[', '{', '(', '.', '-', '!', '?', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}",
    ],
  },
  {
    expression: '!',
    problems: [`1:2 Syntax error: extraneous input '<EOF>' expecting ${operands}`],
  },
  { expression: 'a !b', problems: ["1:3 Syntax error: mismatched input '!' expecting <EOF>"] },
  { expression: '@a', problems: ["1:1 Syntax error: token recognition error at: '@'"] },
  {
    expression: 'a ⊕ b',
    problems: [
      "1:3 Syntax error: token recognition error at: '⊕'",
      "1:5 Syntax error: extraneous input 'b' expecting <EOF>",
    ],
  },
  { expression: '1 2 3', problems: ["1:3 Syntax error: mismatched input '2' expecting <EOF>"] },
  {
    expression: 'a\n+\n',
    problems: [`3:1 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: '\ta +',
    problems: [`1:5 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: "'é😁' + +",
    problems: [
      `1:8 Syntax error: mismatched input '+' expecting ${operands}`,
      `1:9 Syntax error: mismatched input '<EOF>' expecting ${operands}`,
    ],
  },
  { expression: '9223372036854775808', problems: ['1:1 invalid int literal'] },
  { expression: '-9223372036854775809', problems: ['1:1 invalid int literal'] },
  { expression: '18446744073709551616u', problems: ['1:1 invalid uint literal'] },
  { expression: '0x1FFFFFFFFFFFFFFFFF', problems: ['1:1 invalid int literal'] },
  { expression: '1e999', problems: ['1:1 invalid double literal'] },
  { expression: "'\\ud800'", problems: ['1:1 invalid unicode code point'] },
  { expression: "'\\U00110000'", problems: ['1:1 invalid unicode code point'] },
  { expression: "b'\\u0041'", problems: ['1:1 unable to unescape string'] },
  { expression: 'has(a)', problems: ['1:5 invalid argument to has() macro'] },
  { expression: 'has(a[0])', problems: ['1:6 invalid argument to has() macro'] },
  { expression: 'has(a.?b)', problems: ['1:6 invalid argument to has() macro'] },
  { expression: 'a.all(b.c, d)', problems: ['1:8 argument must be a simple name'] },
  { expression: 'a.map(1, d)', problems: ['1:7 argument is not an identifier'] },
  { expression: 'a.filter(b(), c)', problems: ['1:11 argument is not an identifier'] },
  {
    expression: 'a.all(__result__, d)',
    problems: ['1:7 iteration variable overwrites accumulator variable'],
  },
  { expression: 'a.all(x, x, d)', problems: ['1:10 duplicate variable name: x'] },
  { expression: 'a.all(x, 1, d)', problems: ['1:10 argument must be a simple name'] },
  { expression: 'a.transformMap(1, x, d)', problems: ['1:16 argument must be a simple name'] },
  {
    expression: 'a.optMap(1, d)',
    problems: ['1:10 optMap() variable name must be a simple identifier'],
  },
  {
    expression: 'a.optFlatMap(b.c, d)',
    problems: ['1:15 optFlatMap() variable name must be a simple identifier'],
  },
  {
    expression: '1.sortBy(x, x)',
    problems: [
      '1:1 sortBy can only be applied to a list, identifier, comprehension, call or select expression',
    ],
  },
  { expression: 'a.sortBy(1, x)', problems: ['1:10 argument is not an identifier'] },
  {
    expression: 'if + for',
    problems: ['1:1 reserved identifier: if', '1:6 reserved identifier: for'],
  },
  {
    expression: 'a.all(if, const)',
    problems: [
      '1:7 reserved identifier: if',
      '1:7 argument must be a simple name',
      '1:11 reserved identifier: const',
    ],
  },
  {
    expression: '`a`',
    problems: [`1:1 Syntax error: mismatched input '\`a\`' expecting ${operands}`],
  },
  { expression: 'a.`b`(1)', problems: ["1:6 Syntax error: mismatched input '(' expecting <EOF>"] },
  {
    expression: 'a.b{c: 1}{d: 2}',
    problems: ["1:10 Syntax error: mismatched input '{' expecting <EOF>"],
  },
  {
    expression: 'a && ',
    problems: [`1:6 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: 'a.?',
    problems: [
      "1:4 Syntax error: mismatched input '<EOF>' expecting {IDENTIFIER, ESC_IDENTIFIER}",
      '1:4 unsupported ident kind',
    ],
  },
  {
    expression: 'a.b.c{',
    problems: [
      "1:7 Syntax error: mismatched input '<EOF>' expecting {'}', ',', '?', IDENTIFIER, ESC_IDENTIFIER}",
    ],
  },
  {
    expression: "[{'a': ]}]",
    problems: [`1:8 Syntax error: mismatched input ']' expecting ${operands}`],
  },
  {
    expression: 'has(a.)',
    problems: [
      '1:5 invalid argument to has() macro',
      "1:7 Syntax error: no viable alternative at input '.)'",
    ],
  },
  {
    expression: "'a\nb'",
    problems: [
      "1:1 Syntax error: token recognition error at: ''a\n'",
      "2:2 Syntax error: token recognition error at: '''",
    ],
  },
  {
    expression: 'a ? b ? c : d : e',
    problems: ["1:7 Syntax error: mismatched input '?' expecting ':'"],
  },
  { expression: 'T{a: 1, b}', problems: ["1:10 Syntax error: mismatched input '}' expecting ':'"] },
  { expression: '{1: 2, 3}', problems: ["1:9 Syntax error: mismatched input '}' expecting ':'"] },
  {
    expression: 'f(',
    problems: [
      "1:3 Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', ')', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}",
    ],
  },
  { expression: 'f(a', problems: ["1:4 Syntax error: missing ')' at '<EOF>'"] },
  {
    expression: 'f(a,',
    problems: [`1:5 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: '((',
    problems: [`1:3 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: '())',
    problems: [
      `1:2 Syntax error: mismatched input ')' expecting ${operands}`,
      "1:3 Syntax error: extraneous input ')' expecting <EOF>",
    ],
  },
  {
    expression: 'a.all(x,',
    problems: [`1:9 Syntax error: mismatched input '<EOF>' expecting ${operands}`],
  },
  {
    expression: '--',
    problems: [
      "1:3 Syntax error: no viable alternative at input '-'",
      `1:3 Syntax error: mismatched input '<EOF>' expecting ${operands}`,
    ],
  },
])('$expression', ({ expression, problems }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.37' })
  const found = parsed.kind === 'problems' ? parsed.problems : []
  expect(found.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(problems)
})

test.for([
  { expression: 'a.`b-c`', problems: ["1:3 unsupported syntax: '`'"] },
  { expression: 'T{`b-c`: 1}', problems: ["1:3 unsupported syntax: '`'"] },
])('$expression before Kubernetes 1.37', ({ expression, problems }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.36' })
  const found = parsed.kind === 'problems' ? parsed.problems : []
  expect(found.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(problems)
})
