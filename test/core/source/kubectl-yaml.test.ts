import { expect, test } from 'vitest'
import type { JsonValue } from '#src/core/source/json-value.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

/**
 * What kubectl's reader answers: sigs.k8s.io/yaml 1.6 behind the decoder of k8s.io/apimachinery 0.35. Every row was compared
 * with what these print.
 */
const read = (text: string) => readYaml({ name: 'a.yaml', text })
const valuesOf = (text: string) => read(text).documents.map(({ value }) => value)
const codesOf = (text: string) => read(text).problems.map(({ code }) => code)

test.for<{ text: string; value: JsonValue }>([
  { text: '007', value: 7 },
  { text: '-010', value: -8 },
  { text: '089', value: 89 },
  { text: '-08', value: -8 },
  { text: '0O17', value: 15 },
  { text: '0o8', value: '0o8' },
  { text: '0X1f', value: 31 },
  { text: '-0x1F', value: -31 },
  { text: '0x_1', value: 1 },
  { text: '0xg', value: '0xg' },
  { text: '0b2', value: '0b2' },
  { text: '0b-1', value: -1 },
  { text: '1__000', value: 1000 },
  { text: '_1', value: '_1' },
  { text: '1_', value: 1 },
  { text: '1_000.5_0', value: 1000.5 },
  { text: '.5_0', value: 0.5 },
  { text: '._5', value: '._5' },
  { text: '-.5', value: -0.5 },
  { text: '5.e3', value: 5000 },
  { text: '1.0', value: 1 },
  { text: '1e', value: '1e' },
  { text: '.', value: '.' },
  { text: '++1', value: '++1' },
  { text: '1e400', value: '1e400' },
  { text: '1e21', value: 1e21 },
  { text: 'inf', value: 'inf' },
  { text: 'NaN', value: 'NaN' },
  { text: '0x1p-2', value: '0x1p-2' },
  { text: '-9223372036854775808', value: -9223372036854775808n },
  { text: '-9223372036854775809', value: -(2 ** 63) },
  { text: '+9223372036854775808', value: 2 ** 63 },
  { text: '0xffffffffffffffff', value: 18446744073709551615n },
  { text: '0777777777777777777777', value: 9223372036854775807n },
  { text: '<<', value: '<<' },
  { text: '2001-12-14t21:59:43.10-05:00', value: '2001-12-14t21:59:43.10-05:00' },
  { text: '!!str y', value: 'y' },
  { text: '!!str 0777', value: '0777' },
  { text: '!!str', value: '' },
  { text: '!!int "0x1F"', value: 31 },
  { text: '1e18', value: 1000000000000000000n },
  { text: '007638098599495696464', value: 7638098599495696000n },
  { text: '9.3e18', value: 9.3e18 },
  { text: '!!float 1', value: 1 },
  { text: '!!float 9007199254740993', value: 9007199254740992 },
  { text: '!!bool "yes"', value: true },
  { text: '!!null ""', value: null },
  { text: '!!timestamp 2001-01-01', value: '2001-01-01' },
  { text: '!custom 0777', value: '0777' },
  { text: '!!set y', value: 'y' },
  { text: '! 1', value: '1' },
  { text: '!!binary gIGC', value: '\ufffd\ufffd\ufffd' },
  { text: '!!binary |\n  aGVs\n  bG8=', value: 'hello' },
  { text: '"\\x41\\u00e9\\e\\N"', value: 'Aé\u001b\u0085' },
  { text: '"b\\\n  c"', value: 'bc' },
  { text: '|\n  b', value: 'b\n' },
  { text: '|\n  b\n\n\n', value: 'b\n' },
  { text: '|+\n  b\n\n', value: 'b\n\n' },
  { text: '|-\n  b\n', value: 'b' },
  { text: '|1\n  b\n', value: ' b\n' },
  { text: '>\n  b\n  c\n\n  d\n   e\n', value: 'b c\nd\n e\n' },
  { text: '|\r\n  b\r\n  c\r\n', value: 'b\nc\n' },
])('the value $text', ({ text, value }) => {
  expect({ values: valuesOf(`a: ${text}`), problems: codesOf(`a: ${text}`) }).toEqual({
    values: [{ a: value }],
    problems: [],
  })
})

