import { inspect } from 'node:util'
import type { Comparison } from './compare.ts'
import { type Sample, withTree } from './expressions.ts'
import { shrink } from './shrink.ts'

/** Shrinking takes its time; who has so many differences has enough to look at. */
const shrunkAtMost = 5

export interface ReportOptions {
  readonly seed: string
  /** Compares each expression by itself, where the comparison that looks first has several at once. */
  readonly alone?: Comparison
  /** How many expressions `alone` gets at once. */
  readonly atOnce?: number
}

/** What differs, each as a text with the shrunk expression and how to run it again; empty where nothing differs. */
export async function differencesIn(
  samples: readonly Sample[],
  comparison: Comparison,
  { seed, alone = comparison, atOnce = 1000 }: ReportOptions,
): Promise<readonly string[]> {
  const found = await comparison(samples)
  const differing = samples.filter((_, index) => found[index] !== undefined)
  const texts: string[] = []
  for (const sample of differing.slice(0, shrunkAtMost)) {
    const smallest = await shrink(
      sample.tree,
      async (trees) => {
        const results = await alone(trees.map((tree) => withTree(sample, tree)))
        return results.map((result) => result !== undefined)
      },
      atOnce,
    )
    const small = withTree(sample, smallest)
    const [difference = found[samples.indexOf(sample)]] = await alone([small])
    texts.push(described(small, sample, seed, difference))
  }
  const left = differing.length - texts.length
  return left === 0 ? texts : [...texts, `and ${left} more`]
}

function described(
  small: Sample,
  { expression }: Sample,
  seed: string,
  difference: unknown,
): string {
  return [
    small.expression,
    inspect(difference, { breakLength: 120 }),
    `over ${small.subject.name}, out of: ${expression}`,
    `again: SALLYPORT_CEL_SEED='${seed}' SALLYPORT_CEL_ONLY=${small.index} npx vitest run -c vitest.cluster.config.ts test/cluster/cel.test.ts`,
  ].join('\n')
}
