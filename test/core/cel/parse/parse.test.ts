import { expect, test } from 'vitest'
import type { Expression } from '#src/core/cel/ast.ts'
import { parse } from '#src/core/cel/parse/parse.ts'
import { outline } from './outline.ts'

test.for([
  { expression: 'a', tree: 'a@0' },
  { expression: '-1', tree: '-1@0' },
  { expression: ' -1.5', tree: '-1.5@1' },
  { expression: '- 1', tree: '-1@0' },
  { expression: '-a', tree: '-_@0(a@1)' },
  { expression: '--a', tree: 'a@2' },
  { expression: '---a', tree: '-_@0(a@3)' },
  { expression: '--1', tree: '1@2' },
  { expression: '-1u', tree: '-_@0(1u@1)' },
  { expression: '-(1)', tree: '-_@0(1@2)' },
  { expression: '!a', tree: '!_@0(a@1)' },
  { expression: '!!a', tree: 'a@2' },
  { expression: '!-1', tree: '!_@0(-1@1)' },
  { expression: 'a + b * c', tree: '_+_@2(a@0, _*_@6(b@4, c@8))' },
  { expression: 'a * b + c', tree: '_+_@6(_*_@2(a@0, b@4), c@8)' },
  { expression: 'a - b - c', tree: '_-_@6(_-_@2(a@0, b@4), c@8)' },
  { expression: 'a % (b / c)', tree: '_%_@2(a@0, _/_@7(b@5, c@9))' },
  { expression: 'a < b == c', tree: '_==_@6(_<_@2(a@0, b@4), c@9)' },
  { expression: 'a in b && c', tree: '_&&_@7(@in@2(a@0, b@5), c@10)' },
  { expression: 'a && b && c', tree: '_&&_@7(_&&_@2(a@0, b@5), c@10)' },
  { expression: 'a && b && c && d', tree: '_&&_@7(_&&_@2(a@0, b@5), _&&_@12(c@10, d@15))' },
  { expression: 'a || b && c', tree: '_||_@2(a@0, _&&_@7(b@5, c@10))' },
  { expression: 'a && (b && c)', tree: '_&&_@2(a@0, _&&_@8(b@6, c@11))' },
  { expression: 'a ? b : c ? d : e', tree: '_?_:_@2(a@0, b@4, _?_:_@10(c@8, d@12, e@16))' },
  { expression: '(a ? b : c) ? d : e', tree: '_?_:_@12(_?_:_@3(a@1, b@5, c@9), d@14, e@18)' },
  { expression: 'a.b.c', tree: 'a@0.b@1.c@3' },
  { expression: 'a.if', tree: 'a@0.if@1' },
  { expression: 'a.b(1, 2)', tree: 'a@0.b@3(1@4, 2@7)' },
  { expression: 'f()', tree: 'f@1()' },
  { expression: '.a', tree: '.a@1' },
  { expression: '.f(1)', tree: '.f@2(1@3)' },
  { expression: 'a[0]', tree: '_[_]@1(a@0, 0@2)' },
  { expression: 'a.?b', tree: 'a@0.?b@1' },
  { expression: 'a[?0].c', tree: '_[?_]@1(a@0, 0@3).c@5' },
  { expression: '-1.f()', tree: '-1@0.f@4()' },
  { expression: '[]', tree: 'list@0[]' },
  { expression: '[1, 2,]', tree: 'list@0[1@1, 2@4]' },
  { expression: '[,]', tree: 'list@0[]' },
  { expression: '[?a, b]', tree: 'list@0[?a@2, b@5]' },
  { expression: '{}', tree: 'map@0{}' },
  { expression: '{,}', tree: 'map@0{}' },
  { expression: "{'a': 1, ?b: 2,}", tree: 'map@0{"a"@1: 1@6, ?b@10: 2@13}' },
  { expression: 'Object{}', tree: 'Object@6{}' },
  { expression: 'Object.spec.x{a: 1, ?b: 2}', tree: 'Object.spec.x@13{a: 1@17, ?b: 2@24}' },
  { expression: ".JSONPatch{op: 'add',}", tree: '.JSONPatch@10{op: "add"@15}' },
  { expression: 'a.`b-c`', tree: 'a@0.b-c@1' },
  { expression: 'T{`x y`: 1}', tree: 'T@1{x y: 1@9}' },
  { expression: 'a // b\n + c', tree: '_+_@8(a@0, c@10)' },
  { expression: "'😁' + a", tree: '_+_@5("😁"@0, a@7)' },
])('$expression', ({ expression, tree }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.37' })
  expect(parsed.kind === 'ast' ? outline(parsed.ast) : parsed.problems).toBe(tree)
})

test.for([
  { expression: 'a + b.c(1)', spans: ['a + b.c(1)', 'a', 'b.c(1)', 'b', '1'] },
  { expression: ' (a + b) * -1 ', spans: ['(a + b) * -1', 'a + b', 'a', 'b', '-1'] },
  { expression: 'a && b && c', spans: ['a && b && c', 'a && b', 'a', 'b', 'c'] },
  { expression: '!!a', spans: ['a'] },
])('spans of $expression', ({ expression, spans }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.37' })
  const nodes = parsed.kind === 'ast' ? callTree(parsed.ast) : []
  expect(nodes.map(({ span }) => expression.slice(span.start, span.end))).toEqual(spans)
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length)
})

/** The node, and what is inside it, of an expression that consists of calls. */
function callTree(node: Expression): readonly Expression[] {
  if (node.kind !== 'call') return [node]
  return [node, ...[...(node.target ? [node.target] : []), ...node.arguments].flatMap(callTree)]
}
