import { seeded } from '../objects/seeded.ts'
import type { Form } from './forms.ts'
import { generate } from './generate.ts'
import { placesOf, type Subject, type Surroundings } from './subjects.ts'
import { type Tree, textOf } from './tree.ts'

/** A generated expression, and the object that it is evaluated over. */
export interface Sample {
  /** Its place in the sequence of the seed. */
  readonly index: number
  readonly subject: Subject
  readonly tree: Tree
  readonly expression: string
}

export interface Sequence {
  readonly seed: string
  readonly count: number
  /** One of them only. */
  readonly only?: number | undefined
}

/** The first expressions of the sequence that the seed gives; each depends on its index, not on those before. */
export function samplesOf(
  { seed, count, only }: Sequence,
  forms: readonly Form[],
  subjects: readonly Subject[],
  surroundings: Surroundings,
): readonly Sample[] {
  const grammars = subjects.map((subject) => ({
    subject,
    grammar: { forms, places: placesOf(subject, surroundings) },
  }))
  const indexes = only === undefined ? Array.from({ length: count }, (_, index) => index) : [only]
  return indexes.map((index) => {
    const { subject, grammar } = grammars[index % grammars.length] as (typeof grammars)[number]
    const tree = generate(grammar, seeded(`${seed} ${index}`))
    return { index, subject, tree, expression: textOf(tree) }
  })
}

/** The same place in the sequence with another expression. */
export function withTree(sample: Sample, tree: Tree): Sample {
  return { ...sample, tree, expression: textOf(tree) }
}
