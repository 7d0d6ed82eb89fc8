import type { Expression } from '../../cel/ast.ts'
import { print } from '../../cel/print.ts'
import type { CompiledExpression } from '../../policy/compile-policy.ts'
import type { ExpressionText } from '../../policy/model.ts'
import { printPath } from '../../source/path.ts'
import { clausesIn } from './clauses-in.ts'
import type { PolicyExpression, Role } from './expressions-of.ts'
import { type Outcome, outcomesOfSense, type Point, type Sense, truths } from './point.ts'

/** What is to be seen of the value of a whole expression, by its role, and what it is called; of messages see `points-of.ts`. */
const wholes: Readonly<
  Record<Role, { readonly title: string; readonly outcomes: readonly Outcome[] }>
> = {
  'match-condition': { title: 'match condition', outcomes: truths },
  variable: { title: 'variable', outcomes: [{ name: 'value', unseen: 'is never read' }] },
  lookup: {
    title: 'namespace of a lookup',
    outcomes: [{ name: 'value', unseen: 'is never read' }],
  },
  validation: {
    title: 'validation',
    outcomes: [
      { name: 'true', unseen: 'never holds' },
      { name: 'false', unseen: 'never fails' },
    ],
  },
  message: { title: 'message', outcomes: [] },
  'audit-annotation': {
    title: 'audit annotation',
    outcomes: [{ name: 'value', unseen: 'is never given' }],
  },
  mutation: { title: 'mutation', outcomes: [{ name: 'effect', unseen: 'never changes anything' }] },
}

/** The key of the point that an expression as a whole is. */
export function wholeKey({ place }: ExpressionText): string {
  return printPath(place.path)
}

/** The key of the point that a part of an expression is; the same as long as its text is. */
export function partKey(text: ExpressionText, { id }: Expression): string {
  return `${wholeKey(text)}#${id}`
}

/** The expression as a whole and every clause inside of it; of a broken one the whole only. */
export function pointsOfExpression({ role, expression }: PolicyExpression): readonly Point[] {
  const { text } = expression
  const { place } = text
  const { title, outcomes } = wholes[role]
  const tree = treeOf(expression)
  const whole = {
    key: wholeKey(text),
    title,
    place,
    offset: tree?.span.start,
    text: tree === undefined ? text.text.trim() : print(tree),
    outcomes,
  }
  const parts =
    tree === undefined ? [] : clausesIn(tree).filter(({ sense }) => isAsked(sense, role))
  return [
    ...(outcomes.length === 0 ? [] : [whole]),
    ...parts.map(({ node, sense, title: called }) => ({
      key: partKey(text, node),
      title: called,
      place,
      offset: node.span.start,
      text: print(node),
      outcomes: outcomesOfSense[sense],
    })),
  ]
}

/** A message is only made of what was refused, so that what it goes through is rarely empty. */
function isAsked(sense: Sense, role: Role): boolean {
  return sense !== 'size' || role !== 'message'
}

export function treeOf(expression: CompiledExpression): Expression | undefined {
  return expression.kind === 'program' ? expression.program.ast() : undefined
}
