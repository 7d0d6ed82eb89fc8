import { type JsonObject, printJson } from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'
import { inParallel } from '../cel/parallel.ts'
import type { ControlPlane } from '../control-plane.ts'
import type { ReloadingServer } from '../reloading-server.ts'
import type { ServedResource } from '../served-resources.ts'
import { type ApiVerdict, apiVerdict } from './api-verdict.ts'
import { caseRequest } from './case-request.ts'
import type { OwnCase } from './own-cases.ts'
import type { Verdict } from './verdict.ts'

export interface JudgedCase {
  readonly title: string
  /** Whether it shows an object that nobody decodes. */
  readonly isRaw: boolean
  readonly api: ApiVerdict
  readonly tester: Verdict
}

interface Surroundings {
  readonly cluster: ControlPlane
  readonly client: ApiClient
  readonly served: readonly ServedResource[]
  /** Its webhooks are those of the arm `cases`. */
  readonly server: ReloadingServer
}

/** Each case by the API server with its policies, and nothing else, in force in the server; and by the tester. */
export async function judgeCases(
  cases: readonly OwnCase[],
  surroundings: Surroundings,
): Promise<readonly JudgedCase[]> {
  const judged: JudgedCase[] = []
  for (const together of alike(cases)) {
    const [{ policies, row }] = together
    await surroundings.server.load(policies, contextOf(row))
    judged.push(...(await inParallel(together, (one) => judge(one, surroundings))))
  }
  return judged
}

/** Those together that the server can answer with what it has loaded. */
function alike(cases: readonly OwnCase[]): readonly (readonly [OwnCase, ...OwnCase[]])[] {
  const groups = new Map<string, [OwnCase, ...OwnCase[]]>()
  for (const one of cases) {
    const key = printJson([...one.policies, ...contextOf(one.row)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()]
}

/** What the server must hold, because in this test nobody watches the cluster for it. */
function contextOf({ context, namespaceObject, accessReviews = [] }: OwnCase['row']) {
  const reviews = accessReviews.map((review, index) => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    metadata: { name: `answer-${index}` },
    ...(review as unknown as JsonObject),
  }))
  return [...context, ...(namespaceObject === undefined ? [] : [namespaceObject]), ...reviews]
}

async function judge(
  { title, row, judge: ask }: OwnCase,
  { cluster, client, served }: Surroundings,
): Promise<JudgedCase> {
  const namespace = await namespaceFor(row, cluster)
  const request = await caseRequest({ row, namespace }, client, served)
  const api = 'unfit' in request ? request : await apiVerdict(client, request, 'cases')
  return { title, isRaw: row.raw, api, tester: ask(namespace) }
}

let made = 0

/** One of its own where something is stored, so that cases do not meet. */
async function namespaceFor(
  { operation = 'CREATE' }: OwnCase['row'],
  cluster: ControlPlane,
): Promise<string> {
  if (operation === 'CREATE') return 'default'
  const name = `case-${made++}`
  await cluster.createNamespace(name)
  return name
}
