import { describe, expect, test } from 'vitest'
import { CelError } from '#src/core/cel/value.ts'
import { evaluate } from '../evaluate.ts'

const length = 2_000_000
const digits = '9'.repeat(length)
const emojis = '😀'.repeat(length / 2)

/** Most of them cost 1 or 2, so that nothing ends a loop of them but the time that each takes. */
describe('a text of megabytes is looked at once', () => {
  test.for([
    { expression: 'int(object)', object: digits, value: undefined },
    { expression: 'uint(object)', object: digits, value: undefined },
    { expression: 'int(object)', object: `${'0'.repeat(length)}7`, value: 7 },
    { expression: 'double(object)', object: `${digits}x`, value: undefined },
    { expression: 'duration(object)', object: `${digits}s`, value: undefined },
    { expression: "duration(object) == duration('1s')", object: `0.${digits}s`, value: true },
    { expression: 'timestamp(0).getHours(object)', object: `${digits}:00`, value: undefined },
    { expression: "('%.' + object + 'f').format([1.5])", object: digits, value: undefined },
    { expression: "'%x'.format([object]).size()", object: emojis, value: 4 * length },
    { expression: 'bytes(object).size()', object: emojis, value: 2 * length },
    { expression: 'string(bytes(object)).size()', object: emojis, value: length / 2 },
    { expression: 'isURL(object)', object: `/${emojis}`, value: true },
    { expression: 'isURL(object)', object: `http://${emojis}`, value: true },
    { expression: 'isURL(object)', object: emojis, value: false },
    { expression: "url(object).getHost() != ''", object: `http://${emojis}`, value: true },
    { expression: 'isQuantity(object)', object: digits, value: true },
    { expression: 'isCIDR(object)', object: `10.0.0.0/${digits}`, value: false },
    { expression: 'isIP(object)', object: digits, value: false },
    { expression: 'isSemver(object)', object: `1.2.3-${'a.'.repeat(length / 2)}`, value: false },
    { expression: 'isSemver(object)', object: `1.2.${digits}`, value: false },
  ])('$expression $value', ({ expression, object, value }) => {
    const result = evaluate(expression, object)
    if (value === undefined) expect(result).toBeInstanceOf(CelError)
    else expect(result).toBe(value)
  })
})
