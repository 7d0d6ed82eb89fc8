/** The canonical base64 text, or what Go's decoder says. */
export type Base64 =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly message: string }

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const digitsAndPadding = /^[A-Za-z0-9+/]*={0,2}$/
const looseBits = /[^AQgw]==$|[^AEIMQUYcgkosw048=]=$/

/**
 * Reads base64 as Go's StdEncoding does and prints it as Go does: line ends are passed over, padding must be complete,
 * bits that no byte holds are dropped. https://github.com/golang/go/blob/go1.26.0/src/encoding/base64/base64.go
 */
export function canonicalBase64(text: string): Base64 {
  if (isCanonical(text)) return { kind: 'text', text }
  const quanta: string[] = []
  let position = 0
  while (position < text.length) {
    const quantum = readQuantum(text, position)
    if (quantum.invalidAt !== undefined) return illegal(quantum.invalidAt)
    quanta.push(quantum.text)
    position = quantum.end
  }
  return { kind: 'text', text: quanta.join('') }
}

/** In steps: a pattern of groups of four would exhaust the stack on some megabytes. */
function isCanonical(text: string): boolean {
  return text.length % 4 === 0 && digitsAndPadding.test(text) && !looseBits.test(text.slice(-3))
}

interface Quantum {
  readonly text: string
  readonly end: number
  /** The byte that Go names; all before it are ASCII, so it is a position in the text too. */
  readonly invalidAt?: number
}

/** Four characters of the alphabet, with line ends between them. */
function readQuantum(text: string, start: number): Quantum {
  let digits = ''
  let position = start
  while (digits.length < 4) {
    if (position === text.length) return ending(digits, position)
    const character = text.charAt(position)
    position++
    if (isLineEnd(character)) continue
    if (character === '=') return padded(digits, text, position)
    if (!alphabet.includes(character)) return invalid(position - 1)
    digits += character
  }
  return { text: digits, end: position }
}

function ending(digits: string, end: number): Quantum {
  return digits === '' ? { text: '', end } : invalid(end - digits.length)
}

/** The last quantum; `position` is behind its first `=`. */
function padded(digits: string, text: string, position: number): Quantum {
  if (digits.length < 2) return invalid(position - 1)
  let end = position
  if (digits.length === 2) {
    end = afterLineEnds(text, end)
    if (end === text.length) return invalid(text.length)
    if (text.charAt(end) !== '=') return invalid(end - 1)
    end++
  }
  end = afterLineEnds(text, end)
  if (end < text.length) return invalid(end)
  return { text: withoutLooseBits(digits), end }
}

function withoutLooseBits(digits: string): string {
  const kept = digits.length === 2 ? 0x30 : 0x3c
  const last = alphabet.indexOf(digits.charAt(digits.length - 1)) & kept
  return `${digits.slice(0, -1)}${alphabet.charAt(last)}`.padEnd(4, '=')
}

function afterLineEnds(text: string, start: number): number {
  let position = start
  while (isLineEnd(text.charAt(position))) position++
  return position
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r'
}

function invalid(invalidAt: number): Quantum {
  return { text: '', end: invalidAt, invalidAt }
}

function illegal(position: number): Base64 {
  return { kind: 'problem', message: `illegal base64 data at input byte ${position}` }
}
