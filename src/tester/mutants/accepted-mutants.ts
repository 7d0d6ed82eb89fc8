import { type Problem, problemAt, type SourceDocument } from '../../core/index.ts'
import type { TriedMutant } from './try-mutants.ts'

/** An entry of `acceptedMutants`. */
interface Acceptance {
  /** The mutant's id, or its text. */
  readonly mutant: string
  readonly reason: string
}

interface Accepted {
  /** The reason that is written down for a mutant. */
  readonly reasonFor: (tried: TriedMutant) => string | undefined
  readonly problems: readonly Problem[]
}

/** What documents of cases say of the mutants of their policies. Whether an entry is of use shows where all were tried. */
export function acceptanceOf(
  tried: readonly TriedMutant[],
  { isComplete }: { readonly isComplete: boolean },
): Accepted {
  const documents = [...new Set(tried.flatMap(({ sets }) => sets.map(({ document }) => document)))]
  return {
    reasonFor: ({ mutant, sets }) =>
      sets.flatMap(({ document }) => entriesOf(document)).find((entry) => isMeant(entry, mutant))
        ?.reason,
    problems: isComplete ? documents.flatMap((document) => useless(document, tried)) : [],
  }
}

function entriesOf({ value }: SourceDocument): readonly Acceptance[] {
  const { acceptedMutants } = value as unknown as {
    readonly acceptedMutants?: readonly Acceptance[] | null
  }
  return acceptedMutants ?? []
}

function isMeant({ mutant: named }: Acceptance, { id, text }: TriedMutant['mutant']): boolean {
  return named === id || named === text
}

function useless(document: SourceDocument, tried: readonly TriedMutant[]): readonly Problem[] {
  const own = tried.filter(({ sets }) => sets.some((set) => set.document === document))
  return entriesOf(document).flatMap((entry, index) => {
    const meant = own.filter(({ mutant }) => isMeant(entry, mutant))
    const [first] = meant
    if (meant.some(({ killedBy }) => killedBy === undefined)) return []
    return [
      problemAt(document, ['acceptedMutants', index, 'mutant'], {
        code: 'useless-acceptance',
        message:
          first === undefined
            ? `there is no mutant "${entry.mutant}"`
            : `the mutant "${entry.mutant}" is killed by "${first.killedBy}"`,
        remedy: 'take the entry out, or name a mutant that survives by its id',
      }),
    ]
  })
}
