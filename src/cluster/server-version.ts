import {
  type KubernetesVersion,
  kubernetesVersions,
  latestKubernetesVersion,
} from '../core/index.ts'
import { ClusterError } from './cluster-error.ts'
import type { Connection } from './connection.ts'

/** The release that the server is, or is told to be like. */
export interface ServerVersion {
  /** `1.36`, as the server says it. */
  readonly text: string
  /** The nearest one that is known. */
  readonly nearest: KubernetesVersion
}

/** `GET /version`: the first request to a server, which tells whether it is one. */
export async function serverVersion(connection: Connection): Promise<ServerVersion> {
  const answer = await connection.get('/version')
  const major = answer['emulationMajor'] ?? answer['major']
  const minor = /^\d+/.exec(String(answer['emulationMinor'] ?? answer['minor']))?.[0]
  if (typeof major !== 'string' || minor === undefined) {
    throw new ClusterError(
      connection.server,
      "GET /version is not answered as an API server would; correct the server's URL",
    )
  }
  const text = `${major}.${minor}`
  return { text, nearest: nearestOf(Number(minor), text) }
}

function nearestOf(minor: number, text: string): KubernetesVersion {
  const exact = kubernetesVersions.find((version) => version === text)
  if (exact !== undefined) return exact
  const latest = Number(latestKubernetesVersion.split('.')[1])
  return minor > latest
    ? latestKubernetesVersion
    : (kubernetesVersions[0] ?? latestKubernetesVersion)
}
