import { expect, test } from 'vitest'
import { sizeOf, sizeOfHeld } from '#src/core/cel/libraries/size-of.ts'
import { CelError } from '#src/core/cel/value.ts'
import { Bytes } from '#src/core/cel/values/bytes.ts'
import { CelMap } from '#src/core/cel/values/cel-map.ts'
import { Cidr } from '#src/core/cel/values/cidr.ts'
import { IpAddress } from '#src/core/cel/values/ip-address.ts'
import { none, Optional } from '#src/core/cel/values/optional.ts'
import { Timestamp } from '#src/core/cel/values/timestamp.ts'

test.for([
  { name: 'a text', value: 'abc', size: 3 },
  { name: 'surrogate pairs', value: 'a😀😀', size: 3 },
  { name: 'half a pair', value: '\ud83d', size: 1 },
  { name: 'a half and a pair', value: '\ud83d😀', size: 2 },
  { name: 'nothing', value: '', size: 0 },
  { name: 'octets', value: new Bytes(new Uint8Array(5)), size: 5 },
  { name: 'a list', value: [1, 'abc'], size: 2 },
  { name: 'an object', value: { a: 1, b: 2 }, size: 2 },
  { name: 'a map', value: new CelMap(new Map([[1, { key: 1, value: 2 }]])), size: 1 },
  { name: 'an address of IPv4', value: new IpAddress(4, 1n), size: 4 },
  { name: 'an address of IPv6', value: new IpAddress(6, 1n), size: 16 },
  { name: 'a network', value: new Cidr(new IpAddress(4, 0n), 9), size: 2 },
  { name: 'the whole network', value: new Cidr(new IpAddress(4, 0n), 0), size: 0 },
  { name: 'null', value: null, size: 1 },
  { name: 'a number', value: 7, size: 1 },
  { name: 'a time', value: new Timestamp(0, 0), size: 1 },
  { name: 'an optional', value: new Optional('abc'), size: 1 },
  { name: 'an error', value: new CelError('no'), size: 1 },
])('$name', ({ value, size }) => {
  expect(sizeOf(value)).toBe(size)
})

test.for([
  { name: 'what an optional holds', value: new Optional(new Optional('abc')), size: 3 },
  { name: 'none', value: none, size: 1 },
  { name: 'anything else', value: 'abc', size: 3 },
])('cel-go counts $name', ({ value, size }) => {
  expect(sizeOfHeld(value)).toBe(size)
})
