import type { Scalar } from 'yaml'

/** A part of a scalar's source and how many characters of its value it stands for. */
interface Piece {
  readonly index: number
  readonly length: number
}

/**
 * The offset in a scalar's source of the character at an offset of its value: exact for literal blocks and for plain and
 * quoted text, the right line of folded blocks. `source` begins with the scalar's first character.
 */
export function offsetInScalar(source: string, scalar: Scalar, offset: number): number {
  switch (scalar.type) {
    case 'BLOCK_LITERAL':
      return inBlock(source, String(scalar.value), { offset, isFolded: false })
    case 'BLOCK_FOLDED':
      return inBlock(source, String(scalar.value), { offset, isFolded: true })
    case 'QUOTE_DOUBLE':
      return 1 + placeOf(piecesOf(source.slice(1, -1), doubleQuoted), offset, source.length - 2)
    case 'QUOTE_SINGLE':
      return 1 + placeOf(piecesOf(source.slice(1, -1), singleQuoted), offset, source.length - 2)
    default:
      return placeOf(piecesOf(source, plain), offset, source.length)
  }
}

/** Begins with a run of blanks, or behind an escaped one, but not in the middle: that would take its length squared. */
const fold = String.raw`(?<fold>(?:(?<![ \t])|(?<=\\[ \t]))[ \t]*\r?\n\s*)`
const plain = new RegExp(String.raw`${fold}|[\s\S]`, 'g')
const singleQuoted = new RegExp(String.raw`${fold}|''|[\s\S]`, 'g')
const doubleQuoted = new RegExp(
  String.raw`(?<nothing>\\\r?\n[ \t]*)|(?<long>\\U[\da-fA-F]{8})|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|[\s\S])|${fold}|[\s\S]`,
  'g',
)

function* piecesOf(source: string, pattern: RegExp): Iterable<Piece> {
  for (const { 0: text, index, groups } of source.matchAll(pattern)) {
    yield { index, length: lengthOf(text, groups ?? {}) }
  }
}

/** One line break folds into a space; of several the first goes. */
function lengthOf(text: string, groups: Record<string, string | undefined>): number {
  if (groups['nothing'] !== undefined) return 0
  if (groups['fold'] !== undefined) return Math.max(1, text.split('\n').length - 2)
  const point = groups['long'] === undefined ? 0 : Number.parseInt(text.slice(2), 16)
  return point > 0xffff ? 2 : 1
}

function placeOf(pieces: Iterable<Piece>, offset: number, end: number): number {
  let count = 0
  for (const { index, length } of pieces) {
    count += length
    if (count > offset) return index
  }
  return end
}

interface Wanted {
  readonly offset: number
  readonly isFolded: boolean
}

/** The header line of a block, then its lines without their common indentation; a folded break counts as one character. */
function inBlock(source: string, value: string, { offset, isFolded }: Wanted): number {
  const [header = '', ...body] = source.split('\n')
  const indent = indentOf(body, value)
  let at = header.length + 1
  let left = offset
  for (const [index, line] of body.entries()) {
    const length = Math.max(0, line.replace(/\r$/, '').length - indent)
    const isFold = isFolded && length === 0 && (body[index - 1] ?? '').trim() !== ''
    if (!isFold && left <= length) return at + Math.min(indent + left, line.length)
    if (!isFold) left -= length + 1
    at += line.length + 1
  }
  return source.length
}

/** How far the first line with text stands further right in the source than in the value. */
function indentOf(body: readonly string[], value: string): number {
  const first = body.find((line) => line.trim() !== '') ?? ''
  const same = value.split('\n').find((line) => line.trim() !== '') ?? ''
  return leading(first) - leading(same)
}

function leading(line: string): number {
  return line.length - line.trimStart().length
}
