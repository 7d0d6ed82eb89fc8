/** The lines, two columns further in. */
export function indented(lines: readonly string[], width = 2): readonly string[] {
  return lines.map((line) => ' '.repeat(width) + line)
}
