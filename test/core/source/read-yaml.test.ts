import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { jsonEqual } from '#src/core/source/equal.ts'
import { printJson } from '#src/core/source/json.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

const read = (text: string) => readYaml({ name: 'a.yaml', text })
const valuesOf = (text: string) => read(text).documents.map(({ value }) => value)

/** Facts of sigs.k8s.io/yaml 1.6, which is what kubectl reads with. */
test.for<{ text: string; value: JsonValue }>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text) => ({
    text,
    value: true,
  })),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text) => ({
    text,
    value: false,
  })),
  { text: 'yEs', value: 'yEs' },
  { text: '0777', value: 511 },
  { text: '0o17', value: 15 },
  { text: '010', value: 8 },
  { text: '08', value: 8 },
  { text: '0x1F', value: 31 },
  { text: '0b11', value: 3 },
  { text: '-0b11', value: -3 },
  { text: '1_000', value: 1000 },
  { text: '+1', value: 1 },
  { text: '1.', value: 1 },
  { text: '.5', value: 0.5 },
  { text: '1e3', value: 1000 },
  { text: '1.5e-3', value: 0.0015 },
  { text: '1:30', value: '1:30' },
  { text: '2001-01-01', value: '2001-01-01' },
  { text: '1.2.3', value: '1.2.3' },
  { text: '0x', value: '0x' },
  { text: '~', value: null },
  { text: 'null', value: null },
  { text: 'Null', value: null },
  { text: '', value: null },
  { text: 'nULL', value: 'nULL' },
  { text: '9223372036854775807', value: 9223372036854775807n },
  { text: '18446744073709551615', value: 18446744073709551615n },
  { text: '18446744073709551616', value: 2 ** 64 },
  { text: '"yes"', value: 'yes' },
  { text: "'0777'", value: '0777' },
  { text: '!!str yes', value: 'yes' },
  { text: '!!binary aGVsbG8=', value: 'hello' },
])('the scalar $text', ({ text, value }) => {
  expect(valuesOf(`a: ${text}`)).toEqual([{ a: value }])
})

test.for<{ name: string; text: string; values: readonly JsonValue[] }>([
  { name: 'y as a key', text: 'y: 1', values: [{ true: 1 }] },
  {
    name: 'a number as a key',
    text: '080: a\n8: b\n1.50: c',
    values: [{ '80': 'a', '8': 'b', '1.5': 'c' }],
  },
  { name: 'an alias', text: 'a: &x [1]\nb: *x', values: [{ a: [1], b: [1] }] },
  {
    name: 'a merge key',
    text: 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3',
    values: [{ a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  },
  {
    name: 'a list of merges, the first wins',
    text: 'd: {<<: [{a: 1}, {a: 2, b: 2}]}',
    values: [{ d: { a: 1, b: 2 } }],
  },
  {
    name: 'many documents, empty ones left out',
    text: '---\n---\na: 1\n---\n# nothing\n---\nb: 2\n',
    values: [{ a: 1 }, { b: 2 }],
  },
  {
    name: 'a List',
    text: 'apiVersion: v1\nkind: List\nitems: [{a: 1}, {b: 2}]',
    values: [{ a: 1 }, { b: 2 }],
  },
  {
    name: 'JSON',
    text: '{"a": [1, 2.5, "x", null, true]}',
    values: [{ a: [1, 2.5, 'x', null, true] }],
  },
  {
    name: 'block scalars',
    text: 'a: |\n  x\n  y\nb: >-\n  x\n  y\n',
    values: [{ a: 'x\ny\n', b: 'x y' }],
  },
  { name: 'a byte order mark', text: '\ufeffa: 1', values: [{ a: 1 }] },
])('$name', ({ text, values }) => {
  expect(valuesOf(text)).toEqual(values)
})

test('keys of the prototype are only keys', () => {
  const [value] = valuesOf('__proto__: {a: 1}\nconstructor: 2\ntoString: 3')
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"constructor":2,"toString":3}')
  const [merged] = valuesOf('x: &x {__proto__: 1}\nz: {<<: *x}')
  expect(JSON.stringify(merged)).toBe('{"x":{"__proto__":1},"z":{"__proto__":1}}')
})

test.for([
  { name: 'a syntax error', text: 'a: [1', code: 'yaml-syntax', line: 1, column: 6 },
  { name: 'a tab', text: 'a:\n\tb: 1', code: 'tab-indentation', line: 2, column: 1 },
  {
    name: 'a duplicate key',
    text: 'a:\n  b: 1\n  b: 2',
    code: 'duplicate-key',
    line: 3,
    column: 3,
  },
  { name: 'an unknown alias', text: 'a: *x', code: 'alias', line: 1, column: 4 },
  { name: 'infinity', text: 'a: .inf', code: 'not-json', line: 1, column: 4 },
  { name: 'a list as a key', text: '? [1]\n: 2', code: 'unsupported-key', line: 1, column: 3 },
  { name: 'a binary file', text: 'a: \u0000b', code: 'not-text', line: 1, column: 4 },
  {
    name: 'base64 that is none',
    text: 'a: !!binary "%"',
    code: 'invalid-tag',
    line: 1,
    column: 13,
  },
])('$name is a problem with its place and a remedy', ({ text, code, line, column }) => {
  const { problems } = read(text)
  expect(problems[0]).toMatchObject({ code, line, column, source: 'a.yaml', severity: 'error' })
  expect(problems[0]?.remedy).toBeTruthy()
})

test('of duplicate keys the last wins', () => {
  expect(valuesOf('a: 1\na: 2')).toEqual([{ a: 2 }])
})

test('a problem in one document leaves the others', () => {
  const { documents, problems } = read('a: 1\n---\nb: [1\n---\nc: 3\n')
  expect(problems).toHaveLength(1)
  expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }])
})

