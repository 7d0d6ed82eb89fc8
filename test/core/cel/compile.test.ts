import { describe, expect, test } from 'vitest'
import { compile } from '#src/core/cel/compile.ts'
import type { ResultType } from '#src/core/cel/environment.ts'
import { CelError, LazyObject, type Value } from '#src/core/cel/value.ts'
import { environment, evaluate, freshControl, programOf } from './evaluate.ts'

describe('problems', () => {
  test.for([
    {
      expression: 'objct == 1',
      problems: ["1:1 undeclared reference to 'objct' (in container '')"],
    },
    { expression: 'frob(1)', problems: ["1:5 undeclared reference to 'frob' (in container '')"] },
    {
      expression: 'object.frob()',
      problems: ["1:12 undeclared reference to 'frob' (in container '')"],
    },
    {
      expression: 'math.greatest(1)',
      problems: [
        "1:1 undeclared reference to 'math' (in container '')",
        "1:14 undeclared reference to 'greatest' (in container '')",
      ],
    },
    {
      expression: 'size(1, 2)',
      problems: ["1:5 found no matching overload for 'size' applied to '(int, int)'"],
    },
    {
      expression: '"a".startsWith()',
      problems: ["1:15 found no matching overload for 'startsWith' applied to 'string.()'"],
    },
    { expression: 'variables.unknown', problems: ["1:10 undefined field 'unknown'"] },
    { expression: 'has(variables.unknown)', problems: ["1:4 undefined field 'unknown'"] },
    {
      expression: 'JSONPatch{operation: "add"}',
      problems: ["1:20 expected type of field 'operation' is '' but provided type is 'string'"],
    },
    {
      expression: '[1].all(x, x == y)',
      problems: ["1:17 undeclared reference to 'y' (in container '')"],
    },
    {
      expression: '[1].all(x, true) && x == 1',
      problems: ["1:21 undeclared reference to 'x' (in container '')"],
    },
    {
      expression: 'a +\n  b',
      problems: [
        "1:1 undeclared reference to 'a' (in container '')",
        "2:3 undeclared reference to 'b' (in container '')",
      ],
    },
  ])('$expression', ({ expression, problems }) => {
    const compiled = compile(expression, environment, 'any')
    const found = compiled.kind === 'problems' ? compiled.problems : []
    expect(found.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(
      problems,
    )
  })

  test('a syntax error is printed as Kubernetes prints it', () => {
    const compiled = compile('object.', environment, 'bool')
    const message = compiled.kind === 'problems' ? compiled.message : ''
    expect(message).toMatch(/^compilation failed: ERROR: <input>:1:8: Syntax error: /)
  })

  test.for([
    {
      expression: 'duration("1 hour")',
      message: /^compilation failed: ERROR: <input>:1:10: invalid duration argument\n/,
    },
    {
      expression: 'timestamp("today")',
      message: /^compilation failed: ERROR: <input>:1:11: invalid timestamp argument\n/,
    },
    {
      expression: 'object.matches("(")',
      message: /^compilation failed: ERROR: <input>:1:16: invalid matches argument\n/,
    },
    {
      expression: 'object.find("(")',
      message: /^program instantiation failed: error parsing regexp: missing closing \): `\(`$/,
    },
    {
      expression: 'int("x")',
      message: /^program instantiation failed: type conversion error from 'string' to 'int'$/,
    },
    {
      expression: 'uint(-1)',
      message: /^program instantiation failed: unsigned integer overflow$/,
    },
    {
      expression: "string(b'\\xff')",
      message: /^program instantiation failed: invalid UTF-8 in bytes, cannot convert to string$/,
    },
  ])('a constant that can never be right: $expression', ({ expression, message }) => {
    const compiled = compile(expression, environment, 'any')
    expect(compiled.kind === 'problems' && compiled.problems.length).toBe(1)
    expect(compiled.kind === 'problems' && compiled.message).toMatch(message)
  })

  test.for([
    { expression: 'Object{}', mutation: false },
    { expression: 'jsonpatch.escapeKey("a")', mutation: false },
    { expression: '[1].includes(1)', mutation: true, kubernetesVersion: '1.36' as const },
    { expression: '[1].sort()', mutation: true, kubernetesVersion: '1.33' as const },
    { expression: '"%d".format([1])', mutation: true, kubernetesVersion: '1.28' as const },
  ])('not everywhere: $expression', ({ expression, ...changes }) => {
    expect(compile(expression, { ...environment, ...changes }, 'any').kind).toBe('problems')
    expect(compile(expression, environment, 'any').kind).toBe('program')
  })
})

describe('result types', () => {
  test.for<{ type: ResultType; good: string; bad: string; message: string }>([
    { type: 'bool', good: 'true', bad: '1', message: 'must evaluate to bool but got int' },
    {
      type: 'string',
      good: '"a"',
      bad: 'null',
      message: 'must evaluate to string but got null_type',
    },
    {
      type: 'string-or-null',
      good: 'null',
      bad: '[1]',
      message: 'must evaluate to one of [string null_type] but got list(int)',
    },
    {
      type: 'object',
      good: 'Object{}',
      bad: '{}',
      message: 'must evaluate to Object but got map(dyn, dyn)',
    },
    {
      type: 'json-patch',
      good: '[JSONPatch{op: "remove", path: "/a"}]',
      bad: 'JSONPatch{}',
      message: 'must evaluate to list(JSONPatch) but got JSONPatch',
    },
  ])('$type', ({ type, good, bad, message }) => {
    expect(compile(good, environment, type).kind).toBe('program')
    expect(compile(bad, environment, type)).toMatchObject({ kind: 'problems', message })
  })
})

