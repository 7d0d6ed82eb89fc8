import { trimSpace } from '../../source/trim-space.ts'
import { codePointCount, codePointIndexOf, isOneUnitEach, unitIndexOf } from '../code-points.ts'
import { printKey } from '../print-value.ts'
import type { ListValue } from '../value.ts'
import { CelError } from '../value.ts'
import type { Int } from '../values/int.ts'
import { onePass, passOver, twoPasses, twoPassesOver } from './cost-rules.ts'
import { format } from './format.ts'
import {
  type CostRule,
  changedIn,
  globalFunction,
  introducedIn,
  type Library,
  method,
  type Overload,
} from './library.ts'
import { quote } from './quote.ts'

/** https://github.com/google/cel-go/blob/master/ext/strings.go, version 2; all indices count code points. */
export const stringsLibrary: Library = {
  name: 'strings',
  overloads: [
    method('charAt', 'string_char_at_int', ['string', 'int'], 'string', charAt),
    method('indexOf', 'string_index_of_string', ['string', 'string'], 'int', (text, part) =>
      indexOf(text, part, 0),
    ),
    ...changedIn('1.37', [indexOfFrom(orOffset(indexOf))], [indexOfFrom(indexOf)]),
    method('lastIndexOf', 'string_last_index_of_string', ['string', 'string'], 'int', lastIndexOf),
    ...changedIn(
      '1.37',
      [lastIndexOfFrom(orOffset(lastIndexOfBefore))],
      [lastIndexOfFrom(lastIndexOfBefore)],
    ),
    method('lowerAscii', 'string_lower_ascii', ['string'], 'string', (text) =>
      text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
    ),
    method('upperAscii', 'string_upper_ascii', ['string'], 'string', (text) =>
      text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
    ),
    method(
      'replace',
      'string_replace_string_string',
      ['string', 'string', 'string'],
      'string',
      (text, old, replacement) => replace(text, old, replacement, -1),
    ),
    method(
      'replace',
      'string_replace_string_string_int',
      ['string', 'string', 'string', 'int'],
      'string',
      replace,
    ),
    method('split', 'string_split_string', ['string', 'string'], 'list(string)', (text, by) =>
      split(text, by, -1),
    ),
    method('split', 'string_split_string_int', ['string', 'string', 'int'], 'list(string)', split),
    method('substring', 'string_substring_int', ['string', 'int'], 'string', substringFrom),
    method('substring', 'string_substring_int_int', ['string', 'int', 'int'], 'string', substring),
    method('trim', 'string_trim', ['string'], 'string', trimSpace),
    method('join', 'list_join', ['list(string)'], 'string', (list) => join(list, '')),
    method('join', 'list_join_string', ['list(string)', 'string'], 'string', join),
    ...introducedIn('1.29', [
      method('format', 'string_format', ['string', 'list(dyn)'], 'string', format, {
        cost: passOver(0),
      }),
      globalFunction('strings.quote', 'strings_quote', ['string'], 'string', quote, {
        cost: passOver(0),
      }),
    ]),
  ],
  costs: new Map<string, CostRule>([
    ['lowerAscii', onePass],
    ['upperAscii', onePass],
    ['substring', onePass],
    ['trim', onePass],
    ['replace', twoPasses],
    ['split', twoPasses],
    ['join', (_, result) => twoPassesOver(result)],
  ]),
}

type Search = (text: string, part: string, offset: Int) => Int | CelError

function indexOfFrom(search: Search): Overload {
  const parameters = ['string', 'string', 'int'] as const
  return method('indexOf', 'string_index_of_string_int', parameters, 'int', search)
}

function lastIndexOfFrom(search: Search): Overload {
  const parameters = ['string', 'string', 'int'] as const
  return method('lastIndexOf', 'string_last_index_of_string_int', parameters, 'int', search)
}

/** Up to 1.36 nothing is found at any offset, even where the text has no such place. */
function orOffset(search: Search): Search {
  return (text, part, offset) => (part === '' ? offset : search(text, part, offset))
}

function outOfRange(index: Int): CelError {
  return new CelError(`index out of range: ${index}`)
}

