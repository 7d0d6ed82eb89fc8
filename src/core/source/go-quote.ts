const escapes: ReadonlyMap<string, string> = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
  ['"', '\\"'],
])

/** What cannot stand between quotes as it is. */
const special = /["\\]|[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu

/**
 * As Go's %q: what cannot be printed is escaped. A lone surrogate that stands for an octet that is no part of UTF-8 is
 * shown as it, any other as U+FFFD. https://pkg.go.dev/strconv#Quote
 */
export function quoteForGo(text: string): string {
  return `"${text.replace(special, escapeCharacter)}"`
}

function escapeCharacter(character: string): string {
  const escaped = escapes.get(character)
  if (escaped !== undefined) return escaped
  const codePoint = character.codePointAt(0) ?? 0
  if (isOctet(codePoint)) return `\\x${hex(codePoint - 0xdc00, 2)}`
  if (isSurrogate(codePoint)) return '\ufffd'
  if (codePoint < 0x80) return `\\x${hex(codePoint, 2)}`
  return codePoint < 0x10000 ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`
}

function isOctet(codePoint: number): boolean {
  return codePoint >= 0xdc80 && codePoint <= 0xdcff
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff
}

function hex(codePoint: number, width: number): string {
  return codePoint.toString(16).padStart(width, '0')
}
