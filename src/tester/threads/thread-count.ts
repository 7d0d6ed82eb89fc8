import { availableParallelism } from 'node:os'
import type { SourceBytes } from '../../files/read-sources.ts'
import { sizeOf } from './share.ts'

/**
 * A thread loads everything, compiles the policies and warms up for itself, which takes as long as some thousand manifests:
 * 3,000 of them (3 MiB) take two processors longer in two threads than in one. Below so much for each it does not pay.
 */
const bytesPerThread = 8 * 1024 ** 2
const mostThreads = 4

/** In how many threads to judge: what is asked for, or what pays; never more than there are sources. */
export function threadCount(asked: number | undefined, sources: readonly SourceBytes[]): number {
  const worthwhile = Math.floor(sizeOf(sources) / bytesPerThread)
  const count = asked ?? Math.min(worthwhile, availableParallelism(), mostThreads)
  return Math.max(1, Math.min(count, sources.length))
}
