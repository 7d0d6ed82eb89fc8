import type { Expression } from '../../cel/ast.ts'
import type { Kinds } from '../../kubernetes/kinds.ts'
import type { CompiledExpression, CompiledPolicy } from '../../policy/compile-policy.ts'
import type { ExpressionText } from '../../policy/model.ts'
import type { Situation } from '../offers/situation.ts'
import type { Place } from './abstract.ts'
import { both, type Facts, noFacts } from './facts.ts'
import { factsOf } from './facts-of.ts'
import { globalsOf } from './globals.ts'
import { type Mention, type Reader, readFields } from './read-fields.ts'
import { knowing, type Scope } from './scope.ts'
import { type Truth, truthOf } from './truth-of.ts'
import type { Cluster } from './usual-fields.ts'

/** Which sort of a policy's expressions led to a field. */
type Part = 'match-condition' | 'validation' | 'message' | 'audit-annotation' | 'mutation'

export interface FieldRead extends Mention {
  readonly place: Place
  readonly part: Part
}

export interface ImpossibleRead extends Mention {
  readonly name: string
  readonly part: Part
}

/** What a policy does with a request of one sort. */
export interface PolicyReading {
  readonly situation: Situation
  readonly mentioned: readonly FieldRead[]
  readonly unguarded: readonly FieldRead[]
  readonly impossible: readonly ImpossibleRead[]
  /** Of match conditions and validations. */
  readonly truths: ReadonlyMap<ExpressionText, Truth>
  /** Whether the match conditions may all hold; where they cannot, nothing else is read. */
  readonly mayApply: boolean
}

/** More steps than any policy of a person takes. */
const steps = 200_000

/** Reads a policy's expressions in the order in which they are evaluated. */
export function readPolicy(
  compiled: CompiledPolicy,
  situation: Situation,
  { kinds }: Cluster,
): PolicyReading {
  const notes = newNotes()
  const start = scopeIn(compiled, situation, kinds)
  const read = readerOf(compiled, notes)
  const applies = readConditions(compiled, start, read, notes)
  if (applies === undefined) return { situation, ...notes, mayApply: false }
  readValidations(compiled, knowing(start, applies), read, notes)
  const scope = knowing(start, applies)
  for (const { value } of compiled.auditAnnotations) read('audit-annotation', value, scope)
  for (const { expression } of compiled.mutations) read('mutation', expression, scope)
  return { situation, ...notes, mayApply: true }
}

/** What the policy's expressions see before anything is known. */
export function scopeIn(compiled: CompiledPolicy, situation: Situation, kinds: Kinds): Scope {
  return {
    globals: globalsOf(compiled, situation, kinds),
    variables: treesOf(compiled),
    variableValues: new Map(),
    variableFacts: new Map(),
    budget: { steps },
    locals: new Map(),
    facts: noFacts,
    implied: factsOf,
  }
}

interface Notes {
  readonly mentioned: FieldRead[]
  readonly unguarded: FieldRead[]
  readonly impossible: ImpossibleRead[]
  readonly truths: Map<ExpressionText, Truth>
}

function newNotes(): Notes {
  return { mentioned: [], unguarded: [], impossible: [], truths: new Map() }
}

type Read = (part: Part, expression: CompiledExpression, scope: Scope) => void

function readerOf({ variables }: CompiledPolicy, notes: Notes): Read {
  const variableTexts = new Map(
    [...variables].map(([name, { expression }]) => [name, expression.text]),
  )
  return (part, expression, scope) => {
    const tree = treeOf(expression)
    if (tree === undefined) return
    const reader: Reader = {
      mentioned: (place, mention) => notes.mentioned.push({ ...mention, place, part }),
      unguarded: (place, mention) => notes.unguarded.push({ ...mention, place, part }),
      impossible: (name, mention) => notes.impossible.push({ ...mention, name, part }),
    }
    readFields(tree, scope, { reader, expression: expression.text, variableTexts, seen: new Set() })
  }
}

/** A false condition beats one that fails, so each matters where all others hold; undefined where they never do. */
function readConditions(
  { matchConditions }: CompiledPolicy,
  start: Scope,
  read: Read,
  { truths }: Notes,
): Facts | undefined {
  const trees = matchConditions.map(({ expression }) => treeOf(expression))
  const implied = trees.map((tree) => (tree === undefined ? noFacts : factsOf(tree, true, start)))
  let known = start
  let mayHold = true
  for (const [index, tree] of trees.entries()) {
    const text = matchConditions[index]?.expression.text
    if (tree === undefined || text === undefined) continue
    const truth = truthOf(tree, known)
    truths.set(text, truth)
    mayHold &&= truth.mayBeTrue
    known = knowing(known, implied[index] ?? noFacts)
  }
  if (!mayHold) return undefined
  for (const [index, { expression }] of matchConditions.entries()) {
    const others = implied.filter((_, other) => other !== index)
    read('match-condition', expression, knowing(start, others.reduce(both, noFacts)))
  }
  return known.facts
}

/** What an earlier validation refuses, a later one need not mind. */
function readValidations(
  { validations }: CompiledPolicy,
  start: Scope,
  read: Read,
  { truths }: Notes,
): void {
  let scope = start
  for (const { expression, messageExpression } of validations) {
    const tree = treeOf(expression)
    if (tree === undefined) continue
    truths.set(expression.text, truthOf(tree, start))
    read('validation', expression, scope)
    if (messageExpression !== undefined) {
      read('message', messageExpression, knowing(scope, factsOf(tree, false, scope)))
    }
    scope = knowing(scope, factsOf(tree, true, scope))
  }
}

function treesOf({ variables }: CompiledPolicy): ReadonlyMap<string, Expression> {
  return new Map(
    [...variables].flatMap(([name, { expression }]): [string, Expression][] => {
      const tree = treeOf(expression)
      return tree === undefined ? [] : [[name, tree]]
    }),
  )
}

function treeOf(expression: CompiledExpression): Expression | undefined {
  return expression.kind === 'program' ? expression.program.ast() : undefined
}
