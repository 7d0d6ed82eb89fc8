const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.subarray(index, index + 3)
    text += sextet(first >> 2) + sextet((first << 4) | ((second ?? 0) >> 4))
    text += second === undefined ? '=' : sextet((second << 2) | ((third ?? 0) >> 6))
    text += third === undefined ? '=' : sextet(third)
  }
  return text
}

/** The base64 of the text's UTF-8 bytes; a lone surrogate is U+FFFD, as every encoder writes it. */
export function base64OfText(text: string): string {
  return base64(utf8(text))
}

function sextet(bits: number): string {
  return alphabet.charAt(bits & 63)
}

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = scalarValue(character.codePointAt(0) ?? 0)
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), continuation(point))
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point))
    else {
      bytes.push(0xf0 | (point >> 18), continuation(point >> 12))
      bytes.push(continuation(point >> 6), continuation(point))
    }
  }
  return Uint8Array.from(bytes)
}

function scalarValue(point: number): number {
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f)
}
