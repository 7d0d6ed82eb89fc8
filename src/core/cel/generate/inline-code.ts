import type { Overload } from '../libraries/library.ts'
import type { Operand } from './emitter.ts'

type Inline = (codes: readonly string[]) => string

/** Overloads that JavaScript has itself, by name and parameters; none of them fails. */
const inlines: ReadonlyMap<string, Inline> = new Map<string, Inline>([
  ['startsWith(string, string)', ([text, part]) => `${text}.startsWith(${part})`],
  ['endsWith(string, string)', ([text, part]) => `${text}.endsWith(${part})`],
  ['contains(string, string)', ([text, part]) => `${text}.includes(${part})`],
  ['string(string)', ([text]) => `${text}`],
])

/** The call of an overload as JavaScript, where it has the function. */
export function inlineCode(overload: Overload, operands: readonly Operand[]): string | undefined {
  const inline = inlines.get(`${overload.name}(${overload.parameters.join(', ')})`)
  return inline?.(operands.map(({ code }) => code))
}
