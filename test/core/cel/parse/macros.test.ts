import { expect, test } from 'vitest'
import { parse } from '#src/core/cel/parse/parse.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import { outline, shape } from './outline.ts'

test.for([
  { expression: 'has(a.b)', tree: 'a@4.has b@3' },
  { expression: 'a.has(b.c)', tree: 'a@0.has@5(b@6.c@7)' },
  { expression: '.has(a.b)', tree: '.has@4(a@5.b@6)' },
  { expression: 'a.all(b)', tree: 'a@0.all@5(b@6)' },
  { expression: 'a.map(b, c, d, e)', tree: 'a@0.map@5(b@6, c@9, d@12, e@15)' },
  {
    expression: 'a.all(x, x > 0)',
    tree: 'fold all@5<x, @result>[a@0 | true@5 | @not_strictly_false@5(@result@5) | _&&_@5(@result@5, _>_@11(x@9, 0@13)) | @result@5]',
  },
  {
    expression: 'a.exists(x, x)',
    tree: 'fold exists@8<x, @result>[a@0 | false@8 | @not_strictly_false@8(!_@8(@result@8)) | _||_@8(@result@8, x@12) | @result@8]',
  },
  {
    expression: 'a.exists_one(x, x)',
    tree: 'fold exists_one@12<x, @result>[a@0 | 0@12 | true@12 | _?_:_@12(x@16, _+_@12(@result@12, 1@12), @result@12) | _==_@12(@result@12, 1@12)]',
  },
  {
    expression: 'a.map(x, y)',
    tree: 'fold map@5<x, @result>[a@0 | list@5[] | true@5 | _+_@5(@result@5, list@5[y@9]) | @result@5]',
  },
  {
    expression: 'a.map(x, y, z)',
    tree: 'fold map@5<x, @result>[a@0 | list@5[] | true@5 | _?_:_@5(y@9, _+_@5(@result@5, list@5[z@12]), @result@5) | @result@5]',
  },
  {
    expression: 'a.filter(x, y)',
    tree: 'fold filter@8<x, @result>[a@0 | list@8[] | true@8 | _?_:_@8(y@12, _+_@8(@result@8, list@8[x@9]), @result@8) | @result@8]',
  },
  {
    expression: 'a.all(i, x, y)',
    tree: 'fold all@5<i, x, @result>[a@0 | true@5 | @not_strictly_false@5(@result@5) | _&&_@5(@result@5, y@12) | @result@5]',
  },
  {
    expression: 'a.exists(i, x, y)',
    tree: 'fold exists@8<i, x, @result>[a@0 | false@8 | @not_strictly_false@8(!_@8(@result@8)) | _||_@8(@result@8, y@15) | @result@8]',
  },
  {
    expression: 'a.existsOne(i, x, y)',
    tree: 'fold existsOne@11<i, x, @result>[a@0 | 0@11 | true@11 | _?_:_@11(y@18, _+_@11(@result@11, 1@11), @result@11) | _==_@11(@result@11, 1@11)]',
  },
  {
    expression: 'a.exists_one(i, x, y)',
    tree: 'fold exists_one@12<i, x, @result>[a@0 | 0@12 | true@12 | _?_:_@12(y@19, _+_@12(@result@12, 1@12), @result@12) | _==_@12(@result@12, 1@12)]',
  },
  {
    expression: 'a.transformList(i, x, y)',
    tree: 'fold transformList@15<i, x, @result>[a@0 | list@15[] | true@15 | _+_@15(@result@15, list@15[y@22]) | @result@15]',
  },
  {
    expression: 'a.transformList(i, x, y, z)',
    tree: 'fold transformList@15<i, x, @result>[a@0 | list@15[] | true@15 | _?_:_@15(y@22, _+_@15(@result@15, list@15[z@25]), @result@15) | @result@15]',
  },
  {
    expression: 'a.transformMap(k, v, y)',
    tree: 'fold transformMap@14<k, v, @result>[a@0 | map@14{} | true@14 | cel.@mapInsert@14(@result@14, k@14, y@21) | @result@14]',
  },
  {
    expression: 'a.transformMap(k, v, y, z)',
    tree: 'fold transformMap@14<k, v, @result>[a@0 | map@14{} | true@14 | _?_:_@14(y@21, cel.@mapInsert@14(@result@14, k@14, z@24), @result@14) | @result@14]',
  },
  {
    expression: 'a.transformMapEntry(k, v, y)',
    tree: 'fold transformMapEntry@19<k, v, @result>[a@0 | map@19{} | true@19 | cel.@mapInsert@19(@result@19, y@26) | @result@19]',
  },
  {
    expression: 'a.transformMapEntry(k, v, y, z)',
    tree: 'fold transformMapEntry@19<k, v, @result>[a@0 | map@19{} | true@19 | _?_:_@19(y@26, cel.@mapInsert@19(@result@19, z@29), @result@19) | @result@19]',
  },
  {
    expression: 'a.optMap(x, y)',
    tree: '_?_:_@8(a@0.hasValue@8(), optional.of@8(bind optMap@8<x>[a@0.value@8() | y@12]), optional.none@8())',
  },
  {
    expression: 'a.optFlatMap(x, y)',
    tree: '_?_:_@12(a@0.hasValue@12(), bind optFlatMap@12<x>[a@0.value@12() | y@16], optional.none@12())',
  },
  {
    expression: 'a.sortBy(x, y)',
    tree: 'bind sortBy@8<@__sortBy_input__>[a@0 | @__sortBy_input__@8.@sortByAssociatedKeys@8(fold map@8<x, @result>[@__sortBy_input__@8 | list@8[] | true@8 | _+_@8(@result@8, list@8[y@12]) | @result@8])]',
  },
  { expression: 'a.existsOne(x, y)', tree: 'a@0.existsOne@11(x@12, y@15)' },
])('$expression', ({ expression, tree }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.37' })
  expect(parsed.kind === 'ast' ? outline(parsed.ast) : parsed.problems).toBe(tree)
})

test.for<{ expression: string; kubernetesVersion: KubernetesVersion; root: string }>([
  { expression: 'a.all(i, x, y)', kubernetesVersion: '1.31', root: 'call' },
  { expression: 'a.all(i, x, y)', kubernetesVersion: '1.32', root: 'comprehension' },
  { expression: 'a.transformMap(i, x, y)', kubernetesVersion: '1.31', root: 'call' },
  { expression: 'a.sortBy(x, y)', kubernetesVersion: '1.33', root: 'call' },
  { expression: 'a.sortBy(x, y)', kubernetesVersion: '1.34', root: 'bind' },
  { expression: 'a.all(x, y)', kubernetesVersion: '1.28', root: 'comprehension' },
])('$expression in $kubernetesVersion is a $root', ({ expression, kubernetesVersion, root }) => {
  const parsed = parse(expression, { kubernetesVersion })
  expect(parsed.kind === 'ast' && parsed.ast.kind).toBe(root)
})

test('a macro keeps the call that was written', () => {
  const parsed = parse('has(a.b) ? a.b.map(x, x) : []', { kubernetesVersion: '1.37' })
  if (parsed.kind !== 'ast' || parsed.ast.kind !== 'call') throw new Error('parses to a call')
  const written = parsed.ast.arguments.map(({ macroCall }) => macroCall && shape(macroCall))
  expect(written).toEqual(['has(a.b)', 'a.b.map(x, x)', undefined])
})
