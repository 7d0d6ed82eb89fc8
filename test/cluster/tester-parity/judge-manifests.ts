import {
  latestKubernetesVersion as kubernetesVersion,
  loadPolicies,
  printJson,
  type SourceText,
} from '#src/core/index.ts'
import type { CaseWorld } from '#src/tester/cases/case-world.ts'
import type { ApiClient } from '../api-client.ts'
import { inParallel } from '../cel/parallel.ts'
import { createPath, type ServedResource } from '../served-resources.ts'
import { type ApiVerdict, apiVerdict, managersWays } from './api-verdict.ts'
import type { Arm } from './arm.ts'
import { caseVerdict } from './case-verdict.ts'
import type { Changes } from './changes.ts'
import type { RealManifest } from './real-manifests.ts'
import { servedAs } from './served-as.ts'
import { testerReport } from './tester-report.ts'
import { type TesterVerdict, testerVerdict } from './tester-verdict.ts'

export interface JudgedManifest {
  readonly title: string
  readonly api: ApiVerdict
  readonly tester: TesterVerdict
  /** What its engine makes of the object, with values. */
  readonly changes: Changes
}

interface Judges {
  readonly client: ApiClient
  readonly served: readonly ServedResource[]
  readonly arm: Exclude<Arm, 'bare'>
  /** Those that the arm's server has. */
  readonly policies: readonly SourceText[]
}

/** Each manifest as kubectl would create it, by the API server and by one run of the built `sallyport test` over all. */
export async function judgeManifests(
  manifests: readonly RealManifest[],
  { client, served, arm, policies }: Judges,
): Promise<readonly JudgedManifest[]> {
  const files = policies.flatMap(({ name }) => ['--policies', name])
  const { results } = await testerReport([...files, ...manifests.map(({ path }) => path)])
  const bySource = new Map(results.map((result) => [result.source, testerVerdict(result)]))
  const world = worldOf(policies)
  return inParallel(manifests, async ({ path, object, namespace }) => {
    const tester = bySource.get(path)
    if (tester === undefined) throw new Error(`no result is about ${path}`)
    const body = printJson(object)
    const request = {
      method: 'POST',
      path: createPath(servedAs(object, served), namespace),
      body,
    } as const
    const api = await apiVerdict(client, request, managersWays(arm))
    const isChanged = !('unfit' in tester) && tester.refusal === undefined
    const row = { name: path, at: [], object, namespace, context: [], raw: false, expect }
    return { title: path, api, tester, changes: isChanged ? caseVerdict(row, world).changes : {} }
  })
}

const expect = { allowed: true }

function worldOf(policies: readonly SourceText[]): CaseWorld {
  const loaded = loadPolicies(policies, { kubernetesVersion })
  return { policies: () => loaded, kubernetesVersion, context: [] }
}
