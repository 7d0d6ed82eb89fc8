import { Readable } from 'node:stream'
import { groundOfFiles } from '../tester/ground.ts'
import { type ClusterPaths, loadSnapshot } from '../tester/load-snapshot.ts'
import { judgeManifests, judgeManifestsAsWritten } from '../tester/test-manifests.ts'
import { type JudgedSource, judgeShare } from '../tester/threads/judge-share.ts'
import type { Share } from '../tester/threads/share.ts'
import { type RequestSettings, readOld, sendingOf } from './request-settings.ts'

/** What of the settings decides what is said of a manifest: plain data, which a thread can be given. */
interface JudgeSettings extends ClusterPaths, RequestSettings {
  readonly raw: boolean
  readonly showMutations: boolean
}

/** What a thread of `sallyport test` is given. */
export interface ThreadTask {
  readonly settings: JudgeSettings
  readonly folder: string
  readonly time: string
  readonly share: Share
}

/**
 * What a thread beside the first one does: it prepares itself from the same files and judges what the others leave.
 * The first thread has found nothing wrong with these files.
 */
export async function judgeInThread({
  settings,
  folder,
  time,
  share,
}: ThreadTask): Promise<readonly JudgedSource[]> {
  const origin = { folder, standardInput: Readable.from([]) }
  const { kubernetesVersion } = settings
  const { snapshot } = await loadSnapshot(settings, origin, time)
  const { old } = await readOld(settings, origin)
  const cluster = { snapshot, ground: groundOfFiles(snapshot), kubernetesVersion, time }
  const options = { ...settings, ...sendingOf(settings, old, cluster), ...cluster }
  const judge = settings.raw ? judgeManifestsAsWritten : judgeManifests
  return judgeShare(share, (source) => judge([source], options))
}
