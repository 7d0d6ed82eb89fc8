import { oneLine } from './one-line.ts'
import { printable } from './printable.ts'

/** The text as inline code of Markdown, in which nothing means anything; a space where there is none. */
export function inlineCode(text: string): string {
  const line = oneLine(printable(text))
  const fence = '`'.repeat(longestRun(line) + 1)
  const padding = /^`|`$|^ .* $|^$/.test(line) ? ' ' : ''
  return `${fence}${padding}${line}${padding}${fence}`
}

/** The text as a block of code, whatever stands in it. */
export function codeBlock(text: string, language: string): string {
  const content = printable(text.replaceAll(/\r\n?/g, '\n')).replace(/(?<!\n)\n+$/, '')
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1))
  return `${fence}${language}\n${content}\n${fence}`
}

/** https://spec.commonmark.org/0.31.2/#code-spans, https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
