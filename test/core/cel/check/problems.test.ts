import { describe, expect, test } from 'vitest'
import { checkExpression } from '#src/core/cel/check-expression.ts'
import { check, environment } from './environment.ts'

describe('what the checker reports', () => {
  test.for([
    { expression: 'objct', problems: "1:1 undeclared reference to 'objct' (in container '')" },
    { expression: '.frob(1)', problems: "1:6 undeclared reference to '.frob' (in container '')" },
    { expression: 'frob{}', problems: "1:5 undeclared reference to 'frob' (in container '')" },
    {
      expression: '1 + "a"',
      problems: "1:3 found no matching overload for '_+_' applied to '(int, string)'",
    },
    {
      expression: 'words.join(1)',
      problems: "1:11 found no matching overload for 'join' applied to 'list(string).(int)'",
    },
    { expression: '1.x', problems: "1:2 type 'int' does not support field selection" },
    { expression: '"a".x', problems: "1:4 type 'string' does not support field selection" },
    { expression: 'person.age', problems: "1:7 undefined field 'age'" },
    { expression: 'has(person.age)', problems: "1:4 undefined field 'age'" },
    {
      expression: 'quantity("1").x',
      problems: "1:14 unexpected failed resolution of 'kubernetes.Quantity'",
    },
    { expression: 'true && 1', problems: "1:9 expected type 'bool' but found 'int'" },
    {
      expression: '[] && {}',
      problems:
        "1:1 expected type 'bool' but found 'list(_var0)'\n1:7 expected type 'bool' but found 'map(_var1, _var2)'",
    },
    { expression: '[1].all(x, x)', problems: "1:12 expected type 'bool' but found 'int'" },
    {
      expression: '[?1]',
      problems: "1:3 expected type 'optional_type(int)' but found 'int'",
    },
    {
      expression: '{?"a": "b"}',
      problems: "1:8 expected type 'optional_type(string)' but found 'string'",
    },
    {
      expression: '"a".all(x, true)',
      problems:
        "1:1 expression of type 'string' cannot be range of a comprehension (must be list, map, or dynamic)",
    },
    { expression: 'int{}', problems: "1:4 'int' is not a message type" },
    {
      expression: 'type{x: 1}',
      problems: "1:5 'type' is not a message type\n1:7 unexpected failed resolution of 'type'",
    },
    {
      expression: 'test.Person{name: 1}',
      problems: "1:17 expected type of field 'name' is 'string' but provided type is 'int'",
    },
    { expression: 'test.Person{age: 1}', problems: "1:16 undefined field 'age'" },
    {
      expression: 'JSONPatch{x: 1}',
      problems: "1:12 expected type of field 'x' is '' but provided type is 'int'",
    },
  ])('$expression', ({ expression, problems }) => {
    expect(check(expression)).toBe(problems)
  })
})

describe('what the validators report', () => {
  test.for([
    { expression: '[1, "a"]', problems: "1:5 expected type 'int' but found 'string'" },
    { expression: '[1, "a", 2.0]', problems: "1:5 expected type 'int' but found 'string'" },
    {
      expression: '{"a": 1, 2: "b"}',
      problems:
        "1:10 expected type 'string' but found 'int'\n1:13 expected type 'int' but found 'string'",
    },
    { expression: 'duration("1 hour")', problems: '1:10 invalid duration argument' },
    { expression: 'timestamp("today")', problems: '1:11 invalid timestamp argument' },
    { expression: 'timestamp(253402300800)', problems: '1:11 invalid timestamp argument' },
    { expression: '"a".matches("(")', problems: '1:13 invalid matches argument' },
    {
      expression: '"%d".format(["a"])',
      problems:
        '1:14 error during formatting: decimal clause can only be used on integers, was given string',
    },
    {
      expression: '"%q".format([1])',
      problems: '1:12 could not parse formatting clause: unrecognized formatting clause "q"',
    },
    { expression: '"%".format([1])', problems: '1:11 unexpected end of string' },
    { expression: '"%s".format([])', problems: '1:12 index 0 out of range' },
    {
      expression: '"%s".format([1, 2])',
      problems: '1:12 too many arguments supplied to string.format (expected 1, got 2)',
    },
    {
      expression: '"%.".format([1])',
      problems:
        '1:12 could not parse formatting clause: error while parsing precision: could not find end of precision specifier',
    },
  ])('$expression', ({ expression, problems }) => {
    expect(check(expression)).toBe(problems)
  })

  test('a format takes a list of several types', () => {
    expect(check('"%s %d".format(["a", 1])')).toBe('string')
  })

  test('before 1.29 only mixed literals are wrong', () => {
    expect(check('"a".matches("(") ? [1] : [2]', { kubernetesVersion: '1.28' })).toBe(
      '1:12 program instantiation failed: error parsing regexp: missing closing ): `(`',
    )
    expect(check('[1, "a"]', { kubernetesVersion: '1.28' })).toMatch(/expected type/)
  })
})

