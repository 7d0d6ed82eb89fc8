import type { JsonValue } from '#src/core/index.ts'
import type { Scalar } from './shapes.ts'

/** Values of every scalar: those that it holds in all their forms, and those at its edges or beyond. */
export interface ScalarValues {
  readonly empty: JsonValue
  readonly good: readonly JsonValue[]
  readonly odd: readonly JsonValue[]
}

const oddNumbers = [100, 1e21, 1.5, -1]

export const scalarValues: Readonly<Record<Scalar, ScalarValues>> = {
  string: {
    empty: '',
    good: ['hold', 'deck-4', 'harbour.example/crane'],
    odd: [
      'ßäöü ☸',
      '<a> & "b"',
      'line\nline',
      '__proto__',
      '\ud800 half',
      '\u0000',
      ' ',
      'true',
      '80',
    ],
  },
  boolean: { empty: false, good: [true, false], odd: ['true', 1, 0, '', 'yes'] },
  int32: {
    empty: 0,
    good: [1, 3, 80, 600],
    odd: [...oddNumbers, 2147483647, 2147483648, -2147483649, '80', 2 ** 64],
  },
  int64: {
    empty: 0,
    good: [1, 30, 5000000000, 9007199254740993n],
    odd: [...oddNumbers, 9223372036854775807n, 2 ** 63, -(2 ** 64), '30'],
  },
  double: { empty: 0, good: [0.5, 10], odd: [1e-7, 1e21, '0.5'] },
  quantity: {
    empty: '',
    good: ['0.5', '1000m', '1Gi', '2', 3, 0.1, '1e3', '1.5Gi', '128974848', '100k', '0'],
    odd: [
      1000,
      1.5,
      '1Ki',
      '1024Ki',
      '1E3',
      '1E',
      '01',
      '+1',
      '-1',
      '-0',
      '.5',
      '1.',
      '1n',
      '1500u',
      '0.0000000001',
      '123456789012345678901234567890',
      '9223372036854775807',
      '9223372036854775808',
      '8Ei',
      '1.0001Ki',
      '0.1m',
      ' 1',
      '1 ',
      '1 Gi',
      '1KI',
      '1mi',
      'e3',
      '1e',
      '1e-3',
      '12e9999',
      '١',
    ],
  },
  'int-or-string': {
    empty: 0,
    good: [80, '25%', 'web'],
    odd: ['80', '', 80.5, 2147483648, -1, true, '101%', 2 ** 63],
  },
  time: {
    empty: '',
    good: ['2026-01-31T12:00:00Z'],
    odd: [
      '2026-01-31T12:00:00+02:00',
      '2026-01-31T23:59:59-11:30',
      '2026-01-31T12:00:00.75Z',
      '2026-01-31T12:00:00,75Z',
      '2026-01-31T12:00:00',
      '2026-01-31t12:00:00z',
      '2026-01-31 12:00:00Z',
      '2026-02-30T12:00:00Z',
      '2024-02-29T24:00:00Z',
      '2026-01-31T12:00:60Z',
      '0001-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '10000-01-01T00:00:00Z',
      '2026-01-31T12:00:00+24:00',
      '2026-1-31T12:00:00Z',
      '2026-01-31T2:00:00Z',
      '2026-01-31',
      1769860800,
    ],
  },
  'micro-time': {
    empty: '',
    good: ['2026-01-31T12:00:00.123456Z'],
    odd: [
      '2026-01-31T12:00:00.000000+01:00',
      '2026-01-31T12:00:00.5Z',
      '2026-01-31T12:00:00.1234567Z',
      '2026-01-31T12:00:00.123456789Z',
      '2026-01-31T12:00:00Z',
      '0001-01-01T00:00:00.000000Z',
      '2026-02-30T12:00:00.000000Z',
      1769860800,
    ],
  },
  bytes: {
    empty: '',
    good: ['aG9sZA==', 'AAEC/w=='],
    odd: [
      'aG9s\nZA==',
      'aG9s\r\nZA==\n',
      'aG9s ZA==',
      'aG9sZA',
      'aG9sZA=',
      'aG9sZB==',
      '_-8=',
      '=',
      '####',
      'aG9sZA==aG9s',
      4,
      [104, 111],
    ],
  },
  any: { empty: {}, good: [{ deck: 4, deep: { none: null } }], odd: ['hold', [1], 4, true] },
}

/** One value of every JSON type, each of which is the wrong one somewhere. */
export const oneOfEachType: readonly JsonValue[] = [
  'hold',
  4,
  1.5,
  true,
  [],
  ['hold'],
  {},
  { hold: 4 },
]
