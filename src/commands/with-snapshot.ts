import { groundOfFiles } from '../tester/ground.ts'
import { loadSnapshot } from '../tester/load-snapshot.ts'
import type { LiveSnapshot, SnapshotRequest } from './live-snapshot.ts'

/** Does something with the snapshot that the settings name. A cluster that cannot be asked is one line, and exit code 1. */
export async function withSnapshot(
  request: SnapshotRequest,
  use: (snapshot: LiveSnapshot) => Promise<number>,
): Promise<number> {
  if (!request.settings.cluster) return use(await filesSnapshot(request))
  const { withCluster } = await import('./with-cluster.ts')
  return withCluster(request, ({ snapshot }) => use(snapshot))
}

async function filesSnapshot({ settings, io, time }: SnapshotRequest): Promise<LiveSnapshot> {
  const origin = { folder: io.cwd, standardInput: io.stdin }
  const loaded = await loadSnapshot(settings, origin, time)
  return {
    ...loaded,
    kubernetesVersion: settings.kubernetesVersion,
    hasContext: settings.context.length > 0,
    notes: [],
    judge: async (judge) => judge(groundOfFiles(loaded.snapshot)),
  }
}
