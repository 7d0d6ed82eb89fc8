/** Whether the text has a character that a glob gives a meaning to. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text)
}

/** The folder below which everything lies that the glob can mean: its steps before the first wildcard. */
export function globRoot(glob: string): string {
  const steps = glob.split('/')
  const fixed = steps.slice(0, steps.findIndex(isGlob))
  return fixed.length === 1 && fixed[0] === '' ? '/' : fixed.join('/')
}

/**
 * The paths that a glob means, as a pattern: `*` and `?` within a step, `**` for any number of steps, `[abc]`, `[!abc]`
 * and `{one,two}`. A wildcard at the start of a step leaves names with a dot in front alone, as in a shell.
 */
export function globPattern(glob: string): RegExp {
  const steps = glob.split('/')
  const source = steps.map((step, index) => stepSource(step, index === steps.length - 1)).join('')
  return new RegExp(`^${source}$`, 'u')
}

const noDot = String.raw`(?!\.)`
const tokens = /\[!?\]?[^\]]*\]|\{[^{}]*\}|[\s\S]/gu

function stepSource(step: string, isLast: boolean): string {
  if (step === '**') return isLast ? `(?:${noDot}[^/]+/)*${noDot}[^/]+` : `(?:${noDot}[^/]+/)*`
  const guard = /^[*?[]/.test(step) ? noDot : ''
  const body = (step.match(tokens) ?? []).map(tokenSource).join('')
  return `${guard}${body}${isLast ? '' : '/'}`
}

function tokenSource(token: string): string {
  if (token === '*') return '[^/]*'
  if (token === '?') return '[^/]'
  if (token.length > 1 && token.startsWith('[')) return classSource(token.slice(1, -1))
  if (token.length > 1 && token.startsWith('{')) {
    const words = token.slice(1, -1).split(',')
    return `(?:${words.map((word) => (word.match(tokens) ?? []).map(tokenSource).join('')).join('|')})`
  }
  return escaped(token)
}

function classSource(characters: string): string {
  const negated = characters.startsWith('!')
  const members = (negated ? characters.slice(1) : characters).replaceAll(
    /[\\\]^[]/g,
    String.raw`\$&`,
  )
  return negated ? `[^/${members}]` : `[${members}]`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
