export type ParsedInt64 =
  | { readonly kind: 'int64'; readonly value: bigint }
  | { readonly kind: 'problem'; readonly message: string }

const maxInt64 = 2n ** 63n - 1n

/** A decimal integer as `strconv.ParseInt(text, 10, 64)` reads it, or its words. https://pkg.go.dev/strconv#ParseInt */
export function parseInt64(text: string): ParsedInt64 {
  if (!/^[+-]?[0-9]+$/.test(text)) return problem(text, 'invalid syntax')
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  if (value > maxInt64 || value < -maxInt64 - 1n) return problem(text, 'value out of range')
  return { kind: 'int64', value }
}

function problem(text: string, what: string): ParsedInt64 {
  return { kind: 'problem', message: `strconv.ParseInt: parsing ${JSON.stringify(text)}: ${what}` }
}
