import { parseJson } from '../core/index.ts'

const newline = 0x0a

/**
 * The reviews of a text: one a line where the first line is a JSON document of its own and others follow (JSON lines),
 * otherwise the text as it is, which may be no review at all. The bytes stay as they came.
 */
export function splitReviews(bytes: Uint8Array): readonly Uint8Array[] {
  const lines = linesOf(bytes)
  const [first, second] = lines
  if (first === undefined || second === undefined) return [bytes]
  return parseJson(new TextDecoder().decode(first)).kind === 'value' ? lines : [bytes]
}

/** The lines that are not blank. */
function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(newline, start)
    const end = found === -1 ? bytes.length : found
    const line = bytes.subarray(start, end)
    if (line.some((byte) => !isBlank(byte))) lines.push(line)
    start = end + 1
  }
  return lines
}

/** Space, tab and carriage return. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d
}
