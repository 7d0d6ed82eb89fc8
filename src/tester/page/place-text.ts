/** `deploy/web.yaml:12:3`, as far as it is known. */
export function placeText(
  source: string,
  line: number | null,
  column: number | null = null,
): string {
  return [source, line, column].filter((part) => part !== null).join(':')
}
