import type { Literal } from './ast.ts'

/** A literal in CEL's syntax, which reads as the same value. */
export function printLiteral(literal: Literal): string {
  switch (literal.type) {
    case 'null':
      return 'null'
    case 'bool':
    case 'int':
      return String(literal.value)
    case 'uint':
      return `${literal.value}u`
    case 'double':
      return printDouble(literal.value)
    case 'string':
      return `"${[...literal.value].map(escapeCharacter).join('')}"`
    case 'bytes':
      return `b"${[...literal.value].map(escapeByte).join('')}"`
  }
}

function printDouble(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

function escapeCharacter(character: string): string {
  const short = shortEscapes.get(character)
  if (short !== undefined) return short
  return character < ' ' || character === '\x7f' ? escapeByte(character.charCodeAt(0)) : character
}

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte)
  const short = shortEscapes.get(character)
  if (short !== undefined) return short
  return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])