test.for([
  { key: 'yes', name: 'true' },
  { key: 'Off', name: 'false' },
  { key: '"on"', name: 'on' },
  { key: '0777', name: '511' },
  { key: '1_000', name: '1000' },
  { key: '1000000', name: '1000000' },
  { key: '9007199254740993', name: '9007199254740993' },
  { key: '1.0', name: '1' },
  { key: '1.10', name: '1.1' },
  { key: '-0.0', name: '-0' },
  { key: '100000.5', name: '100000.5' },
  { key: '1e5', name: '100000' },
  { key: '1e6', name: '1e+06' },
  { key: '0.0001', name: '0.0001' },
  { key: '0.00001', name: '1e-05' },
  { key: '123456789.125', name: '1.2345679e+08' },
  { key: '18446744073709551616', name: '1.8446744e+19' },
  { key: '1e-46', name: '0' },
  { key: '3.5e38', name: '.inf' },
  { key: '-.INF', name: '-.inf' },
  { key: '.NaN', name: '.nan' },
  { key: '2001-01-01', name: '2001-01-01' },
  { key: '!!str 1.0', name: '1.0' },
])('the key $key is $name', ({ key, name }) => {
  expect(valuesOf(`${key}: v`)).toEqual([{ [name]: 'v' }])
})

test.for<{ name: string; text: string; values: readonly JsonValue[] }>([
  { name: 'a merge after a field replaces it', text: 'b: 1\n<<: {b: 2}', values: [{ b: 2 }] },
  { name: 'a field after a merge replaces it', text: '<<: {b: 2}\nb: 1', values: [{ b: 1 }] },
  { name: 'of two merges the last wins', text: '<<: {b: 2}\n<<: {b: 3}', values: [{ b: 3 }] },
  { name: 'a merge by its tag', text: '!!merge "<<": {b: 2}', values: [{ b: 2 }] },
  { name: 'a quoted merge key is a key', text: '"<<": {b: 2}', values: [{ '<<': { b: 2 } }] },
  {
    name: 'an anchor that is given twice',
    text: 'a: &x {b: &z 1}\nc: &z 2\nd: *x\ne: *z',
    values: [{ a: { b: 1 }, c: 2, d: { b: 1 }, e: 2 }],
  },
  { name: 'an alias as a key', text: 'a: &x k\n*x : 1', values: [{ a: 'k', k: 1 }] },
  { name: 'an anchor of nothing', text: 'a: &x\nb: *x', values: [{ a: null, b: null }] },
  { name: 'JSON after JSON', text: '{"a":1}{"b":2}\n[3]', values: [{ a: 1 }, { b: 2 }, [3]] },
  { name: 'YAML after JSON', text: '{"a":1}\n---\nb: 2\n', values: [{ a: 1 }, { b: 2 }] },
  { name: 'a comment after JSON', text: '{"a":1}\n# c\n', values: [{ a: 1 }] },
  {
    name: 'a flow mapping that is no JSON',
    text: '{a: 1, b: [c,],}',
    values: [{ a: 1, b: ['c'] }],
  },
  {
    name: 'halves of a character in JSON',
    text: '{"a":"\\ud83d\\ude00\\/"}',
    values: [{ a: '😀/' }],
  },
  { name: 'JSON with tabs', text: '{\n\t"a": [\n\t\t1\n\t]\n}\n', values: [{ a: [1] }] },
  {
    name: 'separators with comments and Windows line ends',
    text: '--- # x\r\na: 1\r\n---\r\nb: 2\r\n',
    values: [{ a: 1 }, { b: 2 }],
  },
  {
    name: 'an end marker at the end',
    text: 'a: 1\n...\n---\nb: 2\n',
    values: [{ a: 1 }, { b: 2 }],
  },
  { name: 'dashes within a block', text: 'a: |\n  ---\n  b\n', values: [{ a: '---\nb\n' }] },
  {
    name: 'items of an API server’s list, which have no kind',
    text: 'kind: PodList\napiVersion: v1\nitems: [{a: 1}, {kind: X, apiVersion: v2}]',
    values: [
      { kind: 'Pod', apiVersion: 'v1', a: 1 },
      { kind: 'X', apiVersion: 'v2' },
    ],
  },
  { name: 'an empty List', text: 'kind: List\nitems: []', values: [] },
  {
    name: 'items of something else',
    text: 'kind: Menu\nitems: [1]',
    values: [{ kind: 'Menu', items: [1] }],
  },
  { name: 'a tab in quotes and after a colon', text: 'a:\t"b\tc"', values: [{ a: 'b\tc' }] },
  { name: 'a tab inside of a block', text: 'a: |\n  b\n  \tc\n', values: [{ a: 'b\n\tc\n' }] },
  { name: 'a tab inside of brackets', text: '[\n\t1\n]', values: [[1]] },
])('$name', ({ text, values }) => {
  expect({ values: valuesOf(text), problems: codesOf(text) }).toEqual({ values, problems: [] })
})

