/**
 * Whether the whole text has the form of the glob: `*` is any text, of any length and with any characters, `?` is one
 * character, all else is itself. Takes at most the product of the two lengths.
 */
export function matchesGlob(glob: string, text: string): boolean {
  let inGlob = 0
  let inText = 0
  let afterStar = -1
  let resume = 0
  while (inText < text.length) {
    const wanted = glob[inGlob]
    if (wanted === '*') {
      inGlob++
      afterStar = inGlob
      resume = inText
    } else if (wanted === '?' || wanted === text[inText]) {
      inGlob++
      inText++
    } else if (afterStar >= 0) {
      inGlob = afterStar
      resume++
      inText = resume
    } else return false
  }
  while (glob[inGlob] === '*') inGlob++
  return inGlob === glob.length
}
