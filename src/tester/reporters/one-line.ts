/** The text with a space for each line break and the white space around it; in linear time, however much of it there is. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, (space) => (space.includes('\n') ? ' ' : space))
}
