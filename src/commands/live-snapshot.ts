import type { KubernetesVersion } from '../core/index.ts'
import type { SettingsOf } from '../settings/setting.ts'
import type { Ground } from '../tester/ground.ts'
import type { LoadedSnapshot } from '../tester/load-snapshot.ts'
import type { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'

/** What says where policies and context are. */
export interface SnapshotRequest {
  readonly settings: SettingsOf<typeof clusterSettings>
  /** Where each setting's value comes from; `default` where nobody gave one. */
  readonly origins: Readonly<Record<string, string>>
  readonly io: Io
  /** RFC 3339. */
  readonly time: string
  /** With a cluster: the policies that a server in it enforces. Those in files stand beside it, and those of the API server itself are its own. */
  readonly asServer?: boolean
}

/** A snapshot, of files or of a cluster, that judging may still find something missing in. */
export interface LiveSnapshot extends LoadedSnapshot {
  /** The release that counts: of a cluster its own, unless another one was asked for. */
  readonly kubernetesVersion: KubernetesVersion
  /** Whether something is known beside the policies. */
  readonly hasContext: boolean
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[]
  /** What is judged, once nothing is missing that a cluster knows: it is judged again with what it turned out to need. */
  readonly judge: <Result>(judge: (ground: Ground) => Result | Promise<Result>) => Promise<Result>
}
