import type { ClusterReader } from '../cluster/open-cluster.ts'
import type { SourceText } from '../core/index.ts'
import type { CaseSet, LoadedCases } from '../tester/cases/load-cases.ts'

/** The cases with what their policies name as the cluster has it; what cases say of their own goes before it. */
export async function casesInCluster(
  loaded: LoadedCases,
  cluster: ClusterReader,
): Promise<LoadedCases> {
  const held: SourceText[] = []
  for (const { world } of loaded.sets) {
    const { policies } = world.policies(world.kubernetesVersion)
    held.push(...(await cluster.contextFor(policies)))
  }
  const worlds = new Map(
    loaded.sets.map(({ world }) => [world, { ...world, context: [...held, ...world.context] }]),
  )
  const sets = loaded.sets.map(
    (set): CaseSet => ({ ...set, world: worlds.get(set.world) ?? set.world }),
  )
  return { ...loaded, sets }
}
