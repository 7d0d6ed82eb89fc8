import { utf8 } from '../../source/base64.ts'
import type { Literal } from '../ast.ts'
import { type Kind, kind } from './token.ts'

/** A literal's value, or cel-go's sentence about what is wrong with it. */
export type ReadLiteral =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'problem'; readonly message: string }

/** Reads the text of a literal's token; a number may have its sign before it. */
export function readLiteral(token: Kind, text: string, sign: '' | '-'): ReadLiteral {
  switch (token) {
    case kind.int:
      return readInt(text, sign)
    case kind.uint:
      return readUint(text)
    case kind.double:
      return readDouble(sign + text)
    case kind.string:
      return readString(text)
    case kind.bytes:
      return readBytes(text.slice(1))
    case kind.null:
      return { kind: 'literal', literal: { type: 'null' } }
    default:
      return { kind: 'literal', literal: { type: 'bool', value: token === kind.true } }
  }
}

function readInt(text: string, sign: '' | '-'): ReadLiteral {
  const value = sign === '-' ? -BigInt(text) : BigInt(text)
  const inRange = BigInt.asIntN(64, value) === value
  return inRange
    ? { kind: 'literal', literal: { type: 'int', value } }
    : problem('invalid int literal')
}

function readUint(text: string): ReadLiteral {
  const value = BigInt(text.slice(0, -1))
  const inRange = BigInt.asUintN(64, value) === value
  return inRange
    ? { kind: 'literal', literal: { type: 'uint', value } }
    : problem('invalid uint literal')
}

function readDouble(text: string): ReadLiteral {
  const value = Number(text)
  return Number.isFinite(value)
    ? { kind: 'literal', literal: { type: 'double', value } }
    : problem('invalid double literal')
}

function readString(text: string): ReadLiteral {
  const { content, raw } = unquote(text)
  if (raw || !content.includes('\\'))
    return { kind: 'literal', literal: { type: 'string', value: content } }
  const parts = piecesOf(content)
  if (parts.some(({ point }) => point !== undefined && !isScalar(point)))
    return problem('invalid unicode code point')
  const value = parts
    .map(({ plain, point }) => (point === undefined ? plain : String.fromCodePoint(point)))
    .join('')
  return { kind: 'literal', literal: { type: 'string', value } }
}

/** In bytes an escape is a byte, and `\u` does not exist. */
function readBytes(text: string): ReadLiteral {
  const { content, raw } = unquote(text)
  if (raw) return { kind: 'literal', literal: { type: 'bytes', value: utf8(content) } }
  const parts = piecesOf(content)
  if (parts.some(({ unicode }) => unicode)) return problem('unable to unescape string')
  const bytes = parts.flatMap(({ plain, point }) =>
    point === undefined ? [...utf8(plain)] : [point],
  )
  return { kind: 'literal', literal: { type: 'bytes', value: Uint8Array.from(bytes) } }
}

/** What stands between the quotes, with every line end as a line feed. */
function unquote(text: string): { readonly content: string; readonly raw: boolean } {
  const raw = text.startsWith('r') || text.startsWith('R')
  const quoted = (raw ? text.slice(1) : text).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const triple = quoted.length >= 6 && (quoted.startsWith('"""') || quoted.startsWith("'''"))
  const quotes = triple ? 3 : 1
  return { content: quoted.slice(quotes, -quotes), raw }
}

interface Piece {
  readonly plain: string
  /** The code point (or byte) of an escape. */
  readonly point: number | undefined
  readonly unicode: boolean
}

const pieces =
  /\\[xX](?<byte>..)|\\u(?<short>....)|\\U(?<long>.{8})|\\(?<octal>[0-3]..)|\\(?<letter>.)|[^\\]+/gs

function piecesOf(content: string): readonly Piece[] {
  return [...content.matchAll(pieces)].map(({ 0: plain, groups = {} }) => {
    const { byte, short, long, octal, letter } = groups
    const unicode = short ?? long
    const hexadecimal = byte ?? unicode
    if (hexadecimal !== undefined)
      return { plain, point: Number.parseInt(hexadecimal, 16), unicode: unicode !== undefined }
    if (octal !== undefined) return { plain, point: Number.parseInt(octal, 8), unicode: false }
    const named = letter && (controls.get(letter) ?? letter)
    return { plain, point: named ? named.codePointAt(0) : undefined, unicode: false }
  })
}

const controls: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

function isScalar(point: number): boolean {
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
}

function problem(message: string): ReadLiteral {
  return { kind: 'problem', message }
}
