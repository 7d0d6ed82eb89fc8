import { expect, test } from 'vitest'
import { type JsonValue, readYaml } from '#src/core/index.ts'
import { readCases } from '#src/tester/cases/read-cases.ts'

const head = `apiVersion: sallyport.dev/v1alpha1
kind: PolicyCases
metadata: {name: d}
`
const objects = `objects:
  pod: {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {containers: [{name: a, image: "a:1"}]}}
`

const files: Readonly<Record<string, readonly JsonValue[]>> = {
  'one.yaml': [{ kind: 'One', metadata: { name: 'one' } }],
  'two.yaml': [{ kind: 'First' }, { kind: 'Second' }],
  'list.yaml': [['no object']],
}

function read(text: string) {
  const [document] = readYaml({ name: 'cases.yaml', text }).documents
  if (document === undefined) throw new Error('there is no document')
  return readCases(document, (path) => {
    const found = Object.hasOwn(files, path) ? files[path] : undefined
    return found === undefined
      ? { objects: [], problem: 'there is no such file or folder' }
      : { objects: found, problem: undefined }
  })
}

test.for([
  {
    name: 'a named object',
    rows: '- {name: a, objectFrom: {name: pod}, expect: {allowed: true}}',
    path: ['object', 'spec', 'containers', 0, 'image'],
    value: 'a:1',
  },
  {
    name: 'a merge patch',
    rows: '- {name: a, objectFrom: {name: pod, merge: {metadata: {labels: {app: null, tier: front}}}}, expect: {allowed: true}}',
    path: ['object', 'metadata', 'labels'],
    value: { tier: 'front' },
  },
  {
    name: 'a JSON Patch',
    rows: '- {name: a, objectFrom: {name: pod, patch: [{op: replace, path: /spec/containers/0/image, value: "b:2"}]}, expect: {allowed: true}}',
    path: ['object', 'spec', 'containers', 0, 'image'],
    value: 'b:2',
  },
  {
    name: 'a patch behind a merge',
    rows: '- {name: a, objectFrom: {name: pod, merge: {spec: {x: [1]}}, patch: [{op: add, path: /spec/x/-, value: null}]}, expect: {allowed: true}}',
    path: ['object', 'spec', 'x'],
    value: [1, null],
  },
  {
    name: 'a file',
    rows: '- {name: a, objectFrom: {path: one.yaml, merge: {metadata: {name: other}}}, expect: {allowed: true}}',
    path: ['object'],
    value: { kind: 'One', metadata: { name: 'other' } },
  },
  {
    name: 'one of the documents of a file',
    rows: '- {name: a, objectFrom: {path: two.yaml, document: 1}, expect: {allowed: true}}',
    path: ['object'],
    value: { kind: 'Second' },
  },
  {
    name: 'the object of another case, which comes later, changed',
    rows: `- {name: a, like: b, objectFrom: {merge: {spec: null}}, expect: {allowed: true}}
- {name: b, objectFrom: {name: pod}, expect: {allowed: true}}`,
    path: ['object', 'spec'],
    value: undefined,
  },
  {
    name: 'what the other case asks',
    rows: `- {name: a, like: b, expect: {allowed: true}}
- {name: b, objectFrom: {name: pod}, operation: UPDATE, params: {a: 1}, expect: {allowed: false}}`,
    path: ['params'],
    value: { a: 1 },
  },
  {
    name: 'not what it expects',
    rows: `- {name: a, like: b, expect: {allowed: true}}
- {name: b, objectFrom: {name: pod}, expect: {allowed: false, message: x}}`,
    path: ['expect'],
    value: { allowed: true },
  },
  {
    name: 'nothing of what is taken back',
    rows: `- {name: a, like: b, params: null, expect: {allowed: true}}
- {name: b, objectFrom: {name: pod}, params: {a: 1}, expect: {allowed: false}}`,
    path: ['params'],
    value: undefined,
  },
  {
    name: 'an old object',
    rows: '- {name: a, objectFrom: {name: pod}, oldObjectFrom: {name: pod, merge: {spec: null}}, expect: {allowed: true}}',
    path: ['oldObject', 'spec'],
    value: undefined,
  },
  {
    name: 'an object of its own in the place of the other case’s',
    rows: `- {name: a, like: b, object: {kind: Own}, expect: {allowed: true}}
- {name: b, objectFrom: {name: pod}, expect: {allowed: false}}`,
    path: ['object'],
    value: { kind: 'Own' },
  },
  {
    name: 'what holds for the whole document',
    rows: '- {name: a, objectFrom: {name: pod}, expect: {allowed: true}}',
    top: 'raw: true\npolicy: p\ncontext: [{apiVersion: v1, kind: Namespace, metadata: {name: shop}}]\n',
    path: ['context', 0, 'kind'],
    value: 'Namespace',
  },
])('a case has $name', ({ rows, top = '', path, value }) => {
  const result = read(`${head}${top}${objects}cases:\n${rows}\n`)
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems))
  const found = path.reduce<unknown>(
    (at, step) => (at as Record<string | number, unknown> | undefined)?.[step],
    result.cases[0],
  )
  expect(found).toEqual(value)
})

