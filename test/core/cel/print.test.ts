import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Expression } from '#src/core/cel/ast.ts'
import { parse } from '#src/core/cel/parse/parse.ts'
import { print } from '#src/core/cel/print.ts'
import { shape } from './parse/outline.ts'
import { randomExpression } from './random-expression.ts'

test.for([
  { expression: 'a+b*c', printed: 'a + b * c' },
  { expression: '(a+b)*c', printed: '(a + b) * c' },
  { expression: 'a-(b-c)', printed: 'a - (b - c)' },
  { expression: 'a<b==c', printed: 'a < b == c' },
  { expression: 'a<(b==c)', printed: 'a < (b == c)' },
  { expression: '((a))', printed: 'a' },
  { expression: 'a&&b&&c&&d&&e', printed: 'a && b && c && d && e' },
  { expression: 'a&&(b&&c)', printed: 'a && (b && c)' },
  { expression: '(a||b)&&c||d', printed: '(a || b) && c || d' },
  { expression: 'a&&b||c', printed: 'a && b || c' },
  { expression: 'a?b:c?d:e', printed: 'a ? b : c ? d : e' },
  { expression: '(a?b:c)?(d?e:f):g', printed: '(a ? b : c) ? (d ? e : f) : g' },
  { expression: '!(!a)', printed: '!(!a)' },
  { expression: '-(1)', printed: '-(1)' },
  { expression: '-(-1)', printed: '-(-1)' },
  { expression: '-(1.5.f())', printed: '-(1.5.f())' },
  { expression: '-1.f()', printed: '-1.f()' },
  { expression: '(-a).f()', printed: '(-a).f()' },
  { expression: '-(a.f())', printed: '-a.f()' },
  { expression: '!a.b', printed: '!a.b' },
  { expression: '(a+b).c[d+e].?f[?g]', printed: '(a + b).c[d + e].?f[?g]' },
  { expression: '.a.b(.c())', printed: '.a.b(.c())' },
  { expression: 'a in[1,?b,]', printed: 'a in [1, ?b]' },
  { expression: "{'a':1,?b:2,}", printed: '{"a": 1, ?b: 2}' },
  {
    expression: 'Object.spec{a:1,?`b c`:2,`in`:3,if:4,}',
    printed: 'Object.spec{a: 1, ?`b c`: 2, `in`: 3, if: 4}',
  },
  { expression: 'a.`b.c`', printed: 'a.`b.c`' },
  {
    expression: '[1u,-2,0x10,1e3,.5,-0.0,1e300]',
    printed: '[1u, -2, 16, 1000.0, 0.5, -0.0, 1e+300]',
  },
  { expression: `["'",'"',r"\\d",'\\a\\n😁']`, printed: `["'", "\\"", "\\\\d", "\\x07\\n😁"]` },
  { expression: "b'a\\xff\\n\"'", printed: 'b"a\\xff\\n\\""' },
  { expression: 'has(a.b)&&!has(a.c)', printed: 'has(a.b) && !has(a.c)' },
  { expression: 'a.all(x,x.exists_one(y,y))', printed: 'a.all(x, x.exists_one(y, y))' },
  { expression: 'a.map(x,y,z).filter(x,y)', printed: 'a.map(x, y, z).filter(x, y)' },
  { expression: 'a.transformMapEntry(k,v,{v:k})', printed: 'a.transformMapEntry(k, v, {v: k})' },
  {
    expression: 'a.?b.optMap(x,x+1).optFlatMap(y,[?y])',
    printed: 'a.?b.optMap(x, x + 1).optFlatMap(y, [?y])',
  },
  { expression: 'a.sortBy(x,-x)', printed: 'a.sortBy(x, -x)' },
])('$expression', ({ expression, printed }) => {
  expect(print(parsed(expression))).toBe(printed)
  expect(shape(parsed(printed))).toBe(shape(parsed(expression)))
})

test('what stands in an expansion is printed as calls', () => {
  const all = parsed('a.all(x, y)')
  expect(
    all.kind === 'comprehension' && [print(all.condition), print(all.step), print(all.range)],
  ).toEqual(['@not_strictly_false(@result)', '@result && y', 'a'])
})

test('a printed expression parses to the same tree', () => {
  fc.assert(
    fc.property(anyForm(), (expression) => {
      const tree = parsed(expression)
      expect(shape(parsed(print(tree)))).toBe(shape(tree))
    }),
    { numRuns: 500 },
  )
})

/** Every operator and form of the language around random operands, with and without parentheses. */
function anyForm(): fc.Arbitrary<string> {
  const { whole } = fc.letrec<{ whole: string; inner: string }>((tie) => ({
    whole: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(
        'a',
        '.b',
        '1',
        '-1',
        '2u',
        '1.5',
        '-2.0',
        '"s"',
        "b'x'",
        'true',
        'null',
        '[]',
        '{}',
        'T{}',
      ),
      randomExpression({ depth: 1 }),
      fc
        .tuple(fc.constantFrom(...templates), tie('inner'), tie('inner'), tie('inner'))
        .map(fillTemplate),
    ),
    inner: fc.oneof(
      tie('whole').map((text) => `(${text})`),
      fc.constantFrom('a', '-1', 'b.c'),
    ),
  }))
  return whole
}

const templates = [
  '-$1',
  '--$1',
  '!$1',
  '!!$1',
  '$1 && $2',
  '$1 && $2 && $3',
  '$1 || $2 && $3',
  '$1 || $2 || $3 || a',
  '$1 ? $2 : $3',
  '$1 + $2 - $3',
  '$1 * $2 / $3',
  '$1 + $2 * $3',
  '$1 % $2',
  '$1 < $2',
  '$1 in $2',
  '$1 == $2 != $3',
  '$1.f',
  '$1.?f',
  '$1.f($2, $3)',
  'f($1)',
  '$1[$2]',
  '$1[?$2]',
  '[$1, ?$2]',
  '{$1: $2, ?a: $3}',
  'T.U{a: $1, ?b: $2}',
  'has($1.f)',
  '$1.all(x, $2)',
  '$1.map(x, $2, $3)',
  '$1.optMap(x, $2)',
  '$1.transformList(i, x, $2)',
  '$1.`f g`',
  '.g($1)',
] as const

function fillTemplate([template, ...operands]: readonly [string, ...string[]]): string {
  return template.replace(/\$([123])/g, (_, digit) => operands[Number(digit) - 1] ?? '')
}

function parsed(expression: string): Expression {
  const result = parse(expression, { kubernetesVersion: '1.37' })
  if (result.kind === 'problems') throw new Error(`${expression}: ${result.problems[0]?.message}`)
  return result.ast
}
