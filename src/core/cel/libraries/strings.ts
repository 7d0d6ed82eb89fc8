import { codePointCount, codePointIndexOf, isOneUnitEach, unitIndexOf } from '../code-points.ts'
import { printKey } from '../print-value.ts'
import type { ListValue } from '../value.ts'
import { CelError } from '../value.ts'
import type { Int } from '../values/int.ts'
import { format } from './format.ts'
import { globalFunction, type Library, method } from './library.ts'
import { quote } from './quote.ts'

const since = { since: '1.29' } as const

/** https://github.com/google/cel-go/blob/master/ext/strings.go, version 2; all indices count code points. */
export const stringsLibrary: Library = {
  name: 'strings',
  overloads: [
    method('charAt', ['string', 'int'], 'string', charAt),
    method('indexOf', ['string', 'string'], 'int', (text, part) => indexOf(text, part, 0)),
    method('indexOf', ['string', 'string', 'int'], 'int', indexOf),
    method('lastIndexOf', ['string', 'string'], 'int', lastIndexOf),
    method('lastIndexOf', ['string', 'string', 'int'], 'int', lastIndexOfBefore),
    method('lowerAscii', ['string'], 'string', (text) =>
      text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
    ),
    method('upperAscii', ['string'], 'string', (text) =>
      text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
    ),
    method('replace', ['string', 'string', 'string'], 'string', (text, old, replacement) =>
      replace(text, old, replacement, -1),
    ),
    method('replace', ['string', 'string', 'string', 'int'], 'string', replace),
    method('split', ['string', 'string'], 'list(string)', (text, by) => split(text, by, -1)),
    method('split', ['string', 'string', 'int'], 'list(string)', split),
    method('substring', ['string', 'int'], 'string', substringFrom),
    method('substring', ['string', 'int', 'int'], 'string', substring),
    method('trim', ['string'], 'string', trim),
    method('join', ['list(string)'], 'string', (list) => join(list, '')),
    method('join', ['list(string)', 'string'], 'string', join),
    method('format', ['string', 'list(dyn)'], 'string', format, since),
    globalFunction('strings.quote', ['string'], 'string', quote, since),
  ],
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

function replace(text: string, old: string, replacement: string, limit: Int): string {
  if (limit < 0) {
    if (old !== '') return text.replaceAll(old, () => replacement)
    return replace(text, old, replacement, codePointCount(text) + 1)
  }
  const parts = old === '' ? ['', ...text] : text.split(old)
  const kept = Number(limit)
  let result = ''
  for (const [index, part] of parts.entries()) {
    result += part
    if (index < parts.length - 1) result += index < kept ? replacement : old
  }
  return old === '' && kept > parts.length - 1 ? result + replacement : result
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

/** Unicode's white space, as Go's strings.TrimSpace: not U+FEFF, which JavaScript trims, but U+0085. */
function trim(text: string): string {
  return text.replace(/^\p{White_Space}+/u, '').replace(/\p{White_Space}+$/u, '')
}

function join(list: ListValue, separator: string): string | CelError {
  const wrong = list.findIndex((element) => typeof element !== 'string')
  if (wrong >= 0) return new CelError(`join: invalid input: ${printKey(list[wrong] ?? null)}`)
  return list.join(separator)
}
