import { describe, expect, test } from 'vitest'
import { check } from './environment.ts'

describe('types', () => {
  test.for([
    ['[]', 'list(dyn)'],
    ['[1, 2]', 'list(int)'],
    ['[[1], []]', 'list(list(int))'],
    ['{}', 'map(dyn, dyn)'],
    ['{"a": 1, ?"b": optional.of(2)}', 'map(string, int)'],
    ['[] + [1]', 'list(int)'],
    ['object.x', 'dyn'],
    ['object.?x', 'optional_type(dyn)'],
    ['person.name', 'string'],
    ['person.?friends', 'optional_type(list(string))'],
    ['person.?friends[0]', 'optional_type(string)'],
    ['has(person.name)', 'bool'],
    ['words.map(w, size(w))', 'list(int)'],
    ['words.filter(w, w != "")', 'list(string)'],
    ['{"a": 1}.map(k, k)', 'list(string)'],
    ['words.transformMap(i, w, w + string(i))', 'map(int, string)'],
    ['words.sortBy(w, size(w))', 'list(string)'],
    ['optional.of(1).optMap(x, string(x))', 'optional_type(string)'],
    ['optional.none().orValue(1)', 'int'],
    ['true ? 1 : dyn("a")', 'dyn'],
    ['object[0] == 1 ? object : 1', 'dyn'],
    ['type(1)', 'type(int)'],
    ['int', 'type(int)'],
    ['net.IP', 'type(net.IP)'],
    ['google.protobuf.Int64Value{value: 1}', 'wrapper(int)'],
    ['google.protobuf.Int64Value{value: 1} == null', 'bool'],
    ['google.protobuf.NullValue.NULL_VALUE', 'int'],
    ['quantity("1")', 'kubernetes.Quantity'],
    ['duration("1h") + timestamp("2020-01-01T00:00:00Z")', 'google.protobuf.Timestamp'],
    ['1 < 1.5', 'bool'],
    ['null == person', 'bool'],
    ['Object{spec: Object.spec{replicas: 1}}', 'Object'],
    ['JSONPatch{op: "remove", path: "/a"}.path', 'string'],
    ['a.b', 'dyn'],
    ['.size([1])', 'int'],
  ])('%s', ([expression = '', type]) => {
    expect(check(expression)).toBe(type)
  })
})

describe('a macro variable hides a name', () => {
  test.for([
    { expression: '[1].map(object, object)', type: 'list(int)' },
    { expression: '[1].map(object, .object)', type: 'list(dyn)' },
    {
      expression: '[1].map(a, a.b)',
      type: "1:13 type 'int' does not support field selection",
    },
    { expression: '[1].map(a, .a.b)', type: 'list(dyn)' },
    { expression: '[1].map(x, .x)', type: "1:13 undeclared reference to '.x' (in container '')" },
    { expression: '[1].map(optional, optional.of(1))', type: 'list(optional_type(int))' },
  ])('$expression', ({ expression, type }) => {
    expect(check(expression)).toBe(type)
  })

  test.for([
    { expression: '[1].map(object, .object)', type: 'list(int)' },
    { expression: '[1].map(a, a.b)', type: 'list(dyn)' },
  ])('up to 1.36: $expression', ({ expression, type }) => {
    expect(check(expression, { kubernetesVersion: '1.36' })).toBe(type)
  })
})

describe('releases', () => {
  test.for([
    { expression: 'list.x', until: 'type(list(A))', since: 'type(list(dyn))' },
    { expression: 'map.x', until: 'type(map(A, B))', since: 'type(map(dyn, dyn))' },
    {
      expression: 'optional_type.x',
      until: 'type(optional_type)',
      since: 'type(optional_type(dyn))',
    },
  ])('$expression', ({ expression, until, since }) => {
    const column = expression.indexOf('.') + 1
    const problem = (type: string) => `1:${column} type '${type}' does not support field selection`
    expect(check(expression, { kubernetesVersion: '1.36' })).toBe(problem(until))
    expect(check(expression)).toBe(problem(since))
  })

  test.for([
    { expression: 'object{x: 1}', message: "1:7 'dyn' is not a type" },
    { expression: '[1].map(x, x{})', message: "1:13 'int' is not a type" },
  ])('up to 1.36 a name of a variable may stand before braces: $expression', (row) => {
    expect(check(row.expression, { kubernetesVersion: '1.36' }).split('\n')).toContain(row.message)
    expect(check(row.expression)).toMatch(/undeclared reference/)
  })

  test.for([
    { expression: '[1].sort()', kubernetesVersion: '1.34' },
    { expression: 'net.IP', kubernetesVersion: '1.30' },
    { expression: '{1: 2}.transformList(k, v, v)', kubernetesVersion: '1.32' },
    { expression: 'object.?a', kubernetesVersion: '1.28' },
    { expression: '[?object.?a]', kubernetesVersion: '1.28' },
    { expression: 'object[?"a"]', kubernetesVersion: '1.28' },
    { expression: '1 < 2.0', kubernetesVersion: '1.28' },
  ] as const)('new expressions have it a release later: $expression', (row) => {
    const { expression, kubernetesVersion } = row
    expect(check(expression, { kubernetesVersion })).not.toMatch(/^1:/)
    expect(check(expression, { kubernetesVersion, expressions: 'new' })).toMatch(/^1:/)
  })
})
