import { type JsonObject, printJson, valueAt } from '#src/core/index.ts'
import { inParallel } from '../cel/parallel.ts'
import type { ReloadingServer } from '../reloading-server.ts'
import type { ApiSide } from './held-objects.ts'
import { type JudgedCase, judgeCase } from './judge-cases.ts'
import type { PlacedCase } from './placed-case.ts'

/** What requests say of themselves that are for the server with files. */
export const filesSlot = 'files'

/** The cases by a server that has the policies, and what the cluster holds, of files; its webhooks are those of `filesSlot`. */
export async function judgeByFiles(
  cases: readonly PlacedCase[],
  server: Pick<ReloadingServer, 'load'>,
  side: ApiSide,
): Promise<readonly JudgedCase[]> {
  const judged: JudgedCase[] = []
  for (const together of alike(cases)) {
    const [{ policies, row }] = together
    await server.load(policies, contextOf(row))
    const judge = (one: PlacedCase) =>
      judgeCase(one, { slot: filesSlot, names: new Map(), context: 'known' }, side)
    judged.push(...(await inParallel(together, judge)))
  }
  return judged
}

/** Those together that the server can answer with what it has loaded. */
function alike(cases: readonly PlacedCase[]): readonly (readonly [PlacedCase, ...PlacedCase[]])[] {
  const groups = new Map<string, [PlacedCase, ...PlacedCase[]]>()
  for (const one of cases) {
    const key = printJson([...one.policies, ...contextOf(one.row)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()]
}

/** What the server must hold, because nobody watches the cluster for it. */
function contextOf(row: PlacedCase['row']) {
  const { context, namespace = 'default', namespaceObject, accessReviews = [] } = row
  const reviews = accessReviews.map((review, index) => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    metadata: { name: `answer-${index}` },
    ...(review as unknown as JsonObject),
  }))
  const home = String(valueAt(row.object, ['metadata', 'namespace']) ?? namespace)
  const isNamed = context.some(
    (one) => one['kind'] === 'Namespace' && valueAt(one, ['metadata', 'name']) === home,
  )
  const labels = { 'kubernetes.io/metadata.name': home }
  const space = namespaceObject ?? {
    ...{ apiVersion: 'v1', kind: 'Namespace' },
    metadata: { name: home, labels },
  }
  return [...context, ...(isNamed ? [] : [space]), ...reviews]
}
