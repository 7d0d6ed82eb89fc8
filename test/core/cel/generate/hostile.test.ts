import { describe, expect, test } from 'vitest'
import type { Environment } from '#src/core/cel/environment.ts'
import type { CelError, Value } from '#src/core/cel/value.ts'
import { namesAndVariables } from '../environments.ts'
import { difference, generatedRuns, observe, observeGenerated } from './both-runs.ts'

const environment: Environment = {
  kubernetesVersion: '1.37',
  expressions: 'stored',
  ...namesAndVariables(['object'], ['constructor', '__proto__']),
  mutation: false,
}

/** Each would set `escaped` if it left its string literal, or the comment or template that it was put in. */
const hostileTexts: readonly string[] = [
  '"];globalThis.escaped=1;["',
  "'];globalThis.escaped=1;['",
  '\\";globalThis.escaped=1;//',
  '\\\\";globalThis.escaped=1;//',
  '`;globalThis.escaped=1;`',
  `$\{globalThis.escaped=1}`,
  '*/globalThis.escaped=1;/*',
  '//\nglobalThis.escaped=1',
  '\u2028globalThis.escaped=1',
  '\u2029globalThis.escaped=1',
  '\r\nglobalThis.escaped=1',
  '\0',
  '\ud800',
  '</script>',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'frame',
  'control',
  'constants',
  'return',
]

/** The text as a CEL string literal. */
function literal(text: string): string {
  const escaped = [...text].map((character) =>
    /[\w $.;:=+[\](){}/*-]/.test(character)
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
  return `'${escaped.join('')}'`
}

function expectSame(expression: string, object: Value): Value | CelError | undefined {
  const { planned, generated } = generatedRuns(expression, environment)
  const activation = (name: string) => (name === 'object' ? object : undefined)
  const expected = observe(planned, activation)
  expect(difference(expected, observeGenerated(generated, activation))).toBe('')
  return expected.value
}

/** CEL has no literal of half a character. */
const literalTexts = hostileTexts.filter((text) => !/\p{Surrogate}/u.test(text))

describe.for(literalTexts)('the text %j', (text) => {
  const own = Object.fromEntries([[text, { [`x${text}`]: 'inner' }]])
  const written = literal(text)

  test.for([
    { form: 'a string', expression: written, value: text },
    { form: 'a field', expression: `object[${written}] == {}`, value: false },
    { form: 'an optional field', expression: `object[?${written}].hasValue()`, value: true },
    { form: 'a constant to compare with', expression: `object == ${written}`, value: false },
    { form: 'a constant list', expression: `${written} in [${written}]`, value: true },
    { form: 'a key', expression: `{${written}: 1}[${written}]`, value: 1 },
    { form: 'a part', expression: `('a' + ${written}).endsWith(${written})`, value: true },
    { form: 'a key of the object', expression: `object.exists(k, k == ${written})`, value: true },
  ])('as $form stays text', ({ expression, value }) => {
    expect(expectSame(expression, own)).toEqual(value)
    expect('escaped' in globalThis).toBe(false)
  })

  test('of an object without it there is nothing', () => {
    expect(expectSame(`object[?${written}].hasValue()`, {})).toBe(false)
    expect(expectSame(`object[?${written}].hasValue()`, [])).not.toBe(true)
  })
})

describe('what objects inherit is no field', () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype)
  test.for(inherited)('%s', (name) => {
    const own = Object.fromEntries([[name, 'own']])
    for (const object of [{}, { f: {} }, [], 'a', null, 1, true]) {
      expect(expectSame(`object.?${name}.hasValue()`, object)).not.toBe(true)
      expect(expectSame(`object.?f.?${name}.orValue('none')`, object)).not.toBeTypeOf('function')
      expect(expectSame(`has(object.${name})`, object)).not.toBe(true)
      expect(expectSame(`object.${name}`, object)).not.toBeTypeOf('function')
    }
    expect(expectSame(`object.${name}`, own)).toBe('own')
    expect(expectSame(`has(object.${name})`, own)).toBe(true)
    expect(expectSame(`object.?${name}.orValue('')`, own)).toBe('own')
    expect(expectSame(`[object].all(x, x.${name} == 'own')`, own)).toBe(true)
  })
})
