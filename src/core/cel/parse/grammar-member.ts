import { bracketed, brackets, listElements, mapEntries, objectFields } from './grammar-brackets.ts'
import { fieldName } from './grammar-name.ts'
import { enter, type GrammarState, leave } from './grammar-state.ts'
import {
  expressionStart,
  type Follow,
  fieldStart,
  follows,
  type Point,
  points,
  primaryStart,
} from './points.ts'
import { accept, expect, failWithoutAlternative, match } from './recovery.ts'
import type { Tree } from './syntax-tree.ts'
import { kind, type Token } from './token.ts'
import { peek, peekKind, takenUpTo } from './tokens.ts'

/** A primary, then any number of `.name`, `.?name`, `.name(…)`, `[index]` and `[?index]`. */
export function member(state: GrammarState, follow: Follow): Tree {
  enter(state, 'member', follow)
  let tree = primary(state, follows.member)
  for (;;) {
    const next = peekKind(state.tokens)
    if (next !== kind.dot && next !== kind.leftBracket) return leave(state, 'member', tree)
    const longer: Suffixed = next === kind.dot ? dotted(state, tree) : indexed(state, tree)
    tree = longer.tree
    if (longer.failed) return leave(state, 'member', tree)
  }
}

interface Suffixed {
  readonly tree: Tree
  readonly failed: boolean
}

function dotted(state: GrammarState, operand: Tree): Suffixed {
  const behind = peekKind(state.tokens, 1)
  if (behind === kind.identifier && peekKind(state.tokens, 2) === kind.leftParenthesis)
    return called(state, operand)
  if (fieldStart.has(behind)) return { tree: selected(state, operand), failed: false }
  failWithoutAlternative(state.recovery, points.member, 1)
  return { tree: operand, failed: true }
}

function selected(state: GrammarState, operand: Tree): Tree {
  const dot = accept(state.recovery)
  const question = acceptIf(state, kind.question)
  const name = fieldName(state, follows.member)
  return { kind: 'select', operand, dot, question, name, ...range(state, operand.start) }
}

function called(state: GrammarState, target: Tree): Suffixed {
  accept(state.recovery)
  const name = accept(state.recovery)
  const open = accept(state.recovery)
  const { values, failed } = callArguments(state, points.methodArguments, points.methodEnd)
  const tree: Tree = {
    kind: 'call',
    target,
    leadingDot: undefined,
    name,
    open,
    arguments: values,
    ...range(state, target.start),
  }
  return { tree, failed }
}

function indexed(state: GrammarState, operand: Tree): Suffixed {
  const open = accept(state.recovery)
  if (!expect(state.recovery, points.index)) {
    const tree: Tree = {
      kind: 'index',
      operand,
      open,
      question: undefined,
      index: undefined,
      ...range(state, operand.start),
    }
    return { tree, failed: true }
  }
  const question = acceptIf(state, kind.question)
  const index = state.expression(state, follows.index)
  const closed = match(state.recovery, kind.rightBracket, points.indexEnd)
  return {
    tree: { kind: 'index', operand, open, question, index, ...range(state, operand.start) },
    failed: closed === undefined,
  }
}

/** A name, a call, a literal, or something in brackets. */
function primary(state: GrammarState, follow: Follow): Tree {
  enter(state, 'primary', follow)
  const { start } = peek(state.tokens)
  return leave(
    state,
    'primary',
    expect(state.recovery, points.primary) ? readPrimary(state, start) : broken(start),
  )
}

function readPrimary(state: GrammarState, start: number): Tree {
  const next = peekKind(state.tokens)
  if (next === kind.dot && peekKind(state.tokens, 1) !== kind.identifier)
    return withoutAlternative(state, start, 1)
  if (next === kind.dot || next === kind.identifier) return named(state, start)
  if (next === kind.leftParenthesis) return nested(state, start)
  if (next === kind.leftBracket) return list(state, start)
  if (next === kind.leftBrace) return map(state, start)
  return primaryStart.has(next) ? literal(state, follows.tail) : withoutAlternative(state, start, 0)
}