test.for([
  {
    text: '!!timestamp y',
    code: 'invalid-tag',
    message: 'cannot decode !!bool `y` as a !!timestamp',
  },
  { text: '!!int 1.0', code: 'invalid-tag', message: 'cannot decode !!float `1.0` as a !!int' },
  { text: '!!bool 1', code: 'invalid-tag', message: 'cannot decode !!int `1` as a !!bool' },
  {
    text: '!!binary aGVsbG8',
    code: 'invalid-tag',
    message: '!!binary value contains invalid base64 data',
  },
  { text: '-.inf', code: 'not-json', message: '-.inf cannot be written as JSON' },
  { text: '.nan', code: 'not-json', message: '.nan cannot be written as JSON' },
  { text: '&x [*x]', code: 'alias', message: "anchor 'x' value contains itself" },
  { text: '*x', code: 'alias', message: "unknown anchor 'x' referenced" },
  {
    text: '{<<: 1}',
    code: 'alias',
    message: 'map merge requires map or sequence of maps as the value',
  },
  {
    text: '{<<: [[{b: 1}]]}',
    code: 'alias',
    message: 'map merge requires map or sequence of maps as the value',
  },
  { text: '"\\/"', code: 'yaml-syntax', message: 'found unknown escape character' },
  { text: '"\\ud83d\\ude00"', code: 'yaml-syntax', message: 'found unknown escape character' },
  { text: '"\u007f"', code: 'not-text', message: 'control characters are not allowed: U+007F' },
])('the value $text is refused: $message', ({ text, code, message }) => {
  const { documents, problems } = read(`a: ${text}`)
  expect(documents).toEqual([])
  expect(problems).toMatchObject([{ code, message, line: 1 }])
})

test.for([
  { key: '~' },
  { key: '[b]' },
  { key: '{b: 1}' },
  { key: '18446744073709551615' },
  { key: '!!binary a' },
])('the key $key is refused', ({ key }) => {
  expect(codesOf(`? ${key}\n: v`)).toEqual(['unsupported-key'])
})

test.for([
  { name: 'a line that begins with a tab', text: 'a: 1\n\t# c\nb: 2', at: [2, 1] },
  { name: 'a tab after a dash', text: 'a:\n- \tb', at: [2, 3] },
  { name: 'a tab before the first line of a block', text: 'a: |\n  \tb\n', at: [2, 3] },
  { name: 'a tab before a key', text: 'a:\n\tb: 1', at: [2, 1] },
])('$name is refused', ({ text, at }) => {
  const { documents, problems } = read(text)
  expect(documents).toEqual([])
  expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
    ['tab-indentation', ...at],
  ])
})

test.for([
  {
    name: 'text after a separator',
    text: 'a: 1\n--- b\nc: 1\n---\nd: 1',
    code: 'document-separator',
  },
  {
    name: 'a word that begins like a separator',
    text: 'a: 1\n---b\n---\nd: 1',
    code: 'document-separator',
  },
  {
    name: 'a document after an end marker',
    text: 'a: 1\n...\nb: 2\n---\nd: 1',
    code: 'after-end-marker',
  },
  { name: 'a quote that is not closed', text: 'a: 1\n---\nb: "c\n---\nd: 1', code: 'yaml-syntax' },
  { name: 'a directive', text: 'a: 1\n---\n# b\n%YAML 1.2\n---\nd: 1', code: 'yaml-syntax' },
  { name: 'a NUL', text: 'a: 1\n---\nb: \u0000\n---\nd: 1', code: 'not-text' },
])('$name costs its document only', ({ text, code }) => {
  expect({ values: valuesOf(text), problems: codesOf(text) }).toEqual({
    values: [{ a: 1 }, { d: 1 }],
    problems: [code],
  })
})

