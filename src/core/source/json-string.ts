/**
 * Where the JSON string ends that opens at `quote`: behind its closing quote, or at the end of a text that has none. A loop,
 * since a regular expression exhausts its stack on a string of some megabytes.
 */
export function endOfString(text: string, quote: number): number {
  for (let next = text.indexOf('"', quote + 1); next !== -1; next = text.indexOf('"', next + 1)) {
    let backslashes = 0
    while (text[next - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return next + 1
  }
  return text.length
}