describe('of what no program can be made', () => {
  test.for([
    { expression: 'int("x")', message: "type conversion error from 'string' to 'int'" },
    { expression: 'int(string("x"))', message: "type conversion error from 'string' to 'int'" },
    { expression: 'string(dyn([1]))', message: 'no such overload: string(list)' },
    { expression: '"a".find(dyn("("))', message: 'error parsing regexp: missing closing ): `(`' },
    { expression: 'object[b"a"]', message: 'invalid qualifier type: types.Bytes' },
    { expression: 'object[dyn(null)]', message: 'invalid qualifier type: types.Null' },
    { expression: 'object[[1]]', message: 'invalid qualifier type: *types.baseList' },
    { expression: 'duration', message: 'reference to undefined type: duration' },
    { expression: '[int].map(t, t)', message: 'reference to undefined type: t' },
    { expression: 'optional.of(int).optMap(t, 1)', message: 'reference to undefined type: t' },
    { expression: 'Object.spec', message: 'reference to undefined type: Object.spec' },
  ])('$expression', ({ expression, message }) => {
    const result = checkExpression(expression, environment, 'any')
    expect(result).toMatchObject({ message: `program instantiation failed: ${message}` })
  })
})

describe('order and number', () => {
  test('problems stand in the order of the text', () => {
    expect(
      check('x +\n y')
        .split('\n')
        .map((line) => line.slice(0, 3)),
    ).toEqual(['1:1', '2:2'])
  })

  test('what a macro mentions twice is reported twice', () => {
    const [first, second, ...others] = check('[x][?0].optMap(y, y)').split('\n')
    expect([first, others]).toEqual([second, []])
  })

  test('a long chain of such macros is checked once', () => {
    const chain = 'object.?a'.concat('.optMap(x, x)'.repeat(60))
    expect(check(chain)).toBe('optional_type(dyn)')
    expect(check(`[nope]${chain.slice(6)}`)).toMatch(/undeclared/)
  })

  test('a hundred are kept, the rest is counted', () => {
    const text = `[${Array.from({ length: 120 }, (_, index) => `x${index}`).join(', ')}]`
    const result = checkExpression(text, environment, 'any')
    const { problems, message } =
      result.kind === 'problems' ? result : { problems: [], message: '' }
    expect(problems.length).toBe(100)
    expect(message).toMatch(/\n20 more errors were truncated$/)
  })
})

describe('types that are exponentially larger than the text', () => {
  const steps = Array.from({ length: 40 }, (_, index) => index)
  const names = steps.map((step) => `x${step}`)
  const equations = names
    .slice(1)
    .map((name, step) => `${name} == [{${names[step]}: ${names[step]}}]`)
  const nested = (body: string) => names.reduceRight((inner, x) => `[[]].all(${x}, ${inner})`, body)

  test.for([
    { name: 'maps of maps', text: `[1]${names.map((x) => `.map(${x}, {${x}: ${x}})`).join('')}` },
    {
      name: 'optional maps of maps',
      text: `optional.of([])${names.map((x) => `.optMap(${x}, {${x}: ${x}})`).join('')}`,
    },
    { name: 'empty lists that must be such', text: nested(equations.join(' && ')) },
    { name: 'the same from behind', text: nested(equations.toReversed().join(' && ')) },
  ])('$name', { timeout: 5000 }, ({ text }) => {
    expect(check(text)).toMatch(/^1:\d+ the types in the expression are too large$/)
  })

  test('a type that is only deep is not too large', () => {
    const chain = names.map((x) => `.map(${x}, {"a": ${x}})`).join('')
    expect(check(`[1]${chain}[0]`)).toMatch(/^map\(string, map\(/)
  })
})

describe('a function of a later release', () => {
  test.for([
    { expression: '[1].sort()', hint: 'Kubernetes 1.34 and later have it' },
    { expression: 'semver("1.0.0")', hint: 'Kubernetes 1.33 and later have it' },
    { expression: '[1].sortBy(x, 1)', hint: 'Kubernetes 1.34 and later have it' },
    { expression: '"a".frob()', hint: undefined },
    { expression: 'size(1)', hint: undefined },
  ])('$expression', ({ expression, hint }) => {
    const result = checkExpression(expression, { ...environment, kubernetesVersion: '1.32' }, 'any')
    const problems = result.kind === 'problems' ? result.problems : []
    expect(problems.find((problem) => problem.hint !== undefined)?.hint).toBe(hint)
  })
})
