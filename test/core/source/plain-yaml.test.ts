import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { plainYaml } from '#src/core/source/plain-yaml.ts'
import { splitDocuments } from '#src/core/source/split-documents.ts'
import { exactDocument, yamlDocument } from '#src/core/source/yaml-document.ts'
import { corporaFolder, hasCorpora, whereCorporaAre } from '../../conformance/corpora.ts'

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/

/** Fields in their order, big integers and the zero below zero told apart. */
function printed(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'bigint') return `integer ${item}`
    return Object.is(item, -0) ? 'minus zero' : item
  })
}

/** What the fast reader says is what the exact one says, or it says nothing; answers whether it said something. */
function agrees(text: string): boolean {
  const value = plainYaml(text)
  if (value === undefined || control.test(text)) return false
  const exact = exactDocument(text)
  expect({ text, value: printed(value), faults: [] }).toEqual({
    text,
    value: printed(exact.value),
    faults: exact.faults,
  })
  return true
}

const repository = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))

const documentsOf = (texts: readonly string[]) =>
  texts.flatMap((text) => splitDocuments(text, 0).map((part) => part.text))

const policies = documentsOf(repository('policies'))

test('most documents of the library are plain, and read alike', () => {
  expect(policies.filter(agrees).length).toBeGreaterThan(0.8 * policies.length)
})

test.skipIf(!hasCorpora)(`real manifests are read alike (${whereCorporaAre})`, () => {
  const texts = documentsOf(repository(`${corporaFolder}/realworld`))
  const plain = texts.filter(agrees)
  expect(plain.length).toBeGreaterThan(0.95 * texts.length)
})

test.for([
  { name: 'an anchor', text: 'a: &x 1\n' },
  { name: 'an alias', text: 'a: &x 1\nb: *x\n' },
  { name: 'a merge key', text: 'a:\n  <<: {b: 1}\n' },
  { name: 'a tag', text: 'a: !!str 1\n' },
  { name: 'a key twice', text: 'a: 1\na: 2\n' },
  { name: 'a number as key', text: '1: a\n' },
  { name: 'the prototype as key', text: '__proto__: 1\n' },
  { name: 'an announced key', text: '? a\n: b\n' },
  { name: 'a tab', text: 'a:\n\tb: 1\n' },
  { name: 'the end of a document', text: 'a: 1\n...\n' },
  { name: 'a directive', text: '%YAML 1.1\na: 1\n' },
  { name: 'how far a block is indented', text: 'a: |2\n   x\n' },
  { name: 'infinity', text: 'a: .inf\n' },
  { name: 'half a character', text: 'a: "\\ud83d"\n' },
  { name: 'an escape of JSON alone', text: 'a: "\\/"\n' },
  { name: 'a text alone', text: 'hello\n' },
  { name: 'what does not parse', text: 'a: [1\n' },
  // js-yaml reads the last of these as a second key
  { name: 'something after a closed text', text: 'p:\n- ""v:\n' },
  { name: 'a separator that is none', text: ' ---\n' },
  { name: 'more levels than anybody writes', text: '['.repeat(200) + ']'.repeat(200) },
])('the exact reader is asked about $name', ({ text }) => {
  expect(plainYaml(text)).toBeUndefined()
  expect(yamlDocument({ start: 0, text })).toEqual(exactDocument(text))
})

/** What means something in YAML, and some words. */
const tokens = [
  ...[
    '- ',
    ': ',
    ':',
    '? ',
    '#',
    ' # ',
    '"',
    "'",
    '|',
    '>',
    '|-\n',
    '>+\n',
    '{',
    '}',
    '[',
    ']',
    ',',
  ],
  ...[
    '&a ',
    '*a',
    '!t ',
    '%',
    '@',
    '`',
    '\\',
    '\\n',
    '\\x41',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '  ',
  ],
  ...['~', 'null', 'y', '<<: ', '0', '017', '1_0', '0x1', '1e3', '-', '.5', '1:2', '2026-01-01'],
  ...[
    'a',
    'a: b',
    'key',
    'http://x',
    "''",
    '""',
    '[]',
    '{}',
    'é',
    '😀',
    '\u00a0',
    '\t',
    '\r\n',
    '...',
  ],
]

const written = fc
  .array(fc.constantFrom(...tokens), { maxLength: 16 })
  .map((parts) => parts.join(''))

const printedValue = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'BLOCK_LITERAL'))
  .map(([value, defaultStringType]) =>
    stringify(value, { defaultStringType: defaultStringType as 'PLAIN', version: '1.1' }),
  )

const manifest = fc
  .tuple(fc.constantFrom(...policies), fc.nat(), fc.integer({ min: 1, max: 12 }))
  .map(([text, at, count]) => {
    const lines = text.split('\n')
    const start = at % lines.length
    return lines.slice(start, start + count).join('\n')
  })

const changed = fc
  .tuple(
    fc.oneof(manifest, printedValue, written),
    fc.array(fc.tuple(fc.nat(), fc.nat(5), written)),
  )
  .map(([text, edits]) =>
    edits.reduce((before, [at, gone, added]) => {
      const start = at % (before.length + 1)
      return before.slice(0, start) + added + before.slice(start + gone)
    }, text),
  )

test('texts of every kind are read alike', () => {
  let plain = 0
  const check = (text: string) => {
    for (const part of splitDocuments(text, 0)) plain += agrees(part.text) ? 1 : 0
  }
  fc.assert(fc.property(fc.oneof(written, printedValue, manifest, changed), check), {
    numRuns: 8000,
  })
  expect(plain).toBeGreaterThan(1000)
})