test('cases may override what the document says', () => {
  const rows = `- {name: a, objectFrom: {name: pod}, raw: false, policy: q, expect: {allowed: true}}
- {name: b, objectFrom: {name: pod}, expect: {allowed: true}}`
  const result = read(`${head}raw: true\npolicy: p\n${objects}cases:\n${rows}\n`)
  expect(result).toMatchObject({
    cases: [
      { raw: false, policy: 'q' },
      { raw: true, policy: 'p' },
    ],
  })
})

test.for([
  {
    name: 'a misspelt object',
    row: 'objectFrom: {name: pdo}',
    problem: {
      code: 'no-such-object',
      path: 'cases[0].objectFrom.name',
      line: 9,
      column: 22,
      remedy: 'did you mean "pod"?',
    },
  },
  {
    name: 'an object by its name and by a path',
    row: 'objectFrom: {name: pod, path: one.yaml}',
    problem: { code: 'contradiction', line: 9, column: 33 },
  },
  {
    name: 'no origin',
    row: 'objectFrom: {merge: {}}',
    problem: { code: 'required-field', line: 9, column: 15 },
  },
  {
    name: 'an object twice',
    row: 'object: {}\n  objectFrom: {name: pod}',
    problem: { code: 'contradiction', line: 10, column: 15 },
  },
  {
    name: 'an old object twice',
    row: 'objectFrom: {name: pod}\n  oldObject: {}\n  oldObjectFrom: {name: pod}',
    problem: { code: 'contradiction', line: 11 },
  },
  {
    name: 'a file that is not there',
    row: 'objectFrom: {path: none.yaml}',
    problem: {
      code: 'unreadable-path',
      line: 9,
      message: 'none.yaml: there is no such file or folder',
    },
  },
  {
    name: 'a file with several documents',
    row: 'objectFrom: {path: two.yaml}',
    problem: { message: 'two.yaml has 2 documents', remedy: 'say which one with document: 0 to 1' },
  },
  {
    name: 'a document that a file does not have',
    row: 'objectFrom: {path: two.yaml, document: 2}',
    problem: { code: 'no-such-object', column: 42 },
  },
  {
    name: 'a file without an object',
    row: 'objectFrom: {path: list.yaml}',
    problem: { message: 'document 0 of list.yaml is no object' },
  },
  {
    name: 'a patch that does not apply',
    row: 'objectFrom: {name: pod, patch: [{op: add, path: /a, value: 1}, {op: remove, path: /spec/x/y}]}',
    problem: {
      code: 'patch-does-not-apply',
      path: 'cases[0].objectFrom.patch[1]',
      line: 9,
      column: 66,
    },
  },
  {
    name: 'a misspelt case',
    row: 'like: frist',
    problem: { code: 'no-such-case', line: 9, column: 9 },
  },
  {
    name: 'a case that is like itself',
    row: 'like: first',
    problem: { code: 'cycle', message: 'the case is like itself: "first" → "first"' },
  },
  {
    name: 'a misspelt field of an origin',
    row: 'objectFrom: {nme: pod}',
    problem: { code: 'unknown-field', line: 9, remedy: 'did you mean "name"?' },
  },
  {
    name: 'a path that is none',
    row: 'objectFrom: {name: pod}',
    expected: '{allowed: true, fields: {"spec.containers[a]": x}}',
    problem: { code: 'invalid-path', line: 10 },
  },
  {
    name: 'refusals beside a message',
    row: 'objectFrom: {name: pod}',
    expected: '{allowed: false, message: x, refusals: [{message: other}]}',
    problem: { code: 'contradiction', line: 10 },
  },
  {
    name: 'a refusal by a policy that does not match',
    row: 'objectFrom: {name: pod}',
    expected: '{allowed: false, matched: false, message: x}',
    problem: { code: 'contradiction', line: 10 },
  },
])('$name is a problem at its place', ({ row, expected = '{allowed: true}', problem }) => {
  const text = `${head}${objects}# cases
cases:
- name: first
  ${row}
  expect: ${expected}
`
  const result = read(text)
  expect(result).toMatchObject({ kind: 'problems', problems: [problem] })
})

test('a circle of cases is told once, and what leans on it says nothing more', () => {
  const rows = `- {name: a, like: b, expect: {allowed: true}}
- {name: b, like: c, expect: {allowed: true}}
- {name: c, like: a, expect: {allowed: true}}
- {name: d, like: a, objectFrom: {merge: {}}, expect: {allowed: true}}`
  expect(read(`${head}cases:\n${rows}\n`)).toMatchObject({
    problems: [{ message: 'the case is like itself: "a" → "b" → "c" → "a"' }],
  })
})

test('every problem is told, in the order of the lines', () => {
  const rows = `- {name: a, objectFrom: {name: x}, expect: {allowed: true, message: m}}
- {name: a, like: none, time: noon, expect: {allowed: true}}`
  const result = read(`${head}cases:\n${rows}\n`)
  expect(
    result.kind === 'problems' && result.problems.map(({ code, line }) => [code, line]),
  ).toEqual(
    expect.arrayContaining([
      ['no-such-object', 5],
      ['contradiction', 5],
      ['no-such-case', 6],
      ['duplicate-name', 6],
      ['invalid-date', 6],
    ]),
  )
})
