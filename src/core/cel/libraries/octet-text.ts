import { utf8 } from '../../source/base64.ts'
import { looseTextOf, textOfUnits } from '../utf8-text.ts'

/**
 * Go's strings are octets, and an escape in a URL can stand for any. Here a text of octets has a character for each;
 * as a CEL value, an octet that is no part of UTF-8 is a lone surrogate, U+DC80 to U+DCFF, so that it stays what it is.
 */
export function octetsOf(text: string): string {
  return isAscii(text) ? text : textOfUnits(utf8(text))
}

export function textOf(octets: string): string {
  if (isAscii(octets)) return octets
  return looseTextOf(Uint8Array.from({ length: octets.length }, (_, at) => octets.charCodeAt(at)))
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}
