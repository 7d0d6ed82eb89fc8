import { expect, test } from 'vitest'
import { recordTrace } from '#src/core/cel/trace.ts'
import type { Value } from '#src/core/cel/value.ts'
import { treeLimits, treeOfTrace } from '#src/core/explanation/tree-of-trace.ts'
import { freshControl, programOf } from '../cel/evaluate.ts'

function treeOf(expression: string, object: Value) {
  const activation = (name: string) => (name === 'object' ? object : undefined)
  return treeOfTrace(recordTrace(programOf(expression), activation, freshControl()), expression)
}

/** A line a node: `*` for what decided, then the turn, the text and what it was. */
function draw(expression: string, object: Value): readonly string[] {
  return treeOf(expression, object).map((node) => {
    const turn = node.turn?.variables.map(({ name, value }) => `${name}=${value} `).join('') ?? ''
    const was = node.isEvaluated ? (node.value ?? `! ${node.error}`) : '-'
    return `${'  '.repeat(node.depth)}${node.isDecisive ? '*' : ' '}${turn}${node.text}: ${was}`
  })
}

test.for([
  {
    name: 'a comparison shows its operands, but for literals',
    expression: 'object.a.b <= 5',
    object: { a: { b: 9 } },
    lines: ['*object.a.b <= 5: false', '  *object.a.b: 9'],
  },
  {
    name: 'what && did not look at was not evaluated; a chain is one operator',
    expression: 'object.a == 1 && object.a == 2 && (object.b == 3 || has(object.c))',
    object: { a: 1 },
    lines: [
      '*object.a == 1 && object.a == 2 && (object.b == 3 || has(object.c)): false',
      '   object.a == 1: true',
      '     object.a: 1',
      '  *object.a == 2: false',
      '    *object.a: 1',
      '   object.b == 3 || has(object.c): -',
    ],
  },
  {
    name: 'the branch that was not taken',
    expression: "object.a ? object.b : object.c + 'x'",
    object: { a: true, b: 'y' },
    lines: [
      '*object.a ? object.b : object.c + \'x\': "y"',
      '  *object.a: true',
      '  *object.b: "y"',
      "   object.c + 'x': -",
    ],
  },
  {
    name: 'the turn of a macro that decided, with its variable',
    expression: "object.all(c, c.image.startsWith('shop/'))",
    object: [{ image: 'shop/a' }, { image: 'b' }],
    lines: [
      "*object.all(c, c.image.startsWith('shop/')): false",
      '   object: [{"image": "shop/a"}, {"image": "b"}]',
      '   c={"image": "shop/a"} c.image.startsWith(\'shop/\'): true',
      '     c.image: "shop/a"',
      '  *c={"image": "b"} c.image.startsWith(\'shop/\'): false',
      '    *c.image: "b"',
    ],
  },
  {
    name: 'both variables of a macro over a map',
    expression: "object.all(k, v, v != '')",
    object: { a: '' },
    lines: [
      "*object.all(k, v, v != ''): false",
      '   object: {"a": ""}',
      '  *k="a" v="" v != \'\': false',
      '    *v: ""',
    ],
  },
  {
    name: 'where an error comes from',
    expression: "object.a.b.c == 'x' || object.d == 1",
    object: { a: {}, d: 2 },
    lines: [
      "*object.a.b.c == 'x' || object.d == 1: ! no such key: b",
      "  *object.a.b.c == 'x': ! no such key: b",
      '    *object.a.b.c: ! no such key: b',
      '      *object.a.b: ! no such key: b',
      '        *object.a: {}',
      '   object.d == 1: false',
      '     object.d: 2',
    ],
  },
  {
    name: 'what a macro for optionals hides is not shown twice',
    expression: "object.?a.optMap(v, v + 'x').orValue('') == 'yx'",
    object: { a: 'y' },
    lines: [
      "*object.?a.optMap(v, v + 'x').orValue('') == 'yx': true",
      "  *object.?a.optMap(v, v + 'x').orValue(''): \"yx\"",
      '    *object.?a.optMap(v, v + \'x\'): optional.of("yx")',
      '      *object.?a: optional.of("y")',
      '      *v + \'x\': "yx"',
      '        *v: "y"',
    ],
  },
])('$name', ({ expression, object, lines }) => {
  expect(draw(expression, object)).toEqual(lines)
})

test('a tree is bounded, and says what it leaves out', () => {
  const list = Array.from({ length: 1500 }, (_, index) => ({ deep: { name: `n${index}` } }))
  const tree = treeOf("object.all(c, c.deep.name != 'n1499')", list)
  const [whole] = tree
  expect(tree.length).toBeLessThanOrEqual(treeLimits.nodes)
  expect(whole?.omitted).toBeGreaterThan(1400)
  const wide = Array.from({ length: 1000 }, (_, index) => `object[${index}].deep.name != 'x'`)
  const many = treeOf(wide.join(' && '), list)
  expect(many.length).toBeLessThanOrEqual(treeLimits.nodes)
  expect(many[0]?.omitted).toBeGreaterThan(500)
  expect(Math.max(...many.map(({ text }) => text.length))).toBeLessThanOrEqual(treeLimits.text)
})
