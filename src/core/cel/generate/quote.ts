/** The text as a JavaScript string literal; everything that a user wrote enters generated code through here. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
