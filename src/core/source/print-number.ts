/** The shortest digits that give the number back, without an exponent, as Go's FormatFloat(x, 'f', -1). */
export function printPlainDecimal(value: number): string {
  const { sign, digits, point } = shortestDigits(value)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`.replace(/\.0*$/, '')
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** As Go's %g and %v print a double: the shortest digits, with an exponent below 1e-4 and from 1e6 on. */
export function printGoDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const { sign, digits, point } = shortestDigits(value)
  const exponent = value === 0 ? 0 : point - 1
  if (exponent >= -4 && exponent < 6) return printPlainDecimal(value)
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size}`
}

interface Digits {
  readonly sign: string
  /** Without leading or trailing zeros; `0` for zero. */
  readonly digits: string
  /** How many of the digits stand before the decimal point; may be negative or beyond them. */
  readonly point: number
}

function shortestDigits(value: number): Digits {
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (value === 0) return { sign, digits: '0', point: 1 }
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e')
  return { sign, digits: mantissa.replace('.', ''), point: Number(exponent) + 1 }
}
