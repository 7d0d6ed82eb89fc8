import { type Ending, type Hostile, outOfBudget } from './hostile.ts'

const overflow: Ending = { error: 'integer overflow' }
const unsignedOverflow: Ending = { error: 'unsigned integer overflow' }
const notDuration: Ending = {
  error: "type conversion error from 'string' to 'google.protobuf.Duration'",
}
const notTimestamp: Ending = {
  error: "type conversion error from 'string' to 'google.protobuf.Timestamp'",
}

const object = {
  least: -(2n ** 63n),
  most: 2n ** 63n - 1n,
  digits: '9'.repeat(100_000),
  zeros: '0'.repeat(100_000),
  one: 1,
  half: 0.5,
}

/** Numbers, quantities, times and versions at their edges and beyond. */
export const numbers: readonly Hostile[] = [
  row('object.most + object.one', overflow),
  row('object.least - object.one', overflow),
  row('object.most * 2', overflow),
  row('-object.least', overflow),
  row('object.least / -1', overflow),
  row('object.least % -1', overflow),
  row('object.one / 0', { error: 'division by zero' }),
  row('object.one % 0', { error: 'modulus by zero' }),
  row('object.half / 0.0 > 1.0', { value: true }),
  row('object.most == 9223372036854775807', { value: true }),
  row('object.most > 9223372036854775806.0', { value: false }),
  row('object.least < 0u', { value: true }),
  row('18446744073709551615u + uint(object.one)', unsignedOverflow),
  row('0u - uint(object.one)', unsignedOverflow),
  row('uint(-object.one)', unsignedOverflow),
  row('int(object.half * 1e300)', overflow),
  row("int(double('NaN'))", { refused: 'program instantiation failed: integer overflow' }),
  row('double(object.digits) > 1.0', { error: "type conversion error from 'string' to 'double'" }),
  row('int(object.digits)', { error: "type conversion error from 'string' to 'int'" }),
  row('uint(object.digits)', { error: "type conversion error from 'string' to 'uint'" }),
  row("int(object.zeros + '7')", { value: 7 }),
  row("string(double('1e308') * 10.0)", { value: '+Inf' }),
  row('lists.range(object.most)', {
    error: 'lists.range: size 9223372036854775807 exceeds maximum allowed (1000000)',
  }),
  row('[1, 2][object.most]', { error: 'index out of bounds: 9223372036854775807' }),
  row('[1, 2][object.least]', { error: 'index out of bounds: -9223372036854775808' }),
  row('[1, 2].slice(object.least, object.most)', {
    error:
      'cannot slice(-9223372036854775808, 9223372036854775807), negative indexes not supported',
  }),
  row("'abc'.substring(object.most)", { error: 'index out of range: 9223372036854775807' }),
  row("'abc'.charAt(object.least)", { error: 'index out of range: -9223372036854775808' }),
  row("'abc'.split('b', object.most)", { value: ['a', 'c'] }),
  row("'abc'.replace('b', 'x', object.least)", { value: 'axc' }),
  row("'abc'.findAll('b', object.least)", { value: ['b'] }),
  row('[[1]].flatten(object.most)', outOfBudget),

  row('quantity(object.digits).isGreaterThan(quantity("1"))', { value: true }),
  row("quantity('0.' + object.digits).asApproximateFloat() <= 1.0", { value: true }),
  row("quantity('1e999999999999').sign()", { refused: 'found no matching overload…' }),
  row("isQuantity('1e999999999999')", { value: false }),
  row("isQuantity(object.digits + 'Ei')", { value: true }),
  row("quantity('9223372036854775807').add(1).isInteger()", { value: false }),
  row("quantity('-9223372036854775808').sub(1).isInteger()", { value: false }),
  row("quantity('1e10000').add(quantity('1')).compareTo(quantity('1e10000'))", { value: 1 }),
  row("quantity('1e-10000').isGreaterThan(quantity('0'))", { value: true }),
  row("quantity('1' + object.zeros + 'k').asInteger()", {
    error: 'cannot convert value to integer',
  }),

  row("duration('9223372036s') + duration('1s')", overflow),
  row("-duration('-9223372036s')", { refused: 'found no matching overload…' }),
  row("duration('9223372037s' + string(object.zeros).substring(0, 0))", notDuration),
  row("duration(object.digits + 'h')", notDuration),
  row("duration(object.zeros + 'h') == duration('0s')", { value: true }),
  row("timestamp('9999-12-31T23:59:59.999999999Z') + duration('1ns')", {
    error: 'timestamp overflow',
  }),
  row("timestamp('0001-01-01T00:00:00Z') - duration('1ns')", { error: 'timestamp overflow' }),
  row("timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')", overflow),
  row('timestamp(object.digits)', notTimestamp),
  row("timestamp('2026-01-01T00:00:00.' + object.digits + 'Z').getMilliseconds()", { value: 999 }),
  row("timestamp('2026-01-01T00:00:00Z').getHours(object.digits.substring(0, 4))", {
    error: 'unknown time zone 9999',
  }),
  row("timestamp('2026-01-01T00:00:00Z').getHours('../../etc/passwd')", {
    error: 'time: invalid location name',
  }),
  row("timestamp('2026-01-01T00:00:00Z').getHours('99:99')", { value: 4 }),

  row("isSemver(object.digits + '.0.0')", { value: false }),
  row("isSemver('1.0.0-' + object.digits)", { value: false }),
  row("semver('18446744073709551615.0.0').major()", { value: -1 }),
  row('isIP(object.digits)', { value: false }),
  row("isCIDR('10.0.0.0/' + object.digits)", { value: false }),
  row("isURL('https://h:' + object.digits)", { value: true }),
  row("'%d'.format([object.least])", { value: '-9223372036854775808' }),
  row("'%.1000f'.format([object.half]).size()", { value: 234 }),
  row("'%b'.format([object.least])", { value: `-1${'0'.repeat(63)}` }),
]

function row(expression: string, ends: Ending): Hostile {
  return { name: expression, expression, object, ends }
}
