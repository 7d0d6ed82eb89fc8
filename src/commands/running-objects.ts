import { isLeftToOwners, judgedResources } from '../core/index.ts'
import type { TestReport, TestResult } from '../tester/report.ts'
import type { TestOptions } from '../tester/test-manifests.ts'
import { runningReport, testRunning } from '../tester/test-running.ts'
import type { LiveCluster } from './with-cluster.ts'

/** Which of the objects that run are judged. */
export interface RunningChoice {
  /** `pods`, `deployments.apps`; none: whatever the policies match. */
  readonly resources: readonly string[]
  /** Undefined: all of them. */
  readonly namespace: string | undefined
  /** Also what workloads made, where nothing more is said of it than of them. */
  readonly owned: boolean
}

/** What the policies say of what runs, page by page: of the cluster's objects no more than 500 are held at once. */
export async function judgeRunningObjects(
  { cluster, snapshot: live }: LiveCluster,
  { resources: names, namespace, owned }: RunningChoice,
  options: Omit<TestOptions, 'ground' | 'notes'>,
): Promise<TestReport> {
  const { workloads } = live.snapshot
  const named = cluster.resources(names)
  const resources = names.length > 0 ? named : judgedResources(live.snapshot, named)
  const selection = {
    resources,
    namespace,
    owned: owned ? [] : resources.filter((one) => isLeftToOwners(live.snapshot, one)),
    owners: resources.filter(
      ({ group, resource }) => workloads.templatesOf(group, resource).length > 0,
    ),
  }
  const results: TestResult[] = []
  let leftOut = 0
  for await (const page of cluster.running(selection)) {
    const sources = page.objects.map(({ name, text }) => ({ name, bytes: Buffer.from(text) }))
    const judged = await live.judge((ground) =>
      testRunning(sources, { ...options, ground, notes: [] }),
    )
    results.push(...judged)
    leftOut += page.leftOut
  }
  const notes = [
    ...live.notes,
    `judged as they stand: ${resources.map(({ resource, group }) => (group === '' ? resource : `${resource}.${group}`)).join(', ') || 'nothing, for the policies match nothing that can be created'}`,
    ...(leftOut === 0
      ? []
      : [
          `left out, for the workload that made them is judged with the same policies: ${leftOut} (--owned judges them too)`,
        ]),
  ]
  return live.judge((ground) => runningReport(results, { ...options, ground, notes }))
}
