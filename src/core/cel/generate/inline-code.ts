import type { Overload } from '../libraries/library.ts'
import type { Operand } from './emitter.ts'

type Inline = (...operands: readonly Operand[]) => string | undefined

/** Overloads that JavaScript has itself, by name and parameters; none of them fails. */
const inlines: ReadonlyMap<string, Inline> = new Map<string, Inline>([
  ['startsWith(string, string)', startsWith],
  ['endsWith(string, string)', (text, part) => `${text?.code}.endsWith(${part?.code})`],
  ['contains(string, string)', (text, part) => `${text?.code}.includes(${part?.code})`],
  ['lastIndexOf(string, string)', lastIndexOf],
  ['string(string)', (text) => text?.code],
])

/** The call of an overload as JavaScript, where there is a form of it. */
export function inlineCode(overload: Overload, operands: readonly Operand[]): string | undefined {
  const inline = inlines.get(`${overload.name}(${overload.parameters.join(', ')})`)
  return inline?.(...operands)
}

/** `(name + '/').startsWith(entry + '/')` is the usual way to compare steps of a path. */
function startsWith(text?: Operand, part?: Operand): string {
  return text?.terms === undefined || part?.terms === undefined
    ? `${text?.code}.startsWith(${part?.code})`
    : `startsWithSum(${[...text.terms, ...part.terms].join(', ')})`
}

/** One UTF-16 unit is looked for; a longer text is the library's. */
function lastIndexOf(text?: Operand, part?: Operand): string | undefined {
  const isUnit = typeof part?.constant === 'string' && part.constant.length === 1
  return isUnit ? `lastIndexOfUnit(${text?.code}, ${part.code})` : undefined
}