test('an alias bomb ends early', () => {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]']
  for (let level = 1; level < 12; level++) {
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(',')}]`,
    )
  }
  const { problems } = read(lines.join('\n'))
  expect(problems.map(({ code }) => code)).toEqual(['excessive-aliasing'])
})

test.for([
  { name: 'a list', text: '['.repeat(100_000) },
  { name: 'closed lists', text: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
  {
    name: 'a mapping',
    text: Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  },
])('$name of great depth ends', ({ text }) => {
  const { problems, documents } = read(text)
  expect(problems.length + documents.length).toBeGreaterThan(0)
})

const manifest = `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: app
    image: "nginx:latest"
    command: [a, b]
`

test.for([
  { path: ['spec', 'containers', 0, 'image'], at: [6, 12] },
  { path: ['spec', 'containers', 0, 'command', 1], at: [7, 18] },
  { path: ['spec', 'containers', 0], at: [5, 5] },
  { path: ['spec', 'missing', 'field'], at: [4, 3] },
])('$path stands at $at', ({ path, at }) => {
  const position = read(manifest).documents[0]?.locate(path)?.start
  expect([position?.line, position?.column]).toEqual(at)
})

test('a key stands where it stands', () => {
  const position = read(manifest).documents[0]?.locateKey(['spec', 'containers', 0, 'image'])?.start
  expect([position?.line, position?.column]).toEqual([6, 5])
})

test('positions of the items of a List are those of the file', () => {
  const second = read('kind: List\nitems:\n- a: 1\n- b: 2\n').documents[1]
  expect(second?.locate(['b'])?.start).toMatchObject({ line: 4, column: 6 })
})

test.for([
  { style: 'plain', text: 'e: a + b', offset: 4, at: [1, 8] },
  { style: 'double-quoted', text: 'e: "a\\n+ b"', offset: 2, at: [1, 8] },
  { style: 'single-quoted', text: "e: 'a ''x'' b'", offset: 6, at: [1, 13] },
  { style: 'literal', text: 'e: |\n  a\n   + b\n', offset: 3, at: [3, 4] },
  { style: 'literal after an empty line', text: 'e: |-\n\n  a\n  b', offset: 3, at: [4, 3] },
  { style: 'folded, the start of the line', text: 'e: >\n  a\n\n  b\n', offset: 2, at: [4, 3] },
])('a place in a $style scalar', ({ text, offset, at }) => {
  const position = read(text).documents[0]?.positionInScalar(['e'], offset)
  expect([position?.line, position?.column]).toEqual(at)
})

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<JsonValue>
const isText = (value: JsonValue): boolean =>
  !/\d{16}/.test(JSON.stringify(value)) &&
  !/[\u0000-\u001f\u007f\ufffe\uffff\ud800-\udfff]/.test(
    JSON.stringify(value).replaceAll(/\\u00|\\[a-z]/g, '\u0000'),
  )

test('JSON reads as itself', () => {
  fc.assert(
    fc.property(json.filter(isText), (value) => {
      const [document] = read(printJson([value])).documents
      return document !== undefined && jsonEqual(document.value, [value])
    }),
    { numRuns: 500 },
  )
})

test('what a YAML library writes reads as what it wrote', () => {
  fc.assert(
    fc.property(json.filter(isText), (value) => {
      const [document] = read(
        stringify([value], { version: '1.1', defaultStringType: 'QUOTE_DOUBLE' }),
      ).documents
      return document !== undefined && jsonEqual(document.value, [value])
    }),
    { numRuns: 500 },
  )
})

test('no text makes it throw', () => {
  const pieces = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '-',
    '[',
    ']',
    '{',
    '}',
    '&a',
    '*a',
    '|',
    '>',
    '"',
    "'",
    '#',
    '!!binary',
    '?',
    '---',
    '%',
    '\t',
    '<<: ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((list) => list.join('')),
      ),
      (text) => {
        const { documents } = read(text)
        for (const document of documents) document.locate(['a', 0, 'b'])
      },
    ),
    { numRuns: 3000 },
  )
})

test('positions of one document are the same after those of many others', () => {
  const texts = Array.from(
    { length: 12 },
    (_, index) => `kind: K${index}\n${'#\n'.repeat(index)}a: [1, ${index}]\n`,
  )
  const { documents } = readYaml({ name: 'y.yaml', text: texts.join('---\n') })
  const lines = () => documents.map(({ locate }) => locate(['a', 1])?.start.line)
  const first = lines()
  expect(first).toEqual(documents.map((_, index) => 2 + index * 3 + (index * (index + 1)) / 2))
  expect(lines()).toEqual(first)
})
