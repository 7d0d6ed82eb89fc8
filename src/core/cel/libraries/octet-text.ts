import { utf8 } from '../../source/base64.ts'

/**
 * Go's strings are octets, and an escape in a URL can stand for any. Here a text of octets has a character for each;
 * as a CEL value, an octet that is no part of UTF-8 is a lone surrogate, U+DC80 to U+DCFF, so that it stays what it is.
 */
export function octetsOf(text: string): string {
  if (isAscii(text)) return text
  return Array.from(utf8(text), (octet) => String.fromCharCode(octet)).join('')
}

const sequence =
  /[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}|[\x80-\xff]/g

export function textOf(octets: string): string {
  return isAscii(octets) ? octets : octets.replaceAll(sequence, decode)
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

function decode(octets: string): string {
  const [lead = 0, ...rest] = Array.from(octets, (octet) => octet.charCodeAt(0))
  if (rest.length === 0) return String.fromCharCode(0xdc00 + lead)
  const start = lead & (0xff >> (rest.length + 2))
  return String.fromCodePoint(rest.reduce((point, octet) => (point << 6) | (octet & 0x3f), start))
}
