import { expect, test } from 'vitest'
import { isFormat, meetsFormat } from '#src/core/kubernetes/formats/formats.ts'

/** Judged by https://github.com/kubernetes/kube-openapi/tree/master/pkg/validation/strfmt. */
test.for<{ format: string; good: readonly string[]; bad: readonly string[] }>([
  { format: 'bsonobjectid', good: ['507f1f77bcf86cd799439011'], bad: ['507f1f77bcf86cd79943901'] },
  {
    format: 'uri',
    good: [
      'http://u:p%40q@host:80/p?q#f',
      'https://[::1]:443/x',
      'http://[fe80::1%25en0]/',
      'mailto:a@b',
      '/a%20b',
      '*',
      'postgres://a:1,b:2/x',
    ],
    bad: [
      '',
      'a',
      'http://a:80:80/',
      'http://h o/',
      'http://h%41/',
      '/%zz',
      'x:/a\n',
      'http://[1.2.3.4]/',
    ],
  },
  {
    format: 'email',
    good: ['a@b', 'A B <a@b>', '"q\\"x" <a.b@[1.2.3.4]>', 'a@b (c(d))', 'g: a@b;', '"a b"@c'],
    bad: ['a', 'a..b@c', 'a@', '<a@b', 'a@b, c@d', 'a@[x]', 'g: ;', '""@b'],
  },
  {
    format: 'hostname',
    good: ['a', 'example.com', 'ü.example'],
    bad: ['', '-a.com', 'a_b', 'a'.repeat(64)],
  },
  {
    format: 'ipv4',
    good: ['1.2.3.4', '01.2.3.4', '::ffff:1.2.3.4'],
    bad: ['1.2.3', '::1', '1.2.3.256'],
  },
  {
    format: 'ipv6',
    good: ['::', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'],
    bad: ['1.2.3.4', ':::', '::1%a', '12345::', '1:2:3:4:5:6:7::8'],
  },
  {
    format: 'cidr',
    good: ['10.0.0.0/8', '::/128', '1.2.3.4/032'],
    bad: ['10.0.0.0', '1.2.3.4/33', '::/129'],
  },
  {
    format: 'mac',
    good: ['00:11:22:33:44:55', '0011.2233.4455', '00-11-22-33-44-55-66-77', '001122334455'],
    bad: ['00:11-22:33:44:55', '00:11:22:33:44'],
  },
  {
    format: 'uuid',
    good: ['9f3e2a10-1111-4222-8333-444455556666', '9F3E2A10111142228333444455556666'],
    bad: ['9f3e2a10'],
  },
  {
    format: 'uuid3',
    good: ['9f3e2a10-1111-3222-8333-444455556666'],
    bad: ['9f3e2a10-1111-4222-8333-444455556666'],
  },
  {
    format: 'uuid4',
    good: ['9f3e2a10-1111-4222-8333-444455556666'],
    bad: ['9f3e2a10-1111-4222-7333-444455556666'],
  },
  {
    format: 'uuid5',
    good: ['9f3e2a10-1111-5222-8333-444455556666'],
    bad: ['9f3e2a10-1111-4222-8333-444455556666'],
  },
  { format: 'isbn', good: ['0321751043', '978-0321751041'], bad: ['0321751044', '978-0321751042'] },
  { format: 'isbn10', good: ['0-8044-2957-X'], bad: ['978-0321751041'] },
  { format: 'isbn13', good: ['978 0321751041'], bad: ['0321751043'] },
  {
    format: 'creditcard',
    good: ['4111 1111 1111 1111', '378282246310005'],
    bad: ['4111 1111 1111 1112', '1'],
  },
  { format: 'ssn', good: ['123-45-6789'], bad: ['123456789', '123-45-678x'] },
  { format: 'hexcolor', good: ['#fff', 'ABCDEF'], bad: ['#ffff'] },
  { format: 'rgbcolor', good: ['rgb(1, 2,255)'], bad: ['rgb(1,2,256)', 'rgb(01,2,3)'] },
  { format: 'byte', good: ['AQ==', 'YWJj'], bad: ['', 'YW', 'YWJj\n'] },
  { format: 'password', good: ['', 'x'], bad: [] },
  { format: 'date', good: ['2020-02-29'], bad: ['2021-02-29', '2020-1-01', '2020-13-01', ''] },
  {
    format: 'duration',
    good: ['1h30m', '-1.5s', '0', '1.s', '1μs', '5 days', 'x 3 weeks', '9999999h'],
    bad: ['', '5', '1 fortnight', '99999999999999999999s'],
  },
  {
    format: 'date-time',
    good: ['2020-01-02T03:04:05Z', '2020-01-02t03:04:05.1+01:00'],
    bad: ['2020-01-02T24:00:00Z', '2020-01-02T03:04:05', '2020-01-02'],
  },
  { format: 'k8s-short-name', good: ['a-b'], bad: ['A', 'a.b', 'a'.repeat(64)] },
  { format: 'k8s-long-name', good: ['a-b.c', 'a'.repeat(64)], bad: ['A', 'a..b', 'a'.repeat(254)] },
])('$format', ({ format, good, bad }) => {
  expect(isFormat(format)).toBe(true)
  expect(good.filter((text) => !meetsFormat(format, text))).toEqual([])
  expect(bad.filter((text) => meetsFormat(format, text))).toEqual([])
})

test('a format that nobody knows is met by any text', () => {
  expect(isFormat('time')).toBe(false)
  expect(meetsFormat('time', 'x')).toBe(true)
})

test.for(['9', ' ', 'a', 'a.', '1:', '=', '1 ', '-', '(', '\\', '"', '@'])(
  'a long run of %j is judged quickly',
  (piece) => {
    const long = piece.repeat(100_000 / piece.length)
    const start = performance.now()
    for (const format of [
      'uri',
      'email',
      'hostname',
      'ipv6',
      'cidr',
      'mac',
      'byte',
      'duration',
      'isbn',
      'creditcard',
      'rgbcolor',
      'k8s-long-name',
    ]) {
      meetsFormat(format, long)
      meetsFormat(format, `rgb(${long}`)
      meetsFormat(format, `a@b ${long}`)
    }
    expect(performance.now() - start).toBeLessThan(2000)
  },
)
