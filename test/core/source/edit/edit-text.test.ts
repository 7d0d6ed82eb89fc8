import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { editText, isObject, type JsonValue, jsonEqual, readYaml } from '#src/core/index.ts'
import '#test/support/seed.ts'

const pod = `# who owns it
apiVersion: v1
kind: Pod   # a Pod
metadata:
    name: 'web'
    labels: {app: web, "tier": front}

spec:
    containers:
    # the application
    - name: app
      image: "nginx:1.27"  # pinned
      args: [ -c,
              'x' ]
      command:
        - sh
    - image: envoy
      name: proxy
    note: >-
      folded
      text
    last: 1
`

interface Row {
  readonly name: string
  readonly text: string
  /** The change of the value. */
  readonly change: (value: Editable) => void
  readonly edited: (text: string) => string
}

// biome-ignore lint/suspicious/noExplicitAny: a test changes values as scripts do
type Editable = any

const replacing =
  (...pairs: readonly (readonly [string, string])[]) =>
  (text: string) =>
    pairs.reduce((all, [from, to]) => {
      expect(all.split(from)).toHaveLength(2)
      return all.replace(from, () => to)
    }, text)

const rows: readonly Row[] = [
  {
    name: 'a scalar keeps its quotes and its comment',
    text: pod,
    change: (value) => {
      value.spec.containers[0].image = 'nginx:1.28'
    },
    edited: replacing(['"nginx:1.27"', '"nginx:1.28"']),
  },
  {
    name: 'single quotes too',
    text: pod,
    change: (value) => {
      value.metadata.name = "o'neill"
    },
    edited: replacing(["'web'", "'o''neill'"]),
  },
  {
    name: 'a new field stands below its siblings',
    text: pod,
    change: (value) => {
      value.metadata.annotations = { a: 'yes', 'b/c': '1', d: { e: [] } }
    },
    edited: replacing([
      '"tier": front}\n',
      '"tier": front}\n    annotations:\n        a: "yes"\n        b/c: "1"\n        d:\n            e: []\n',
    ]),
  },
  {
    name: 'a new field among braces',
    text: pod,
    change: (value) => {
      value.metadata.labels['team/x'] = 'a b'
    },
    edited: replacing(['"tier": front}', '"tier": front, team/x: "a b"}']),
  },
  {
    name: 'a field leaves its line, and the comment above another one stays',
    text: pod,
    change: (value) => {
      delete value.spec.containers[0].image
      delete value.metadata.labels.app
    },
    edited: replacing(['      image: "nginx:1.27"  # pinned\n', ''], ['app: web, ', '']),
  },
  {
    name: 'the first field of an item',
    text: pod,
    change: (value) => {
      delete value.spec.containers[1].image
    },
    edited: replacing(['- image: envoy\n      name: proxy', '- name: proxy']),
  },
  {
    name: 'a new item in front, in the indentation of the list',
    text: pod,
    change: (value) => {
      value.spec.containers.unshift({ name: 'first', ports: [{ containerPort: 80 }] })
    },
    edited: replacing([
      '    - name: app\n',
      '    - name: first\n      ports:\n      - containerPort: 80\n    - name: app\n',
    ]),
  },
  {
    name: 'a new item behind, and another one gone',
    text: pod,
    change: (value) => {
      value.spec.containers.pop()
      value.spec.containers[0].command.push('-x')
    },
    edited: replacing(
      ['    - image: envoy\n      name: proxy\n', ''],
      ['- sh\n', '- sh\n        - -x\n'],
    ),
  },
  {
    name: 'a value becomes a block, a block becomes a value',
    text: pod,
    change: (value) => {
      value.spec.last = { a: 'one\ntwo\n' }
      value.spec.note = 'short'
    },
    edited: replacing(
      ['note: >-\n      folded\n      text', 'note: short'],
      ['last: 1', 'last:\n        a: |\n            one\n            two'],
    ),
  },
  {
    name: 'JSON stays JSON',
    text: '{\n  "kind": "Pod",\n  "metadata": {\n    "name": "a"\n  },\n  "list": [1]\n}\n',
    change: (value) => {
      value.metadata.labels = { a: 'b' }
      value.list.push({ c: true })
    },
    edited: replacing(
      ['"name": "a"', '"name": "a",\n    "labels": {\n      "a": "b"\n    }'],
      ['[1]', '[1, {\n    "c": true\n  }]'],
    ),
  },
  {
    name: 'carriage returns stay',
    text: 'a: 1\r\nb:\r\n  - x\r\n',
    change: (value) => {
      value.b.push('z')
      value.c = { d: null }
    },
    edited: replacing(['- x\r\n', '- x\r\n  - z\r\nc:\r\n  d: null\r\n']),
  },
  {
    name: 'a text without a last line break',
    text: 'a: 1\nb: 2',
    change: (value) => {
      delete value.b
      value.c = 3
    },
    edited: () => 'a: 1\nc: 3\n',
  },
]

