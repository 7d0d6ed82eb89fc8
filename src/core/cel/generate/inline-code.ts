import type { Overload } from '../libraries/library.ts'
import type { Operand } from './emitter.ts'

type Inline = (...operands: readonly Operand[]) => string | undefined

const lengthOfList: Inline = (list) => `${list?.code}.length`
const sizeOfText: Inline = (text) => `sizeOfText(${text?.code})`

/** Overloads that JavaScript has itself, by their ids; none of them fails. */
const inlines: ReadonlyMap<string, Inline> = new Map<string, Inline>([
  ['starts_with_string', startsWith],
  ['ends_with_string', (text, part) => `${text?.code}.endsWith(${part?.code})`],
  ['contains_string', (text, part) => `${text?.code}.includes(${part?.code})`],
  ['string_last_index_of_string', lastIndexOf],
  ['string_to_string', (text) => text?.code],
  ['list_size', lengthOfList],
  ['size_list', lengthOfList],
  ['string_size', sizeOfText],
  ['size_string', sizeOfText],
])

/** The call of an overload as JavaScript, where there is a form of it. */
export function inlineCode({ id }: Overload, operands: readonly Operand[]): string | undefined {
  return inlines.get(id)?.(...operands)
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
