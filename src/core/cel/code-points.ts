const surrogate = /[\ud800-\udbff]/

/** How many code points the text has; a lone surrogate counts as one. */
export function codePointCount(text: string): number {
  if (!surrogate.test(text)) return text.length
  let count = text.length
  for (let index = 0; index < text.length - 1; index++) {
    if (isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1))) {
      count--
      index++
    }
  }
  return count
}

/** Whether every code point is one UTF-16 unit, so that indices mean the same in both. */
export function isOneUnitEach(text: string): boolean {
  return !surrogate.test(text) || codePointCount(text) === text.length
}

/** The UTF-16 index of that code point; the text's length where it has fewer. */
export function unitIndexOf(text: string, codePoint: number): number {
  if (!surrogate.test(text)) return Math.min(codePoint, text.length)
  let unit = 0
  for (let seen = 0; seen < codePoint && unit < text.length; seen++) unit += unitsAt(text, unit)
  return unit
}

/** The code point's place of a UTF-16 index. */
export function codePointIndexOf(text: string, unit: number): number {
  return codePointCount(text.slice(0, unit))
}

function unitsAt(text: string, index: number): number {
  const isPair = isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1))
  return isPair ? 2 : 1
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
