import { type JsonValue, printJson } from '#src/core/index.ts'

/** A value that `printRaw` prints as the text that it is: a form of number that JavaScript does not keep, a field twice. */
export function rawJson(text: string): JsonValue {
  return `\u0000raw:${text}\u0000`
}

const marked = /"\\u0000raw:(?<text>(?:[^"\\]|\\.)*?)\\u0000"/g

/** JSON text, the raw parts as they are. */
export function printRaw(value: JsonValue): string {
  return printJson(value).replaceAll(marked, (_, text: string) => JSON.parse(`"${text}"`) as string)
}
