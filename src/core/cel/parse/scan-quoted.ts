/** How far a scan came: to the end of what it looked for, or to the character that cannot stand there. */
export type Scan =
  | { readonly kind: 'matched'; readonly end: number }
  | { readonly kind: 'stuck'; readonly at: number }

/**
 * A string or bytes literal that starts at `start` with its prefix (`r`, `b`, `br`, …) or its quote; undefined where
 * none starts there. The triple-quoted form wins where it is complete, else `''` before the third quote is the literal.
 */
export function scanQuoted(
  text: string,
  start: number,
): (Scan & { readonly bytes: boolean }) | undefined {
  const bytes = 'bB'.includes(text[start] ?? ' ')
  const afterBytes = bytes ? start + 1 : start
  const raw = 'rR'.includes(text[afterBytes] ?? ' ')
  const quoteAt = raw ? afterBytes + 1 : afterBytes
  const quote = text[quoteAt]
  if (quote !== '"' && quote !== "'") return undefined
  const triple = scanTriple(text, quoteAt, quote, raw)
  return { ...(triple ?? scanSingle(text, quoteAt, quote, raw)), bytes }
}

/** A name between back quotes: letters, digits and `_.-/ `. */
export function scanBackQuoted(text: string, start: number): Scan {
  let at = start + 1
  while (/[A-Za-z0-9_.\-/ ]/.test(text[at] ?? '')) at++
  return text[at] === '`' && at > start + 1
    ? { kind: 'matched', end: at + 1 }
    : { kind: 'stuck', at }
}

function scanTriple(text: string, quoteAt: number, quote: string, raw: boolean): Scan | undefined {
  const closing = quote.repeat(3)
  if (!text.startsWith(closing, quoteAt)) return undefined
  if (raw) {
    const end = text.indexOf(closing, quoteAt + 3)
    return end < 0 ? undefined : { kind: 'matched', end: end + 3 }
  }
  let at = quoteAt + 3
  while (at < text.length && !text.startsWith(closing, at)) {
    const next = scanCharacter(text, at)
    if (next.kind === 'stuck') return undefined
    at = next.end
  }
  return at < text.length ? { kind: 'matched', end: at + 3 } : undefined
}

function scanSingle(text: string, quoteAt: number, quote: string, raw: boolean): Scan {
  let at = quoteAt + 1
  while (at < text.length && !`${quote}\n\r`.includes(text[at] ?? '')) {
    const next: Scan = raw ? { kind: 'matched', end: at + 1 } : scanCharacter(text, at)
    if (next.kind === 'stuck') return next
    at = next.end
  }
  return text[at] === quote ? { kind: 'matched', end: at + 1 } : { kind: 'stuck', at }
}

/** A character of a string, or an escape sequence. */
function scanCharacter(text: string, at: number): Scan {
  if (text[at] !== '\\') return { kind: 'matched', end: at + 1 }
  const digits = escapes.find(({ letters }) => letters.includes(text[at + 1] ?? ' '))?.digits
  if (digits === undefined) return { kind: 'stuck', at: at + 1 }
  const wrong = digits.findIndex((allowed, index) => !allowed.includes(text[at + 2 + index] ?? ' '))
  return wrong < 0
    ? { kind: 'matched', end: at + 2 + digits.length }
    : { kind: 'stuck', at: at + 2 + wrong }
}

const hexadecimal = '0123456789abcdefABCDEF'
const octal = '01234567'

/** What may follow the letter after a backslash. */
const escapes: readonly { readonly letters: string; readonly digits: readonly string[] }[] = [
  { letters: 'abfnrtv"\'\\?`', digits: [] },
  { letters: 'xX', digits: Array<string>(2).fill(hexadecimal) },
  { letters: 'u', digits: Array<string>(4).fill(hexadecimal) },
  { letters: 'U', digits: Array<string>(8).fill(hexadecimal) },
  { letters: '0123', digits: [octal, octal] },
]
