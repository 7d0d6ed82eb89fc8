import { expect, test } from 'vitest'
import { manifestsOf } from '#src/tester/manifests.ts'

const named = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`

function read(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return manifestsOf({ name: 'm.yaml', bytes })
}

test.for([
  {
    name: 'no apiVersion',
    text: 'kind: Pod\nmetadata: { name: a }',
    message: 'apiVersion is missing',
  },
  {
    name: 'an empty kind',
    text: 'apiVersion: v1\nkind: ""\nmetadata: { name: a }',
    message: 'kind is missing',
  },
  {
    name: 'a kind that is no text',
    text: 'apiVersion: v1\nkind: 1\nmetadata: { name: a }',
    message: 'expected a string, found the number 1',
  },
  {
    name: 'no metadata',
    text: 'apiVersion: v1\nkind: Pod',
    message: 'metadata.name or metadata.generateName is missing',
  },
  {
    name: 'metadata as a list',
    text: 'apiVersion: v1\nkind: Pod\nmetadata: []',
    message: 'expected a mapping, found a list',
  },
  { name: 'a list', text: '- 1', message: 'a Kubernetes object is expected, this is no mapping' },
  { name: 'a text', text: 'hello', message: 'a Kubernetes object is expected, this is no mapping' },
  { name: 'broken YAML', text: 'a: [1', message: expect.any(String) },
  { name: 'a tab', text: 'a:\n\tb: 1', message: expect.stringContaining('tab') },
  {
    name: 'control characters',
    text: 'a: \u0000',
    message: 'control characters are not allowed: U+0000',
  },
  {
    name: 'no UTF-8',
    text: Uint8Array.of(0x61, 0xff),
    message: expect.stringContaining('does not belong to UTF-8 text'),
  },
])('no API server would decode: $name', ({ text, message }) => {
  const [manifest, ...others] = read(text)
  expect(others).toEqual([])
  expect(manifest?.kind === 'undecodable' && manifest.problems[0]?.message).toEqual(message)
})

test.for([
  { name: 'nothing', text: '', count: 0 },
  { name: 'empty documents', text: '---\n# nothing\n---\nnull\n', count: 0 },
  { name: 'several documents', text: `${named('a')}---\n${named('b')}`, count: 2 },
  { name: 'generateName alone', text: named('x').replace('name: x', 'generateName: x-'), count: 1 },
  {
    name: 'keys that JavaScript knows',
    text: named('a').replace('name: a', 'name: a, labels: { constructor: a, __proto__: b }'),
    count: 1,
  },
])('objects: $name', ({ text, count }) => {
  expect(read(text).map(({ kind }) => kind)).toEqual(Array.from({ length: count }, () => 'object'))
})

test('what cannot be read keeps its place and does not stop the rest', () => {
  const text = [named('a'), 'x: [1\ny: }\n', named('b'), '- 1\n', named('c')].join('---\n')
  expect(read(text).map(({ kind }) => kind)).toEqual([
    'object',
    'undecodable',
    'object',
    'undecodable',
    'object',
  ])
})

test('a key that is given twice is odd, and said of the document that has it', () => {
  const text = `${named('a')}---\n${named('b')}data: {}\ndata: { x: z }\n---\n${named('c')}`
  const manifests = read(text)
  expect(
    manifests.map(
      (manifest) => manifest.kind === 'object' && manifest.oddities.map(({ code }) => code),
    ),
  ).toEqual([[], ['duplicate-key'], []])
})
