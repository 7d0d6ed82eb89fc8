import type { SourceBytes } from '../../files/read-sources.ts'
import type { Judged } from '../judged.ts'
import { type Share, taken, takenSoFar } from './share.ts'

/** What was said of the source of that number. */
export interface JudgedSource {
  readonly index: number
  readonly judged: Judged
}

/** Judges a source; what it answers is plain data, so that threads can hand it over. */
export type JudgeSource = (source: SourceBytes) => Judged

/** Judges what the other threads leave, and tells now and then how many sources are taken. */
export async function judgeShare(
  share: Share,
  judge: JudgeSource,
  onProgress: (sources: number) => void = () => undefined,
): Promise<readonly JudgedSource[]> {
  const results: JudgedSource[] = []
  let pauseAt = Date.now() + pauseMs
  for (const { index, source } of taken(share)) {
    results.push({ index, judged: judge(source) })
    if (Date.now() < pauseAt) continue
    onProgress(takenSoFar(share))
    await new Promise(setImmediate)
    pauseAt = Date.now() + pauseMs
  }
  return results
}

/** So often the thread looks up from its work, for a signal among others. */
const pauseMs = 100
