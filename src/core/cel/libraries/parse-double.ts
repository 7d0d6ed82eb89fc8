const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/
const hexadecimal = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d+)$/
const infinite = /^([+-]?)inf(inity)?$/i

/** An underscore stands between two digits, or between `0x` and one. */
const strayUnderscore = /(?<!\d)_|_(?!\d)/
const strayInHexadecimal = /(?<![\da-f]|^[+-]?0x)_|_(?![\da-f])/i

/** As Go's strconv.ParseFloat; undefined for what it refuses, an overflow included. https://pkg.go.dev/strconv#ParseFloat */
export function parseGoDouble(text: string): number | undefined {
  if (/^nan$/i.test(text)) return Number.NaN
  const infinity = infinite.exec(text)
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity
  const stray = /^[+-]?0x/i.test(text) ? strayInHexadecimal : strayUnderscore
  if (stray.test(text)) return undefined
  const digits = text.replaceAll('_', '')
  const value = decimal.test(digits) ? Number(digits) : parseHexadecimal(digits)
  return value !== undefined && Number.isFinite(value) ? value : undefined
}

function parseHexadecimal(text: string): number | undefined {
  const match = hexadecimal.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', exponent] = match
  if (whole + fraction === '') return undefined
  const mantissa = Number(`0x${whole}${fraction}`)
  return (sign === '-' ? -1 : 1) * mantissa * 2 ** (Number(exponent) - 4 * fraction.length)
}
