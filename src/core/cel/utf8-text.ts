/** The text of the octets; undefined where they are not UTF-8. */
export function utf8TextOf(octets: Uint8Array): string | undefined {
  let text = ''
  for (let index = 0; index < octets.length; ) {
    const lead = octets[index] ?? 0
    const length = sequenceLength(lead)
    const codePoint = length === 1 ? lead : decodeSequence(octets.subarray(index, index + length))
    if (length === 0 || codePoint === undefined) return undefined
    text += String.fromCodePoint(codePoint)
    index += length
  }
  return text
}

/** 0 for an octet that begins no sequence. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

const smallest = [0, 0, 0x80, 0x800, 0x10000] as const

function decodeSequence(octets: Uint8Array): number | undefined {
  const [lead = 0, ...rest] = octets
  const length = sequenceLength(lead)
  if (rest.length !== length - 1 || rest.some((octet) => (octet & 0xc0) !== 0x80)) return undefined
  const codePoint = rest.reduce(
    (value, octet) => (value << 6) | (octet & 0x3f),
    lead & (0xff >> (length + 1)),
  )
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
  const isOverlong = codePoint < (smallest[length] ?? 0)
  return isSurrogate || isOverlong || codePoint > 0x10ffff ? undefined : codePoint
}
