const space = /\p{White_Space}/u

/** Without the white space at both ends, as Go sees it. https://pkg.go.dev/strings#TrimSpace */
export function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text, start)) start++
  while (end > start && isSpace(text, end - 1)) end--
  return text.slice(start, end)
}

/** All white space is one UTF-16 unit wide. */
function isSpace(text: string, index: number): boolean {
  return space.test(text.charAt(index))
}
