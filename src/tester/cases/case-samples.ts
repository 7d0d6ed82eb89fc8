import type { RequestSample } from '../../core/index.ts'
import type { CaseSet, LoadedCases } from './load-cases.ts'
import type { PolicyCase } from './policy-case.ts'
import { parentOf } from './sub-resource.ts'

/** The requests of cases, each for the policies that its document is about. */
export function caseSamples({ sets }: LoadedCases): readonly RequestSample[] {
  return sets.flatMap((set) => set.cases.map((row) => sampleOf(row, set)))
}

function sampleOf(row: PolicyCase, { document, world }: CaseSet): RequestSample {
  const { operation, oldObject, subResource, namespace, userInfo, dryRun } = row
  const parent = parentOf(row)
  const { policies } = world.policies(world.kubernetesVersion).policies
  return {
    title: `the case "${row.name}" (${document.source})`,
    object: row.object,
    request: {
      ...(operation === undefined ? {} : { operation }),
      ...(oldObject === undefined ? {} : { oldObject }),
      ...(subResource === undefined ? {} : { subResource }),
      ...(parent === undefined ? {} : { parent }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(userInfo === undefined ? {} : { userInfo }),
      ...(dryRun === undefined ? {} : { dryRun }),
    },
    params: row.params,
    namespaceObject: row.namespaceObject,
    sources: new Set(policies.map(({ policy }) => policy.place.document.source)),
  }
}
