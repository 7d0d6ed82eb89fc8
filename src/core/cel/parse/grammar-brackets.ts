import { fieldName } from './grammar-name.ts'
import { enter, type GrammarState, leave } from './grammar-state.ts'
import { elementStart, type Follow, fieldStart, follows, type Point, points } from './points.ts'
import { accept, expect, match } from './recovery.ts'
import type { ElementTree, EntryTree, FieldTree } from './syntax-tree.ts'
import { type Kind, kind } from './token.ts'
import { peek, peekKind } from './tokens.ts'

interface Brackets {
  /** Behind the opening bracket, before the optional last comma, and at the closing bracket. */
  readonly first: Point
  readonly comma: Point
  readonly last: Point
  readonly itemStart: ReadonlySet<Kind>
  readonly closing: Kind
}

export const brackets = {
  list: {
    first: points.listElements,
    comma: points.listComma,
    last: points.listEnd,
    itemStart: elementStart,
    closing: kind.rightBracket,
  },
  map: {
    first: points.mapEntries,
    comma: points.mapComma,
    last: points.mapEnd,
    itemStart: elementStart,
    closing: kind.rightBrace,
  },
  object: {
    first: points.objectFields,
    comma: points.objectComma,
    last: points.objectEnd,
    itemStart: fieldStart,
    closing: kind.rightBrace,
  },
} as const satisfies { readonly [form: string]: Brackets }

/** What stands between brackets, an optional last comma, and the bracket that closes. */
export function bracketed<T>(
  state: GrammarState,
  { first, comma, last, itemStart, closing }: Brackets,
  read: (state: GrammarState) => readonly T[],
): readonly T[] {
  if (!expect(state.recovery, first)) return []
  const items = itemStart.has(peekKind(state.tokens)) ? read(state) : []
  if (!expect(state.recovery, comma)) return items
  if (peekKind(state.tokens) === kind.comma) accept(state.recovery)
  match(state.recovery, closing, last)
  return items
}

/** `element (',' element)*` */
export function listElements(state: GrammarState): readonly ElementTree[] {
  enter(state, 'list', follows.listElements)
  const elements = [element(state, follows.listed)]
  while (nextComes(state, elementStart)) elements.push(element(state, follows.listed))
  return leave(state, 'list', elements)
}

/** `element ':' expression (',' element ':' expression)*` */
export function mapEntries(state: GrammarState): readonly EntryTree[] {
  enter(state, 'map', follows.braces)
  const entries = [entry(state)]
  while (entries.at(-1)?.colon && nextComes(state, elementStart)) entries.push(entry(state))
  return leave(state, 'map', entries)
}

/** `field ':' expression (',' field ':' expression)*` */
export function objectFields(state: GrammarState): readonly FieldTree[] {
  enter(state, 'fields', follows.braces)
  const fields = [field(state)]
  while (fields.at(-1)?.colon && nextComes(state, fieldStart)) fields.push(field(state))
  return leave(state, 'fields', fields)
}

/** Takes the comma when another item comes behind it; a comma before the closing bracket is the bracket's. */
function nextComes({ tokens, recovery }: GrammarState, start: ReadonlySet<Kind>): boolean {
  const comes = peekKind(tokens) === kind.comma && start.has(peekKind(tokens, 1))
  if (comes) accept(recovery)
  return comes
}

function entry(state: GrammarState): EntryTree {
  const key = element(state, follows.key)
  const colon = match(state.recovery, kind.colon, points.mapColon)
  return { key, colon, value: colon && state.expression(state, follows.listed) }
}

function field(state: GrammarState): FieldTree {
  const { start } = peek(state.tokens)
  state.recovery.open.push(follows.key)
  const allowed = expect(state.recovery, points.field)
  const question =
    allowed && peekKind(state.tokens) === kind.question ? accept(state.recovery) : undefined
  const name = allowed ? fieldName(state, follows.tail) : undefined
  state.recovery.open.pop()
  const colon = match(state.recovery, kind.colon, points.fieldColon)
  return { start, question, name, colon, value: colon && state.expression(state, follows.listed) }
}

function element(state: GrammarState, follow: Follow): ElementTree {
  enter(state, 'element', follow)
  const { start } = peek(state.tokens)
  const allowed = expect(state.recovery, points.element)
  const question =
    allowed && peekKind(state.tokens) === kind.question ? accept(state.recovery) : undefined
  const value = allowed ? state.expression(state, follows.tail) : undefined
  return leave(state, 'element', { start, question, value })
}
