/** So much of an expression is shown in a line. */
const mostShown = 100

/** The text in one line, its end cut off where it is long. */
export function shortened(text: string, most = mostShown): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`
}
