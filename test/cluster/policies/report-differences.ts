import { inspect } from 'node:util'
import type { Arena, JudgedCase } from './arena.ts'
import { type Differing, differingIn, shrink } from './shrink-case.ts'

/** Shrinking takes its time; who has so many differences has enough to look at. */
const shrunkAtMost = 3
const listedAtMost = 20

export interface ReportOptions {
  readonly arena: Arena
  readonly seed: string
  /** How many cases the arena judges at once. */
  readonly atOnce: number
}

/** What differs, the first ones with the shrunk policies and all with the way to run them again; empty where nothing does. */
export async function reportDifferences(
  judged: readonly JudgedCase[],
  { arena, seed, atOnce }: ReportOptions,
): Promise<readonly string[]> {
  const differing = differingIn(judged)
  const texts: string[] = []
  for (const one of differing.slice(0, shrunkAtMost)) {
    // a server keeps what it has where a smaller document is broken, and the smaller cases are not judged then
    const shrunk = await shrink(arena, one, atOnce).catch(() => one)
    texts.push(described(shrunk, seed))
  }
  const listed = differing.slice(shrunkAtMost, listedAtMost)
  const left = differing.length - texts.length - listed.length
  return [
    ...texts,
    ...listed.map((one) => described(one, seed)),
    ...(left > 0 ? [`and ${left} more`] : []),
  ]
}

function described({ policyCase, request }: Differing, seed: string): string {
  const { sent, difference } = request
  const { name, method, path, body } = sent
  return [
    `${policyCase.index}: ${name}, in-tree and own: ${inspect(difference, { depth: 8, breakLength: 120, maxStringLength: 300 })}`,
    ...policyCase.documents.map(
      (document) => `${document['kind']} ${JSON.stringify(document['spec'])}`,
    ),
    `${method} ${path} ${body ?? ''}`,
    `again: SALLYPORT_POLICIES_SEED='${seed}' SALLYPORT_POLICIES_ONLY=${policyCase.index} npx vitest run -c vitest.cluster.config.ts test/cluster/policies.test.ts`,
  ].join('\n')
}
