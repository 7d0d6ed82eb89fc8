import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml'
import type { Layout } from '../print-yaml.ts'

/** A value in a text, and what leads to it. */
export interface Place {
  readonly text: string
  readonly node: Node | null
  readonly style: Style
  /** The document itself, the value of a key, an item behind a dash, or anything among brackets. */
  readonly kind: 'root' | 'pair' | 'item' | 'flow'
  /** Where the colon or the dash ends that leads to the value, and how far the key or the dash stands from the left. */
  readonly leadEnd: number
  readonly indent: number
}

/** How the text around is written. */
interface Style extends Layout {
  readonly isJson: boolean
  readonly newline: string
}

/** The value from which a change goes out. */
export function placed(text: string, node: Node): Place {
  return { text, node, style: styleOf(text), kind: 'root', leadEnd: 0, indent: 0 }
}

function styleOf(text: string): Style {
  return {
    step: stepBehindKeys(text, '[^\\s#-]') || 2,
    listStep: stepBehindKeys(text, '- ') ?? 2,
    isJson: text.trimStart().startsWith('{'),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  }
}

/** How far what begins so stands to the right of the key above it, where it first does. */
function stepBehindKeys(text: string, begin: string): number | undefined {
  const found = new RegExp(`^( *)[^\\s#-].*:[ \\t]*\\r?\\n(?: *#.*\\n)*( *)(?=${begin})`, 'm').exec(
    text,
  )
  const [, outer = '', inner = ''] = found ?? []
  return found === null ? undefined : Math.max(0, inner.length - outer.length)
}

export interface MapPlace extends Place {
  readonly node: YAMLMap<Node, Node | null>
}

export interface ListPlace extends Place {
  readonly node: YAMLSeq<Node | null>
}

/** The value of a pair; undefined where it is not written as `key: value`. */
export function placeUnder(
  place: MapPlace,
  { key, value }: Pair<Node, Node | null>,
): Place | undefined {
  const { text, style, node } = place
  if (node.flow === true) return { ...place, node: value, kind: 'flow' }
  const colon = text.indexOf(':', key.range?.[1] ?? 0)
  const indent = columnOf(text, startOf(key))
  return colon === -1 || value === null
    ? undefined
    : { text, style, node: value, kind: 'pair', leadEnd: colon + 1, indent }
}

/** An item of a list; undefined where its dash is not found. */
export function placeAt(place: ListPlace, index: number): Place | undefined {
  const { text, style } = place
  const node = place.node.items[index]
  if (node === undefined || node === null) return undefined
  if (place.node.flow === true) return { ...place, node, kind: 'flow' }
  const dash = dashBefore(text, node)
  return dash === undefined
    ? undefined
    : { text, style, node, kind: 'item', leadEnd: dash + 1, indent: columnOf(text, dash) }
}

/** The dash that stands right before an item. */
function dashBefore(text: string, node: Node): number | undefined {
  const dash = text.slice(0, startOf(node)).trimEnd().length - 1
  return text[dash] === '-' ? dash : undefined
}

export function startOf(node: Node): number {
  return node.range?.[0] ?? 0
}

/** Where a value's last visible character ends. */
export function endOf(text: string, node: Node): number {
  const start = startOf(node)
  return start + text.slice(start, node.range?.[1] ?? start).trimEnd().length
}

/** How far from the left a character stands. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Where the line ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  if (newline === -1) return text.length
  return text[newline - 1] === '\r' && newline > offset ? newline - 1 : newline
}

/** Whether nothing but spaces stands before the character in its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** Lines that follow one another at a column. */
export function atColumn(lines: readonly string[], column: number): readonly string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line))
}
