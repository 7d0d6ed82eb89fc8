import { describe, expect, test } from 'vitest'
import { choice, duration, port, size, text, timeout } from '#src/settings/parse.ts'

describe('values', () => {
  test.for([
    { kind: port, given: '9443', value: 9443 },
    { kind: port, given: '0', value: 0 },
    { kind: port, given: '65535', value: 65_535 },
    { kind: port, given: '65536', value: undefined },
    { kind: port, given: '-1', value: undefined },
    { kind: port, given: '0x10', value: undefined },
    { kind: port, given: '', value: undefined },
    { kind: size, given: '7MiB', value: 7_340_032 },
    { kind: size, given: '7Mi', value: 7_340_032 },
    { kind: size, given: '512K', value: 524_288 },
    { kind: size, given: '2048', value: 2_048 },
    { kind: size, given: '1023', value: undefined },
    { kind: size, given: '2GiB', value: undefined },
    { kind: size, given: '7 MiB', value: undefined },
    { kind: size, given: 'MiB', value: undefined },
    { kind: duration, given: '0', value: 0 },
    { kind: duration, given: '24h', value: 86_400_000 },
    { kind: duration, given: '25h', value: undefined },
    { kind: timeout, given: '0', value: undefined },
    { kind: timeout, given: '10ms', value: 10 },
    { kind: text('PATH'), given: './a', value: './a' },
    { kind: text('PATH'), given: ' ', value: undefined },
    { kind: choice('LEVEL', ['info', 'warn']), given: 'warn', value: 'warn' },
    { kind: choice('LEVEL', ['info', 'warn']), given: 'WARN', value: undefined },
  ])('$kind.placeholder $given', ({ kind, given, value }) => {
    expect(kind.parse(given)).toBe(value)
  })
})
