/** Those that stand for an octet that is no part of UTF-8 are shown as it. */
const loneSurrogates = /[\ud800-\udc7f\udd00-\udfff]/gu

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

/** As Go's %q: what cannot be printed is escaped. https://pkg.go.dev/strconv#Quote */
export function quoteForGo(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  return `"${Array.from(text.replace(loneSurrogates, '\ufffd'), quoteCharacter).join('')}"`
}

function quoteCharacter(character: string): string {
  const escaped = escapes.get(character)
  if (escaped !== undefined) return escaped
  if (character === ' ' || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)) return character
  const codePoint = character.codePointAt(0) ?? 0
  if (isOctet(codePoint)) return `\\x${hex(codePoint - 0xdc00, 2)}`
  if (codePoint < 0x80) return `\\x${hex(codePoint, 2)}`
  return codePoint < 0x10000 ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`
}

function isOctet(codePoint: number): boolean {
  return codePoint >= 0xdc80 && codePoint <= 0xdcff
}

function hex(codePoint: number, width: number): string {
  return codePoint.toString(16).padStart(width, '0')
}
