import { RE2JS } from 're2js'

/** A compiled pattern, or what is wrong with it in the words of Go's `regexp`. */
export type Pattern =
  | { readonly kind: 'pattern'; readonly matches: (text: string) => boolean }
  | { readonly kind: 'problem'; readonly message: string }

const compiled = new Map<string, Pattern>()
const capacity = 4096

/** Compiles a schema's pattern in RE2's syntax, whose matching takes linear time; the latest are kept. */
export function patternOf(text: string): Pattern {
  const known = compiled.get(text)
  if (known !== undefined) return known
  if (compiled.size >= capacity) compiled.clear()
  const result = compile(text)
  compiled.set(text, result)
  return result
}

function compile(text: string): Pattern {
  try {
    const pattern = RE2JS.compile(text)
    return { kind: 'pattern', matches: (value) => pattern.test(value) }
  } catch (error) {
    return { kind: 'problem', message: error instanceof Error ? error.message : String(error) }
  }
}
