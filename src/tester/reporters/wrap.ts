/** How many columns of a terminal a text takes: marks take none, wide characters two. https://www.unicode.org/reports/tr11/ */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOfCharacter(character), 0)
}

function widthOfCharacter(character: string): number {
  if (/^(?:\p{M}|\p{Cf})$/u.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u

/** The line as lines that fit into so many columns, broken between words; a word that is longer stays whole. */
export function wrapped(line: string, columns: number): readonly string[] {
  if (widthOf(line) <= columns) return [line]
  const [indent = ''] = /^ */.exec(line) ?? []
  return packed(line.slice(indent.length).split(' '), columns - indent.length, ' ').map((words) =>
    (indent + words.join(' ')).trimEnd(),
  )
}

/** The parts in lines, as many in each as fit with what stands between them. */
export function packed(
  parts: readonly string[],
  columns: number,
  between: string,
): readonly (readonly string[])[] {
  const lines: string[][] = []
  let width = 0
  for (const part of parts) {
    const current = lines.at(-1)
    const needed = width + widthOf(between) + widthOf(part)
    if (current === undefined || needed > columns) {
      lines.push([part])
      width = widthOf(part)
    } else {
      current.push(part)
      width = needed
    }
  }
  return lines
}