test.for(rows)('$name', ({ text, change, edited }) => {
  const [document] = readYaml({ name: '', text }).documents
  const before = document?.value ?? null
  const after = structuredClone(before)
  change(after)
  const result = editText({ text, line: 1, path: [] }, before, after)
  expect(result).toBe(edited(text))
})

test('an alias is written out where it becomes another value', () => {
  const text = 'a: &x {b: 1}\nc: *x # same\n'
  const [before, after] = [
    { a: { b: 1 }, c: { b: 1 } },
    { a: { b: 1 }, c: { b: 2 } },
  ]
  expect(editText({ text, line: 1, path: [] }, before, after)).toBe(
    'a: &x {b: 1}\nc: { b: 2 } # same\n'
      .replace('{ b: 2 } # same', '\n  b: 2 # same')
      .replace('c: \n', 'c:\n'),
  )
})

test('where an anchor would carry a change elsewhere, all is written anew', () => {
  const text = '---\na: &x {b: 1}\nc: *x\n'
  const after = { a: { b: 2 }, c: { b: 1 } }
  expect(editText({ text, line: 1, path: [] }, { a: { b: 1 }, c: { b: 1 } }, after)).toBe(
    '---\na:\n  b: 2\nc:\n  b: 1\n',
  )
})

test('an item of a list is changed where it stands', () => {
  const text =
    'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a} # one\n- metadata: {name: b}\n'
  const [, second] = readYaml({ name: '', text }).documents
  const before = second?.value as { metadata: object }
  const after = { ...before, spec: { x: 1 } }
  const part = second?.part() ?? { text: '', line: 0, path: [] }
  expect(part).toMatchObject({ line: 1, path: ['items', 1] })
  expect(editText(part, before as never, after as never)).toBe(`${text}  spec:\n    x: 1\n`)
})

describe('whatever changes, the text says it', () => {
  const key = fc.constantFrom(
    'a',
    'b',
    'c',
    'name',
    '__proto__',
    'constructor',
    'x y',
    '1',
    'on',
    '<',
    '',
  )
  const scalar = fc.oneof(
    fc.constantFrom(
      'x',
      'yes',
      '1',
      '1e3',
      'a: b',
      ' # c',
      'two\nlines\n',
      'end\n\n',
      '',
      '- a',
      '~',
      '\u0085',
      '\u001b[1m',
    ),
    fc.integer({ min: -5, max: 99 }),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  const { value } = fc.letrec<{ value: JsonValue; object: JsonValue; list: JsonValue }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, tie('object'), tie('list')),
    object: fc
      .array(fc.tuple(key, tie('value')), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
    list: fc.array(tie('value'), { maxLength: 4 }),
  }))
  const root = fc
    .array(fc.tuple(key, value), { minLength: 1, maxLength: 5 })
    .map((entries): JsonValue => Object.fromEntries(entries))
  const layout = fc.record({
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  } as const)

  test('any value to any other one', () => {
    fc.assert(
      fc.property(root, root, layout, (before, after, options) => {
        holds(before, after, options)
      }),
      { numRuns: 150 },
    )
  })

  test('small changes, nearly always without writing it anew', () => {
    const counts = { all: 0, kept: 0 }
    const property = fc.property(root, fc.nat(), value, layout, (before, seed, other, options) => {
      const after = changedSomewhere(before, seed, other)
      const [text, edited] = holds(before, after, options)
      counts.all++
      if (edited.includes(comment) || jsonEqual(before, after)) counts.kept++
      expect(text).toContain(comment)
    })
    fc.assert(property, { numRuns: 200 })
    expect(counts.kept / counts.all).toBeGreaterThan(0.9)
  })
})

const comment = '# a comment that is lost where all is written anew'

function holds(before: JsonValue, after: JsonValue, options: object): readonly [string, string] {
  const text = `${comment}\n${stringify(before, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, ...options })}`
  const [document] = readYaml({ name: '', text }).documents
  fc.pre(document !== undefined && jsonEqual(document.value, before))
  const edited = editText({ text, line: 1, path: [] }, before, after)
  expect(readYaml({ name: '', text: edited })).toMatchObject({ problems: [] })
  const read = readYaml({ name: '', text: edited }).documents.map((one) => one.value)
  expect(jsonEqual(read, isObject(after) ? [after] : [])).toBe(true)
  return [text, edited]
}

/** The value with another one at some place. */
function changedSomewhere(value: JsonValue, seed: number, other: JsonValue): JsonValue {
  if (!isObject(value) && !Array.isArray(value)) return other
  const entries = Object.entries(value)
  const [index, rest] = [seed % (entries.length + 2), Math.floor(seed / 7)]
  const entry = entries[index]
  if (entry !== undefined) entries[index] = [entry[0], changedSomewhere(entry[1], rest, other)]
  else if (index === entries.length) entries.push(['new', other])
  else if (entries.length > 1) entries.splice(rest % entries.length, 1)
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries)
}
