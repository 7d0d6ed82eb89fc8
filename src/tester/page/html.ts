/** Text that is HTML already. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | null | undefined | readonly Part[]

/** HTML with everything that is put in escaped, unless it is HTML itself; lists are joined, nothing is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const texts = strings.map((string, index) => string + printed(parts[index]))
  return new Html(texts.join(''))
}

export const nothing = new Html('')

function printed(part: Part): string {
  if (part === null || part === undefined) return ''
  if (part instanceof Html) return part.text
  return Array.isArray(part) ? part.map(printed).join('') : escaped(String(part))
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** What HTML cannot hold, and what changes the direction of the text around it, is shown as U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities.get(character) ?? '')
    .replace(unfit, '\uFFFD')
}

const unfit = /[\0-\b\v\f\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g
