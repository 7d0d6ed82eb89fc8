import type { Worker } from 'node:worker_threads'
import type { SourceBytes } from '../../files/read-sources.ts'
import { type Judged, joined } from '../judged.ts'
import { type JudgedSource, type JudgeSource, judgeShare } from './judge-share.ts'
import { type Share, shareOf } from './share.ts'

/** The threads beside this one. */
export interface OtherThreads {
  readonly others: number
  /** Starts one, which answers, as its one message, what it judged of the share. */
  readonly start: (share: Share) => Worker | undefined
}

/** What this thread does. */
export interface OwnWork {
  readonly judge: JudgeSource
  readonly onProgress: (sources: number) => void
}

/** Judges sources in this thread and in others; the results stand in the order of the sources. */
export async function judgeInThreads(
  sources: readonly SourceBytes[],
  { others, start }: OtherThreads,
  { judge, onProgress }: OwnWork,
): Promise<Judged> {
  const share = shareOf(sources)
  const workers = Array.from({ length: others }, () => start(share) ?? [])
  try {
    const answers = workers.flat().map(answerOf)
    const parts = await Promise.all([judgeShare(share, judge, onProgress), ...answers])
    const inOrder = parts.flat().sort((a, b) => a.index - b.index)
    return joined(inOrder.map(({ judged }) => judged))
  } finally {
    await Promise.all(workers.flat().map((worker) => worker.terminate()))
  }
}

/** What a thread answers; it ends with an error where it fails, and where it ends without a word. */
function answerOf(worker: Worker): Promise<readonly JudgedSource[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code}`)))
  })
}