test('JSON documents one after the other are followed by JSON only', () => {
  const { documents, problems } = read('{"a":1}\n{"b":2}\n---\nc: 3')
  expect(documents.map(({ index }) => index)).toEqual([0, 1])
  expect(problems).toMatchObject([{ code: 'yaml-syntax', line: 3, column: 1 }])
})

test.for([
  { name: 'YAML', text: 'x:\n  a: 1\n  a: 2\n', line: 3, column: 3, path: 'x.a' },
  { name: 'JSON', text: '{"x": {"a": 1,\n "a": 2}}', line: 2, column: 2, path: 'x.a' },
  { name: 'numbers', text: '1: a\n"1": b', line: 2, column: 1, path: '["1"]' },
])(
  'a key that is given twice in $name is shown where it stands',
  ({ text, line, column, path }) => {
    const { documents, problems } = read(text)
    expect(documents).toHaveLength(1)
    expect(problems).toMatchObject([
      {
        code: 'duplicate-key',
        message: expect.stringMatching(/^key ".*" already set in map$/),
        line,
        column,
        path,
      },
    ])
  },
)

test('only the first mistake of a document is a problem', () => {
  const { problems } = read('a: 1\n---\nb: [1\nc: }\nd: "\n')
  expect(problems).toMatchObject([{ code: 'yaml-syntax', line: 4, excerpt: '4 | c: }\n  | ^' }])
})

/** Counted as go-yaml counts: every node, and those that aliases repeat. */
test.for([
  { repeats: 150, codes: [] },
  { repeats: 300, codes: ['excessive-aliasing'] },
])('two hundred values $repeats times', ({ repeats, codes }) => {
  const anchor = `a: &a [${Array(200).fill('x').join()}]`
  expect(codesOf(`${anchor}\nb: [${Array(repeats).fill('*a').join()}]`)).toEqual(codes)
})

test.for([
  { name: 'aliases of aliases', line: (at: number) => `a${at + 1}: &a${at + 1} [*a${at}]` },
  { name: 'merges of merges', line: (at: number) => `a${at + 1}: &a${at + 1} {<<: *a${at}}` },
])('$name by the thousand', ({ line }) => {
  const lines = Array.from({ length: 3000 }, (_, at) => line(at))
  expect(codesOf(`a0: &a0 {b: 1}\n${lines.join('\n')}`)).toEqual(['excessive-aliasing'])
})

const levels = (depth: number, level: (index: number) => string) =>
  Array.from({ length: depth }, (_, index) => level(index)).join('')

/** Kubernetes takes 10,000; whatever the notation, the end is a problem and never the end of the process. */
test.for([
  { name: 'JSON', nested: (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` },
  { name: 'brackets', nested: (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}` },
  { name: 'mappings', nested: (depth: number) => levels(depth, (at) => `${' '.repeat(at)}a:\n`) },
  {
    name: 'mappings before another key',
    nested: (depth: number) => `${levels(depth, (at) => `${' '.repeat(at)}a:\n`)}b: 1\n`,
  },
  { name: 'dashes', nested: (depth: number) => `${'- '.repeat(depth)}a` },
  {
    name: 'aliases in brackets',
    nested: (depth: number) =>
      `a0: &a0 1\n${levels(depth / 100, (at) => `a${at + 1}: &a${at + 1} ${'['.repeat(100)}*a${at}${']'.repeat(100)}\n`)}`,
  },
])('$name that nest deeply', ({ nested }) => {
  expect(codesOf(nested(400))).toEqual([])
  expect(codesOf(nested(3000))).toEqual(['too-deep'])
  expect(codesOf(nested(10_000))).toEqual(['too-deep'])
})
