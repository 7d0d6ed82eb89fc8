export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly message: string }

interface Decoder {
  readonly decode: (bytes: Uint8Array) => string
}

/** Web platform and Node both have it; the core is compiled without either's types. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => Decoder

/** Kept: a new one for every text would be a native object for the garbage collector each time. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The text of UTF-8 bytes, without a byte order mark; bytes that are none are a problem that names the first wrong one. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return {
      kind: 'text',
      text: decoder.decode(bytes),
    }
  } catch {
    return {
      kind: 'problem',
      message: `byte ${firstInvalidByte(bytes)} does not belong to UTF-8 text`,
    }
  }
}

interface Lead {
  readonly from: number
  readonly to: number
  /** How many bytes follow, and between what the first of them lies. */
  readonly follow: number
  readonly low: number
  readonly high: number
}

/** https://www.rfc-editor.org/rfc/rfc3629#section-4 */
const leads: readonly Lead[] = [
  { from: 0x00, to: 0x7f, follow: 0, low: 0x80, high: 0xbf },
  { from: 0xc2, to: 0xdf, follow: 1, low: 0x80, high: 0xbf },
  { from: 0xe0, to: 0xe0, follow: 2, low: 0xa0, high: 0xbf },
  { from: 0xed, to: 0xed, follow: 2, low: 0x80, high: 0x9f },
  { from: 0xe1, to: 0xef, follow: 2, low: 0x80, high: 0xbf },
  { from: 0xf0, to: 0xf0, follow: 3, low: 0x90, high: 0xbf },
  { from: 0xf4, to: 0xf4, follow: 3, low: 0x80, high: 0x8f },
  { from: 0xf1, to: 0xf3, follow: 3, low: 0x80, high: 0xbf },
]

/** Where the first sequence of bytes begins that is no character. */
function firstInvalidByte(bytes: Uint8Array): number {
  let index = 0
  for (let length = sequenceLength(bytes, 0); length > 0; length = sequenceLength(bytes, index)) {
    index += length
  }
  return index
}

/** The length of the character at the index, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const [first, second, ...others] = bytes.subarray(index, index + 4)
  const lead = leads.find(({ from, to }) => first !== undefined && from <= first && first <= to)
  if (lead === undefined) return 0
  if (lead.follow === 0) return 1
  const continuation = others.slice(0, lead.follow - 1)
  const isValid =
    isBetween(second, lead.low, lead.high) &&
    continuation.length === lead.follow - 1 &&
    continuation.every((byte) => isBetween(byte, 0x80, 0xbf))
  return isValid ? 1 + lead.follow : 0
}

function isBetween(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && low <= byte && byte <= high
}
