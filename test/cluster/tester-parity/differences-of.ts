import { isDeepStrictEqual } from 'node:util'
import { isUnexplained, reasonApart } from '../library/apart.ts'
import type { JudgedCase } from '../library/judge-cases.ts'
import type { UnfitForApi } from './api-verdict.ts'
import { inOrder } from './in-order.ts'
import type { JudgedManifest } from './judge-manifests.ts'
import type { Unfit } from './verdict.ts'

/** What the API server says and the tester does not, side by side; undefined where there is nothing. */
export interface SaidDifferently {
  readonly title: string
  readonly api: unknown
  readonly tester: unknown
}

/** A case; one that the API server refuses without our webhooks says nothing, and only raw cases may show that. */
export function caseDifference(judged: JudgedCase): SaidDifferently | undefined {
  const { title, isRaw, api, tester } = judged
  if (!('unfit' in api)) return unlessEqual(title, inOrder(api), inOrder(tester))
  return isRaw || !isUnexplained(reasonApart(api)) ? undefined : { title, api, tester }
}

/**
 * A manifest. One that the API server cannot decode must be one for the tester too, in the same words; one that it can
 * decode and does not take is left out.
 */
export function manifestDifference(judged: JudgedManifest): SaidDifferently | undefined {
  const { title, api, tester, changes } = judged
  if ('unfit' in api) {
    return api.status !== 400 || ('unfit' in tester && saysTheSame(api, tester))
      ? undefined
      : { title, api, tester }
  }
  if ('unfit' in tester) return { title, api, tester }
  const { changed, ...said } = tester
  return unlessEqual(
    title,
    { ...inOrder(api), changed: Object.keys(api.changes).filter(isWritten).sort() },
    { ...inOrder({ ...said, changes }), changed },
  )
}

/** A status is the API server's own answer to what policies write. */
function isWritten(path: string): boolean {
  return !path.startsWith('status.')
}

function unlessEqual(title: string, api: unknown, tester: unknown): SaidDifferently | undefined {
  return isDeepStrictEqual(api, tester) ? undefined : { title, api, tester }
}

/** The API server's words, without what it says in front, are among the tester's. */
function saysTheSame({ unfit }: UnfitForApi, tester: Unfit): boolean {
  const words = unfit.replace(/^.*? cannot be handled as an? \w+: (?:strict decoding error: )?/, '')
  return words.split(/, (?=unknown field )/).every((one) => tester.unfit.includes(one))
}
