import { RE2JS } from 're2js'

/** A compiled RE2 pattern, or what is wrong with it in Go's words. Linear time, whatever the pattern. */
export type CompiledPattern =
  | { readonly kind: 'pattern'; readonly pattern: RE2JS }
  | { readonly kind: 'problem'; readonly message: string }

const compiled = new Map<string, CompiledPattern>()
/** In instructions: one takes a kilobyte where it tells all letters apart, and seven characters make a thousand. */
const capacity = 16_384
let kept = 0

/**
 * Compiles a pattern in the syntax of https://github.com/google/re2/wiki/Syntax. Patterns that are computed come again
 * and again, so the latest are kept; a full table starts anew.
 */
export function compilePattern(text: string): CompiledPattern {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const result = compileAnew(text)
  const size = text.length + (result.kind === 'pattern' ? result.pattern.programSize() : 0)
  if (kept + size > capacity) {
    compiled.clear()
    kept = 0
  }
  if (size <= capacity) {
    compiled.set(text, result)
    kept += size
  }
  return result
}

function compileAnew(text: string): CompiledPattern {
  try {
    return { kind: 'pattern', pattern: RE2JS.compile(text) }
  } catch (error) {
    return { kind: 'problem', message: error instanceof Error ? error.message : String(error) }
  }
}

/** Whether the pattern matches anywhere in the text. */
export function matchesAnywhere(pattern: RE2JS, text: string): boolean {
  return pattern.test(text)
}

/** The first match; undefined where there is none. */
export function firstMatch(pattern: RE2JS, text: string): string | undefined {
  const matcher = pattern.matcher(text)
  return matcher.find() ? (matcher.group() ?? '') : undefined
}

/** The matches from left to right, at most `limit` of them. */
export function allMatches(pattern: RE2JS, text: string, limit: number): readonly string[] {
  const matcher = pattern.matcher(text)
  const found: string[] = []
  while (found.length < limit && matcher.find()) found.push(matcher.group() ?? '')
  return found
}
