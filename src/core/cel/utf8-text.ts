/** The text of the octets; undefined where they are not UTF-8. */
export function utf8TextOf(octets: Uint8Array): string | undefined {
  return decode(octets, () => undefined)
}

/** The text of the octets; one that is no part of UTF-8 is a lone surrogate, U+DC80 to U+DCFF. */
export function looseTextOf(octets: Uint8Array): string {
  return decode(octets, (octet) => 0xdc00 + octet) ?? ''
}

/** A character for each number up to 0xffff. */
export function textOfUnits(units: Uint8Array | Uint16Array): string {
  let text = ''
  for (let start = 0; start < units.length; start += chunk) {
    const some = units.subarray(start, start + chunk)
    const added: string = Reflect.apply(String.fromCharCode, undefined, some)
    text += added
  }
  return text
}

/** So many arguments every call takes; `Reflect.apply` takes them without an iterator, in a tenth of the time. */
const chunk = 4096

/** `strayOf` gives the unit for an octet that is no part of UTF-8; without one there is no text. */
function decode(
  octets: Uint8Array,
  strayOf: (octet: number) => number | undefined,
): string | undefined {
  const units = new Uint16Array(octets.length)
  let size = 0
  for (let index = 0; index < octets.length; ) {
    const length = sequenceLength(octets, index)
    if (length === 0) {
      const stray = strayOf(octets[index++] ?? 0)
      if (stray === undefined) return undefined
      units[size++] = stray
      continue
    }
    const point = pointOf(octets, index, length)
    index += length
    if (point > 0xffff) units[size++] = 0xd7c0 + (point >> 10)
    units[size++] = point > 0xffff ? 0xdc00 | (point & 0x3ff) : point
  }
  return textOfUnits(units.subarray(0, size))
}

/** How many octets the sequence has that begins there; 0 where none does. https://www.rfc-editor.org/rfc/rfc3629#section-4 */
function sequenceLength(octets: Uint8Array, start: number): 0 | 1 | 2 | 3 | 4 {
  const lead = octets[start] ?? 0
  if (lead < 0x80) return 1
  const length = lengthByLead(lead)
  if (length === 0 || !isSecond(lead, octets[start + 1] ?? 0)) return 0
  for (let index = 2; index < length; index++) {
    if (!isContinuation(octets[start + index] ?? 0)) return 0
  }
  return length
}

function lengthByLead(lead: number): 0 | 2 | 3 | 4 {
  if (lead < 0xc2 || lead > 0xf4) return 0
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}

/** Behind some octets only a part of the range may stand: no long forms, no surrogates, nothing above U+10FFFF. */
function isSecond(lead: number, octet: number): boolean {
  if (lead === 0xe0 && octet < 0xa0) return false
  if (lead === 0xed && octet > 0x9f) return false
  if (lead === 0xf0 && octet < 0x90) return false
  if (lead === 0xf4 && octet > 0x8f) return false
  return isContinuation(octet)
}

function isContinuation(octet: number): boolean {
  return (octet & 0xc0) === 0x80
}

function pointOf(octets: Uint8Array, start: number, length: 1 | 2 | 3 | 4): number {
  const lead = octets[start] ?? 0
  let point = length === 1 ? lead : lead & (0xff >> (length + 1))
  for (let index = 1; index < length; index++) {
    point = (point << 6) | ((octets[start + index] ?? 0) & 0x3f)
  }
  return point
}
