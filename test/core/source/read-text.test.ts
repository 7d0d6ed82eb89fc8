import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeUtf8 } from '#src/core/source/read-text.ts'

test.for([
  { name: 'an empty file', bytes: [], text: '' },
  {
    name: 'text',
    bytes: [0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80],
    text: 'aé€😀',
  },
  { name: 'a byte order mark', bytes: [0xef, 0xbb, 0xbf, 0x61], text: 'a' },
])('reads $name', ({ bytes, text }) => {
  expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ kind: 'text', text })
})

test.for([
  { name: 'a byte that begins nothing', bytes: [0x61, 0xff, 0x62, 0x63, 0x64], at: 1 },
  { name: 'a lone continuation', bytes: [0x61, 0x62, 0x80], at: 2 },
  { name: 'a character cut short', bytes: [0x61, 0xe2, 0x82], at: 1 },
  { name: 'a character that goes on with text', bytes: [0xe2, 0x61, 0x62], at: 0 },
  { name: 'an overlong slash', bytes: [0x61, 0xc0, 0xaf], at: 1 },
  { name: 'an overlong character of three bytes', bytes: [0xe0, 0x80, 0xaf], at: 0 },
  { name: 'half of a surrogate pair', bytes: [0x61, 0xed, 0xa0, 0x80], at: 1 },
  { name: 'a character beyond Unicode', bytes: [0x61, 0x61, 0xf4, 0x90, 0x80, 0x80], at: 2 },
  { name: 'UTF-16 with its mark', bytes: [0xff, 0xfe, 0x61, 0x00], at: 0 },
])('$name is a problem at its byte', ({ bytes, at }) => {
  expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({
    kind: 'problem',
    message: `byte ${at} does not belong to UTF-8 text`,
  })
})

test('the named byte is where an encoder would disagree', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const decoded = decodeUtf8(bytes)
      if (decoded.kind === 'text') return true
      const at = Number(/\d+/.exec(decoded.message)?.[0])
      const isText = (end: number) => decodeUtf8(bytes.subarray(0, end)).kind === 'text'
      return (
        isText(at) && ![1, 2, 3, 4].some((more) => at + more <= bytes.length && isText(at + more))
      )
    }),
    { numRuns: 2000 },
  )
})
