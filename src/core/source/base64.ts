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
  const bytes = new Uint8Array(text.length * 3)
  let size = 0
  for (let index = 0; index < text.length; index++) {
    const point = text.codePointAt(index) ?? 0
    if (point > 0xffff) index++
    size = append(bytes, size, scalarValue(point))
  }
  return bytes.slice(0, size)
}

/** Writes the character's bytes; where the next one begins. */
function append(bytes: Uint8Array, start: number, point: number): number {
  let size = start
  if (point < 0x80) {
    bytes[size++] = point
    return size
  }
  if (point < 0x800) bytes[size++] = 0xc0 | (point >> 6)
  else {
    if (point < 0x10000) bytes[size++] = 0xe0 | (point >> 12)
    else {
      bytes[size++] = 0xf0 | (point >> 18)
      bytes[size++] = continuation(point >> 12)
    }
    bytes[size++] = continuation(point >> 6)
  }
  bytes[size++] = continuation(point)
  return size
}

function scalarValue(point: number): number {
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f)
}
