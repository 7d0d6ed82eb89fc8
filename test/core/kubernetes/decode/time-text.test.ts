import { describe, expect, test } from 'vitest'
import { canonicalMicroTime, canonicalTime } from '#src/core/kubernetes/decode/time-text.ts'

describe('a time', () => {
  test.for<[string, string | null]>([
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59Z'],
    ['2024-01-01T00:00:00.999999999999Z', '2024-01-01T00:00:00Z'],
    ['2024-01-01T00:00:00,5Z', '2024-01-01T00:00:00Z'],
    ['2024-01-01T1:00:00Z', '2024-01-01T01:00:00Z'],
    ['2024-01-01T00:30:00+01:30', '2023-12-31T23:00:00Z'],
    ['2024-01-01T00:00:00-24:60', '2024-01-02T01:00:00Z'],
    ['0050-06-01T00:00:00Z', '0050-06-01T00:00:00Z'],
    ['9999-12-31T23:59:59-01:00', '10000-01-01T00:59:59Z'],
    ['0000-01-01T00:00:00+01:00', '-0001-12-31T23:00:00Z'],
    ['0001-01-01T00:00:00Z', null],
    ['0001-01-01T01:00:00+01:00', null],
    ['0001-01-01T00:00:00.5Z', '0001-01-01T00:00:00Z'],
  ])('%s is %s', ([given, text]) => {
    expect(canonicalTime(given)).toEqual({ kind: 'text', text })
  })

  test.for<[string, string, string]>([
    ['', '', '2006'],
    ['2024', '', '-'],
    ['24-01-01T00:00:00Z', '24-01-01T00:00:00Z', '2006'],
    ['2024-1-01T00:00:00Z', '1-01T00:00:00Z', '01'],
    ['2024-01-1T00:00:00Z', '1T00:00:00Z', '02'],
    ['2024-01-01 00:00:00Z', ' 00:00:00Z', 'T'],
    ['2024-01-01Tx', 'x', '15'],
    ['2024-01-01T00:0:00Z', '0:00Z', '04'],
    ['2024-01-01T00:00Z', 'Z', ':'],
    ['2024-01-01T00:00:0Z', '0Z', '05'],
    ['2024-01-01T00:00:00', '', 'Z07:00'],
    ['2024-01-01T00:00:00.Z', '.Z', 'Z07:00'],
    ['2024-01-01T00:00:00z', 'z', 'Z07:00'],
    ['2024-01-01T00:00:00+1:00', '+1:00', 'Z07:00'],
    ['2024-01-01T00:00:00 01:00', ' 01:00', 'Z07:00'],
  ])('%j: %j is not %s', ([given, rest, element]) => {
    const message = `parsing time "${given}" as "2006-01-02T15:04:05Z07:00": cannot parse "${rest}" as "${element}"`
    expect(canonicalTime(given)).toEqual({ kind: 'problem', message })
  })

  test.for<[string, string]>([
    ['2024-00-01T00:00:00Z', 'month out of range'],
    ['2024-13-01T00:00:00Z', 'month out of range'],
    ['2023-02-29T00:00:00Z', 'day out of range'],
    ['1900-02-29T00:00:00Z', 'day out of range'],
    ['2024-04-31T00:00:00Z', 'day out of range'],
    ['2024-01-00T00:00:00Z', 'day out of range'],
    ['2024-01-01T24:00:00Z', 'hour out of range'],
    ['2024-01-01T00:60:00Z', 'minute out of range'],
    ['2024-01-01T00:00:60Z', 'second out of range'],
    ['2024-01-01T00:00:00+25:00', 'time zone offset hour out of range'],
    ['2024-01-01T00:00:00+25:61', 'time zone offset minute out of range'],
    ['2024-01-01T00:00:00Zx', 'extra text: "x"'],
  ])('%s: %s', ([given, problem]) => {
    const message = `parsing time "${given}": ${problem}`
    expect(canonicalTime(given)).toEqual({ kind: 'problem', message })
  })

  test('what is not printable ASCII is quoted in hexadecimal', () => {
    const quoted = String.raw`"\"\xc3\xa9\\\x0a"`
    expect(canonicalTime('"\u00e9\\\n')).toMatchObject({
      message: `parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`,
    })
  })

  test('a long text is only wrong', () => {
    expect(canonicalTime('\u00e9'.repeat(100_000)).kind).toBe('problem')
  })
})

describe('a time with microseconds', () => {
  test.for<[string, string | null]>([
    ['2024-01-01T00:00:00.123456Z', '2024-01-01T00:00:00.123456Z'],
    ['2024-01-01T00:00:00,000001Z', '2024-01-01T00:00:00.000001Z'],
    ['2024-01-01T00:00:00.123456+01:30', '2023-12-31T22:30:00.123456Z'],
    ['2024-01-01T00:00:00.+12345Z', '2024-01-01T00:00:00.012345Z'],
    ['0001-01-01T00:00:00.000000Z', null],
  ])('%s is %s', ([given, text]) => {
    expect(canonicalMicroTime(given)).toEqual({ kind: 'text', text })
  })

  test.for<[string, string]>([
    ['2024-01-01T00:00:00Z', 'cannot parse "Z" as ".000000"'],
    ['2024-01-01T00:00:00.12345Z', 'cannot parse ".12345Z" as ".000000"'],
    ['2024-01-01T00:00:00.1234567Z', 'cannot parse "7Z" as "Z07:00"'],
  ])('%s: %s', ([given, problem]) => {
    const message = `parsing time "${given}" as "2006-01-02T15:04:05.000000Z07:00": ${problem}`
    expect(canonicalMicroTime(given)).toEqual({ kind: 'problem', message })
  })

  test('a negative fraction', () => {
    const message = 'parsing time "2024-01-01T00:00:00.-12345Z": fractional second out of range'
    const given = '2024-01-01T00:00:00.-12345Z'
    expect(canonicalMicroTime(given)).toEqual({ kind: 'problem', message })
  })
})
