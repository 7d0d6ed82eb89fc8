import type { Problem } from '../../core/index.ts'
import { placeText } from '../place-text.ts'
import { type Html, html, nothing } from './html.ts'

/** What is wrong, where, and the way out. */
export function problemBlock({
  severity,
  message,
  path,
  source,
  line,
  column,
  excerpt,
  remedy,
}: Problem): Html {
  const at = path === undefined ? nothing : html`<code>${path}</code> `
  const way = remedy === undefined ? nothing : html`<p>→ ${remedy}</p>`
  return html`<div class="finding ${severity === 'error' ? 'error' : 'warn'}"><p class="message">${message}</p>
<p>${at}<span class="faint">${placeText(source, line ?? null, column ?? null)}</span></p>
${excerptBlock(excerpt)}${way}</div>
`
}

/** Lines of a text as they stand there. */
export function excerptBlock(excerpt: string | null | undefined): Html {
  return excerpt === null || excerpt === undefined
    ? nothing
    : html`<pre tabindex="0"><code>${excerpt}</code></pre>`
}
