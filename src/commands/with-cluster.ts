import { type ClusterReader, clusterProblem, openCluster } from '../cluster/open-cluster.ts'
import { printProblem } from '../core/index.ts'
import { clusterSnapshot } from './cluster-snapshot.ts'
import type { LiveSnapshot, SnapshotRequest } from './live-snapshot.ts'
import { writeLines } from './write.ts'

/** A cluster, and the snapshot of what it holds. */
export interface LiveCluster {
  readonly cluster: ClusterReader
  readonly snapshot: LiveSnapshot
}

/** Does something with the snapshot of the cluster that the settings name. */
export function withCluster(
  request: SnapshotRequest,
  use: (live: LiveCluster) => Promise<number>,
): Promise<number> {
  return readingCluster(request, async (cluster) =>
    use({ cluster, snapshot: await clusterSnapshot(cluster, request) }),
  )
}

/** Does something with the cluster that the settings name; where it cannot be asked that is one line, and exit code 1. */
export async function readingCluster(
  { settings, io }: Pick<SnapshotRequest, 'settings' | 'io'>,
  use: (cluster: ClusterReader) => Promise<number>,
): Promise<number> {
  const { kubeconfig, kubeContext: context, requestTimeout } = settings
  let cluster: ClusterReader | undefined
  try {
    cluster = await openCluster({ kubeconfig, context, folder: io.cwd }, requestTimeout)
    return await use(cluster)
  } catch (error) {
    await writeLines(io.stderr, [printProblem(clusterProblem(error))])
    return 1
  } finally {
    cluster?.close()
  }
}
