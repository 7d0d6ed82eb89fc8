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

/** The text of UTF-8 bytes, without a byte order mark; bytes that are none are a problem that names the first wrong one. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return {
      kind: 'text',
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes),
    }
  } catch {
    return {
      kind: 'problem',
      message: `byte ${firstInvalidByte(bytes)} does not belong to UTF-8 text`,
    }
  }
}

/** The offset of the first byte that no valid sequence covers, found by halving: a prefix that decodes is valid so far. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0
  let invalid = bytes.length
  while (valid < invalid) {
    const middle = Math.floor((valid + invalid) / 2)
    if (isValidPrefix(bytes.subarray(0, middle + 1))) valid = middle + 1
    else invalid = middle
  }
  return valid
}

function isValidPrefix(bytes: Uint8Array): boolean {
  return [0, 1, 2, 3].some((cut) => {
    try {
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        bytes.subarray(0, bytes.length - cut),
      )
      return true
    } catch {
      return false
    }
  })
}
