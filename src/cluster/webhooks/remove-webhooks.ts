import type { Problem } from '../../core/index.ts'
import { connect } from '../connection.ts'
import type { ClusterChoice } from '../kubeconfig.ts'
import { clusterProblem } from '../open-cluster.ts'
import { removeConfigurations } from './remove-configurations.ts'

export type Removal =
  | { readonly kind: 'removed'; readonly names: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The emergency exit: takes our webhook configurations out of the chosen cluster. A request takes at most the time given. */
export async function removeWebhooks(choice: ClusterChoice, timeoutMs: number): Promise<Removal> {
  try {
    const connection = await connect(choice, timeoutMs)
    try {
      return { kind: 'removed', names: await removeConfigurations(connection) }
    } finally {
      connection.close()
    }
  } catch (error) {
    return { kind: 'problem', problem: clusterProblem(error) }
  }
}