function withoutAlternative(state: GrammarState, start: number, ahead: number): Tree {
  failWithoutAlternative(state.recovery, points.primary, ahead)
  return broken(start)
}

function named(state: GrammarState, start: number): Tree {
  if (isObject(state)) return object(state, start)
  const leadingDot = acceptIf(state, kind.dot)
  const name = accept(state.recovery)
  if (peekKind(state.tokens) !== kind.leftParenthesis)
    return { kind: 'identifier', leadingDot, name, ...range(state, start) }
  const open = accept(state.recovery)
  const { values } = callArguments(state, points.callArguments, points.callEnd)
  return {
    kind: 'call',
    target: undefined,
    leadingDot,
    name,
    open,
    arguments: values,
    ...range(state, start),
  }
}

/** Whether `a.b.c{` comes. */
function isObject({ tokens }: GrammarState): boolean {
  let ahead = peekKind(tokens) === kind.dot ? 2 : 1
  while (peekKind(tokens, ahead) === kind.dot && peekKind(tokens, ahead + 1) === kind.identifier)
    ahead += 2
  return peekKind(tokens, ahead) === kind.leftBrace
}

function callArguments(
  state: GrammarState,
  first: Point,
  last: Point,
): { values: readonly Tree[]; failed: boolean } {
  if (!expect(state.recovery, first)) return { values: [], failed: true }
  const values = expressionStart.has(peekKind(state.tokens)) ? expressionList(state) : []
  return { values, failed: match(state.recovery, kind.rightParenthesis, last) === undefined }
}

function expressionList(state: GrammarState): readonly Tree[] {
  enter(state, 'arguments', follows.arguments)
  const values = [state.expression(state, follows.listed)]
  while (peekKind(state.tokens) === kind.comma) {
    accept(state.recovery)
    values.push(state.expression(state, follows.listed))
  }
  return leave(state, 'arguments', values)
}

function nested(state: GrammarState, start: number): Tree {
  accept(state.recovery)
  const inner = state.expression(state, follows.arguments)
  match(state.recovery, kind.rightParenthesis, points.nestedEnd)
  return { kind: 'nested', inner, ...range(state, start) }
}

function list(state: GrammarState, start: number): Tree {
  const open = accept(state.recovery)
  const elements = bracketed(state, brackets.list, listElements)
  return { kind: 'list', open, elements, ...range(state, start) }
}

function map(state: GrammarState, start: number): Tree {
  const open = accept(state.recovery)
  const entries = bracketed(state, brackets.map, mapEntries)
  return { kind: 'map', open, entries, ...range(state, start) }
}

function object(state: GrammarState, start: number): Tree {
  const leadingDot = acceptIf(state, kind.dot)
  const names = [accept(state.recovery)]
  while (acceptIf(state, kind.dot)) names.push(accept(state.recovery))
  const open = accept(state.recovery)
  const fields = bracketed(state, brackets.object, objectFields)
  return { kind: 'object', leadingDot, names, open, fields, ...range(state, start) }
}

function literal(state: GrammarState, follow: Follow): Tree {
  enter(state, 'literal', follow)
  const { start } = peek(state.tokens)
  const behindMinus = peekKind(state.tokens, 1)
  if (
    peekKind(state.tokens) === kind.minus &&
    behindMinus !== kind.int &&
    behindMinus !== kind.double
  ) {
    failWithoutAlternative(state.recovery, points.literal, 1)
    return leave(state, 'literal', broken(start))
  }
  const sign = acceptIf(state, kind.minus)
  const token = accept(state.recovery)
  return leave(state, 'literal', { kind: 'literal', sign, token, ...range(state, start) })
}

function acceptIf({ recovery, tokens }: GrammarState, wanted: number): Token | undefined {
  return peekKind(tokens) === wanted ? accept(recovery) : undefined
}

function broken(start: number): Tree {
  return { kind: 'broken', start, end: start, at: -1 }
}

function range(
  { tokens }: GrammarState,
  start: number,
): { readonly start: number; readonly end: number } {
  return { start, end: Math.max(start, takenUpTo(tokens)) }
}
