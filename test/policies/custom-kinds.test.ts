import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { isBuiltInGroup } from '#src/core/kubernetes/missing-kind.ts'
import { customKinds } from '../cluster/custom-kinds.ts'
import { libraryCases } from '../cluster/library/library-cases.ts'
import { isServedNowhere } from '../cluster/library/out-of-reach.ts'

const rows = customKinds.flatMap(({ group, versions, kind }) =>
  versions.map((version) => `${kind} of ${group}/${version}`),
)
/** A case for each kind. */
const used = new Map(
  (await libraryCases()).flatMap(({ title, row }) =>
    [row.object, row.oldObject ?? row.object, ...row.context]
      .filter(needsDefinition)
      .map(({ apiVersion, kind }): [string, string] => [`${kind} of ${apiVersion}`, title]),
  ),
)

test('test/cluster/custom-kinds.ts has every kind of the cases that is not Kubernetes’ own', () => {
  expect([...used].filter(([kind]) => !rows.includes(kind))).toEqual([])
})

test('it has no kind twice, and none that no case needs', () => {
  expect(rows).toEqual([...new Set(rows)])
  expect(rows.filter((row) => !used.has(row))).toEqual([])
})

function needsDefinition(object: JsonObject): boolean {
  const { apiVersion, kind } = object
  const version = String(apiVersion)
  const isOurs = version.startsWith('sallyport.dev/')
  const isServed = builtInKindsOnly.find(version, String(kind)) !== undefined
  return !isOurs && !isServed && !isBuiltInGroup(version) && !isServedNowhere(object)
}