function charAt(text: string, index: Int): string | CelError {
  if (index < 0 || index > codePointCount(text)) return outOfRange(index)
  const start = unitIndexOf(text, Number(index))
  return text.slice(start, unitIndexOf(text, Number(index) + 1))
}

function indexOf(text: string, part: string, offset: Int): number | CelError {
  if (offset < 0) return outOfRange(offset)
  const size = codePointCount(text)
  if (part === '') return Math.min(Number(offset), size)
  if (offset >= size) return -1
  return toCodePoint(text, text.indexOf(part, unitIndexOf(text, Number(offset))))
}

function lastIndexOf(text: string, part: string): number {
  if (part === '') return codePointCount(text)
  return toCodePoint(text, text.lastIndexOf(part))
}

function lastIndexOfBefore(text: string, part: string, offset: Int): number | CelError {
  if (offset < 0) return outOfRange(offset)
  const size = codePointCount(text)
  if (part === '') return Math.min(Number(offset), size)
  if (offset >= size) return -1
  return toCodePoint(text, text.lastIndexOf(part, unitIndexOf(text, Number(offset))))
}

function toCodePoint(text: string, unit: number): number {
  return unit < 0 || isOneUnitEach(text) ? unit : codePointIndexOf(text, unit)
}

function replace(text: string, old: string, replacement: string, limit: Int): string | CelError {
  if (mayBeTooLong(text, replacement) && isTooLong(text, old, replacement, limit)) return tooLong()
  if (limit >= 0) return replaceFirst(text, old, replacement, Number(limit))
  return old === ''
    ? replaceFirst(text, old, replacement, codePointCount(text) + 1)
    : text.replaceAll(old, () => replacement)
}

function replaceFirst(text: string, old: string, replacement: string, limit: number): string {
  const parts = old === '' ? ['', ...text] : text.split(old)
  let result = ''
  for (const [index, part] of parts.entries()) {
    result += part
    if (index < parts.length - 1) result += index < limit ? replacement : old
  }
  return old === '' && limit > parts.length - 1 ? result + replacement : result
}

/** A negative limit is none, 0 gives nothing, and the last of `limit` parts holds the rest. */
function split(text: string, separator: string, limit: Int): readonly string[] {
  if (limit === 0) return []
  const parts = separator === '' ? [...text] : text.split(separator)
  if (limit < 0 || parts.length <= limit) return parts
  const head = parts.slice(0, Number(limit) - 1)
  return [...head, parts.slice(head.length).join(separator)]
}

function substringFrom(text: string, start: Int): string | CelError {
  if (start < 0 || start > codePointCount(text)) return outOfRange(start)
  return text.slice(unitIndexOf(text, Number(start)))
}

function substring(text: string, start: Int, end: Int): string | CelError {
  const size = codePointCount(text)
  if (start > end) {
    return new CelError(`invalid substring range. start: ${start}, end: ${end}`)
  }
  if (start < 0 || start > size) return outOfRange(start)
  if (end < 0 || end > size) return outOfRange(end)
  return text.slice(unitIndexOf(text, Number(start)), unitIndexOf(text, Number(end)))
}

function join(list: ListValue, separator: string): string | CelError {
  const wrong = list.findIndex((element) => typeof element !== 'string')
  if (wrong >= 0) return new CelError(`join: invalid input: ${printKey(list[wrong] ?? null)}`)
  const length = list.reduce<number>((sum, text) => sum + String(text).length, 0)
  return length + list.length * separator.length > maxLength ? tooLong() : list.join(separator)
}

/** No text of Kubernetes comes near to so many UTF-16 units. */
const maxLength = 2 ** 25

function mayBeTooLong(text: string, replacement: string): boolean {
  return (text.length + 1) * replacement.length > maxLength
}

function isTooLong(text: string, old: string, replacement: string, limit: Int): boolean {
  const found = old === '' ? text.length + 1 : text.split(old).length - 1
  return Math.min(found, limit < 0 ? found : Number(limit)) * replacement.length > maxLength
}

function tooLong(): CelError {
  return new CelError('the text is too long')
}
