/** Exactly rounded, halves to even, as Go's %.Nf. The value is finite; any number of digits. */
export function printFixed(value: number, digits: number): string {
  const scaled = roundScaled(Math.abs(value), digits)
    .toString()
    .padStart(digits + 1, '0')
  const whole = scaled.slice(0, scaled.length - digits)
  const fraction = digits === 0 ? '' : `.${scaled.slice(-digits)}`
  return `${signOf(value)}${whole}${fraction}`
}

/** Exactly rounded, halves to even, as Go's %.Ne: `1.500000e+00`. The value is finite. */
export function printScientific(value: number, digits: number): string {
  const size = Math.abs(value)
  let exponent = size === 0 ? 0 : Number(size.toExponential().split('e')[1])
  let scaled = roundScaled(size, digits - exponent).toString()
  if (scaled.length > digits + 1) {
    exponent++
    scaled = scaled.slice(0, -1)
  }
  const padded = scaled.padStart(digits + 1, '0')
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  return `${signOf(value)}${padded[0]}.${padded.slice(1)}e${power}`
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : ''
}

/** value × 10^power as an integer. */
function roundScaled(value: number, power: number): bigint {
  const { numerator, denominator } = fractionOf(value)
  const top = power > 0 ? numerator * 10n ** BigInt(power) : numerator
  const bottom = power < 0 ? denominator * 10n ** BigInt(-power) : denominator
  const quotient = top / bottom
  const twice = (top % bottom) * 2n
  const roundsUp = twice > bottom || (twice === bottom && quotient % 2n === 1n)
  return roundsUp ? quotient + 1n : quotient
}

/** A double is a fraction with a power of two below it. */
function fractionOf(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  let scaled = value
  let denominator = 1n
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    denominator *= 2n
  }
  return { numerator: BigInt(scaled), denominator }
}
