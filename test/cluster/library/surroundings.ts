import { fieldOf, type JsonObject, type JsonValue, printJson, valueAt } from '#src/core/index.ts'
import type { LibraryCase } from './library-cases.ts'

const rbac = 'rbac.authorization.k8s.io'

/** Whoever a case says that asks may ask: it is policies that say no. */
const rightsOfEverybody: readonly JsonObject[] = [
  {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'everybody-of-the-test' },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: ['system:authenticated', 'system:unauthenticated'].map((name) => ({
      apiGroup: rbac,
      kind: 'Group',
      name,
    })),
  },
]

/** What must be there for the cases, each once: rights, and the classes that Pods name, without which nobody can create these. */
export function surroundingsOf(cases: readonly LibraryCase[]): readonly JsonObject[] {
  const objects = [...rightsOfEverybody, ...cases.flatMap(classesFor)]
  return [...new Map(objects.map((object) => [printJson(object), object])).values()]
}

function classesFor({ row }: LibraryCase): readonly JsonObject[] {
  return [row.object, row.oldObject ?? {}, ...row.context]
    .filter((object) => fieldOf(object, 'kind') === 'Pod')
    .flatMap((pod) => [
      ...classOf('scheduling.k8s.io/v1', 'PriorityClass', {
        name: valueAt(pod, ['spec', 'priorityClassName']),
        rest: { value: 1000 },
      }),
      ...classOf('node.k8s.io/v1', 'RuntimeClass', {
        name: valueAt(pod, ['spec', 'runtimeClassName']),
        rest: { handler: 'test' },
      }),
    ])
}

interface Class {
  readonly name: JsonValue | undefined
  readonly rest: JsonObject
}

/** The names that begin with `system-` are Kubernetes' own. */
function classOf(apiVersion: string, kind: string, { name, rest }: Class): readonly JsonObject[] {
  if (typeof name !== 'string' || name.startsWith('system-')) return []
  return [{ apiVersion, kind, metadata: { name }, ...rest }]
}
