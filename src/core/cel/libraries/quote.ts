const loneSurrogates = /\p{Surrogate}/gu

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

/** The text between double quotes as CEL would read it back; a lone surrogate becomes U+FFFD. */
export function quote(text: string): string {
  const body = [...text.replace(loneSurrogates, '\ufffd')].map(
    (character) => escapes.get(character) ?? character,
  )
  return `"${body.join('')}"`
}