describe('budget', () => {
  const list = Array.from({ length: 1000 }, (_, index) => index)
  const slow = 'object.all(a, object.all(b, a + b >= 0))'
  const bound = (name: string): Value | undefined => (name === 'object' ? list : undefined)

  test('the evaluation stops at its limit', () => {
    const control = freshControl(5000)
    expect(programOf(slow).evaluate(bound, control)).toMatchObject({
      message: 'operation cancelled: actual cost limit exceeded',
    })
    expect(control.spent).toBe(5001)
  })

  test('or does not absorb that', () => {
    expect(programOf(`${slow} || true`).evaluate(bound, freshControl(5000))).toBeInstanceOf(
      CelError,
    )
  })

  test('a variable that reached its limit is an error like others, and its cost counts', () => {
    const control = freshControl(5000)
    let known: Value | CelError | undefined
    const variables = new LazyObject(
      () => true,
      () => {
        known ??= programOf(slow).evaluate(bound, control)
        return known
      },
    )
    const activation = (name: string) => (name === 'variables' ? variables : undefined)
    expect(programOf('variables.known || true').evaluate(activation, control)).toBe(true)
    expect(control.spent).toBe(5001 + 2)
  })

  test('the evaluation asks every hundred iterations whether there is time', () => {
    let asked = 0
    const control = { interrupted: () => ++asked === 3, costLimit: 1_000_000, spent: 0, made: 0 }
    expect(programOf(slow).evaluate(bound, control)).toMatchObject({
      message: 'operation interrupted',
    })
    expect(control.spent).toBeLessThan(3000)
  })

  test('control is shared by evaluations', () => {
    const control = freshControl()
    programOf('object.size() > 0').evaluate(bound, control)
    const first = control.spent
    programOf('object.size() > 0').evaluate(bound, control)
    expect(first).toBeGreaterThan(0)
    expect(control.spent).toBe(2 * first)
  })
})

describe('names', () => {
  test('a name is asked for once, and only when it is read', () => {
    const asked: string[] = []
    const activation = (name: string): Value => {
      asked.push(name)
      return { a: 1 }
    }
    programOf('object.a == 1 || params.a == 1 || object.a == 2').evaluate(
      activation,
      freshControl(),
    )
    programOf('object.a == 2 || object.a == 3').evaluate(activation, freshControl())
    expect(asked).toEqual(['object', 'object'])
  })

  test('a name that is not bound is an error', () => {
    expect(evaluate('params.a')).toMatchObject({ message: 'no such attribute(s): params' })
  })

  test('a macro variable hides a declared name, and a leading dot finds it', () => {
    expect(evaluate('[1].all(object, object == 1)', 2)).toBe(true)
    expect(evaluate('[1].all(object, .object == 2)', 2)).toBe(true)
  })

  test('the error tells where it arose', () => {
    expect(evaluate('true && object.a.b == 1', { a: {} })).toMatchObject({
      message: 'no such key: b',
      span: { start: 8, end: 18 },
    })
  })
})

describe('hostile values', () => {
  const hostile = JSON.parse(
    '{"__proto__": 1, "constructor": 2, "toString": 3, "length": 4, "hasOwnProperty": 5}',
  )
  const ordinary = { a: 1 }

  test.for(['__proto__', 'constructor', 'toString', 'length', 'hasOwnProperty', 'valueOf'])(
    '%s',
    (key) => {
      const isThere = Object.hasOwn(hostile, key)
      expect(evaluate(`has(object.${key})`, hostile)).toBe(isThere)
      expect(evaluate(`"${key}" in object`, hostile)).toBe(isThere)
      expect(evaluate(`has(object.${key})`, ordinary)).toBe(false)
      expect(evaluate(`"${key}" in object`, ordinary)).toBe(false)
      expect(evaluate(`object.${key}`, ordinary)).toMatchObject({ message: `no such key: ${key}` })
      expect(evaluate(`object["${key}"]`, ordinary)).toMatchObject({
        message: `no such key: ${key}`,
      })
      expect(evaluate(`object.?${key}.hasValue()`, ordinary)).toBe(false)
      expect(evaluate(`{"${key}": 7}.${key}`)).toBe(7)
      expect(evaluate(`{"${key}": 7}.all(k, k == "${key}")`)).toBe(true)
    },
  )

  test('a list has no fields', () => {
    expect(evaluate('has(object.length)', [1])).toMatchObject({
      message: "unsupported index type 'string' in list",
    })
  })

  test('what is nested too deeply is an error', () => {
    let deep: Value = 1
    for (let level = 0; level < 20_000; level++) deep = [deep]
    let twin: Value = 1
    for (let level = 0; level < 20_000; level++) twin = [twin]
    expect(evaluate('object[0] == object[1]', [deep, twin])).toBeInstanceOf(CelError)
  })

  test('lone surrogates are characters', () => {
    expect(evaluate('object.size()', 'a\ud800b')).toBe(3)
    expect(evaluate('object.charAt(1) == object.substring(1, 2)', 'a\ud800b')).toBe(true)
    expect(evaluate('object.matches("^a.b$")', 'a\ud800b')).toBe(true)
    expect(evaluate('size(bytes(object))', 'a\ud800b')).toBe(5)
  })

  test('integers beyond 2^53 stay exact', () => {
    expect(evaluate('object + 1 == 9007199254740994', 9007199254740993n)).toBe(true)
    expect(evaluate('object - 9007199254740000', 9007199254740993n)).toBe(993)
    expect(evaluate('string(object)', 9007199254740993n)).toBe('9007199254740993')
  })
})
