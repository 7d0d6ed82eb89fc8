const card =
  /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/

/** The number of a card, with anything between its digits. */
export function isCreditCard(text: string): boolean {
  const digits = text.replaceAll(/\D+/g, '')
  if (!card.test(digits)) return false
  return sum([...digits].reverse().map((digit, at) => doubled(Number(digit), at))) % 10 === 0
}

function doubled(digit: number, at: number): number {
  if (at % 2 === 0) return digit
  return digit < 5 ? digit * 2 : digit * 2 - 9
}

/** Spaces and hyphens do not count. */
export function isIsbn10(text: string): boolean {
  const signs = signsOf(text)
  if (!/^\d{9}[\dX]$/.test(signs)) return false
  const weighted = [...signs].map((sign, at) => (at + 1) * (sign === 'X' ? 10 : Number(sign)))
  return sum(weighted) % 11 === 0
}

/** Spaces and hyphens do not count. */
export function isIsbn13(text: string): boolean {
  const signs = signsOf(text)
  if (!/^\d{13}$/.test(signs)) return false
  return sum([...signs].map((sign, at) => Number(sign) * (at % 2 === 0 ? 1 : 3))) % 10 === 0
}

function signsOf(text: string): string {
  return text.replaceAll(/[\t\n\f\r -]+/g, '')
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
