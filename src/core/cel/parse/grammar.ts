import { member } from './grammar-member.ts'
import { enter, type GrammarState, grammarState, leave } from './grammar-state.ts'
import {
  type Follow,
  follows,
  points,
  primaryStart,
  productOperators,
  relationOperators,
  sumOperators,
} from './points.ts'
import { accept, expect, expectInLoop, failWithoutAlternative, match } from './recovery.ts'
import type { Tree } from './syntax-tree.ts'
import { type Kind, kind, type Token } from './token.ts'
import { peek, peekKind, type Tokens, takenUpTo } from './tokens.ts'

/**
 * Reads an expression up to the end of the text; errors go to the report of the tokens, in cel-go's words, and leave
 * parts of the tree out or broken. A rule of the grammar is a function here.
 * https://github.com/google/cel-go/blob/v0.29.2/parser/gen/CEL.g4
 */
export function readTree(tokens: Tokens): Tree {
  const state = grammarState(tokens, expression)
  const tree = expression(state, follows.start)
  match(state.recovery, kind.endOfFile, points.end)
  return tree
}

/** `or ('?' or ':' expression)?` */
function expression(state: GrammarState, follow: Follow): Tree {
  enter(state, 'expression', follow)
  const condition = or(state, follows.condition)
  const asked = peekKind(state.tokens) === kind.question
  return leave(state, 'expression', asked ? conditional(state, condition) : condition)
}

function conditional(state: GrammarState, condition: Tree): Tree {
  const operator = accept(state.recovery)
  const yes = or(state, follows.yes)
  const colon = match(state.recovery, kind.colon, points.conditionalColon)
  const no = colon && expression(state, follows.tail)
  return { kind: 'conditional', operator, condition, yes, no, ...rangeFrom(state, condition) }
}

/** `and ('||' and)*` */
function or(state: GrammarState, follow: Follow): Tree {
  enter(state, 'or', follow)
  const first = and(state, follows.orTerm)
  if (peekKind(state.tokens) !== kind.or) return leave(state, 'or', first)
  const operators: [Token, ...Token[]] = [accept(state.recovery)]
  const terms = [and(state, follows.orTerm)]
  while (peekKind(state.tokens) === kind.or) {
    operators.push(accept(state.recovery))
    terms.push(and(state, follows.orTerm))
  }
  return leave(state, 'or', { kind: 'logic', operators, first, terms, ...rangeFrom(state, first) })
}

/** `relation ('&&' relation)*` */
function and(state: GrammarState, follow: Follow): Tree {
  enter(state, 'and', follow)
  const first = relation(state, follows.andTerm)
  if (peekKind(state.tokens) !== kind.and) return leave(state, 'and', first)
  const operators: [Token, ...Token[]] = [accept(state.recovery)]
  const terms = [relation(state, follows.andTerm)]
  while (peekKind(state.tokens) === kind.and) {
    operators.push(accept(state.recovery))
    terms.push(relation(state, follows.andTerm))
  }
  return leave(state, 'and', { kind: 'logic', operators, first, terms, ...rangeFrom(state, first) })
}

/** `calculation (operator calculation)*`, from the left. */
function relation(state: GrammarState, follow: Follow): Tree {
  enter(state, 'relation', follow)
  let left = calculation(state, follows.relation, sumOperators)
  while (relationOperators.has(peekKind(state.tokens))) {
    const operator = accept(state.recovery)
    const right = relationOperand(state, follows.relation)
    left = { kind: 'binary', operator, left, right, ...rangeFrom(state, left) }
  }
  return leave(state, 'relation', left)
}

/** A right operand is a relation as well for the recursion limit, but no chain. */
function relationOperand(state: GrammarState, follow: Follow): Tree {
  enter(state, 'relation', follow)
  return leave(state, 'relation', calculation(state, follows.relation, sumOperators))
}

/** Sums of products of operands, from the left; `weakest` says which operators may chain on this level. */
function calculation(state: GrammarState, follow: Follow, weakest: ReadonlySet<Kind>): Tree {
  enter(state, 'calculation', follow)
  let left = unary(state, follows.calculation)
  for (;;) {
    const tighter = rightOperand(peekKind(state.tokens), weakest)
    if (tighter === undefined) return leave(state, 'calculation', left)
    const operator = accept(state.recovery)
    const right = calculation(state, follows.calculation, tighter)
    left = { kind: 'binary', operator, left, right, ...rangeFrom(state, left) }
  }
}

const none: ReadonlySet<Kind> = new Set()

/** Which operators may chain in the right operand of an operator; undefined where the operator is not for this level. */
function rightOperand(operator: Kind, weakest: ReadonlySet<Kind>): ReadonlySet<Kind> | undefined {
  if (productOperators.has(operator)) return weakest === none ? undefined : none
  return sumOperators.has(operator) && weakest === sumOperators ? productOperators : undefined
}

/** `'!'+ member`, `'-'+ member` or a member; the sign of a single number belongs to the number. */
function unary(state: GrammarState, follow: Follow): Tree {
  enter(state, 'unary', follow)
  const { start } = peek(state.tokens)
  const broken: Tree = { kind: 'broken', start, end: start, at: start }
  if (!expect(state.recovery, points.unary)) return leave(state, 'unary', broken)
  const next = peekKind(state.tokens)
  if (next === kind.exclamation) return leave(state, 'unary', negated(state, start))
  if (next !== kind.minus || isNumber(peekKind(state.tokens, 1))) {
    if (primaryStart.has(next)) return leave(state, 'unary', member(state, follows.tail))
  } else if (primaryStart.has(peekKind(state.tokens, 1))) {
    return leave(state, 'unary', minus(state, start))
  }
  failWithoutAlternative(state.recovery, points.unary, next === kind.minus ? 1 : 0)
  return leave(state, 'unary', broken)
}

function negated(state: GrammarState, start: number): Tree {
  const operators: [Token, ...Token[]] = [accept(state.recovery)]
  expectInLoop(state.recovery, points.afterNot)
  while (peekKind(state.tokens) === kind.exclamation) {
    operators.push(accept(state.recovery))
    expectInLoop(state.recovery, points.afterNot)
  }
  const operand = member(state, follows.tail)
  return { kind: 'prefix', operators, operand, start, end: takenUpTo(state.tokens) }
}

function minus(state: GrammarState, start: number): Tree {
  const operators: [Token, ...Token[]] = [accept(state.recovery)]
  for (;;) {
    expectInLoop(state.recovery, points.afterMinus)
    const next = peekKind(state.tokens)
    const again = next === kind.minus
    if (!primaryStart.has(peekKind(state.tokens, again ? 1 : 0))) {
      failWithoutAlternative(state.recovery, points.afterMinus, again ? 1 : 0)
      const operand: Tree = { kind: 'broken', start, end: start, at: -1 }
      return { kind: 'prefix', operators, operand, start, end: takenUpTo(state.tokens) }
    }
    if (!again) break
    operators.push(accept(state.recovery))
  }
  const operand = member(state, follows.tail)
  return { kind: 'prefix', operators, operand, start, end: takenUpTo(state.tokens) }
}

function isNumber(token: Kind): boolean {
  return token === kind.int || token === kind.double
}

function rangeFrom(
  { tokens }: GrammarState,
  { start }: Tree,
): { readonly start: number; readonly end: number } {
  return { start, end: Math.max(start, takenUpTo(tokens)) }
}
