import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { latestKubernetesVersion, loadPolicies, printProblem } from '#src/core/index.ts'
import { libraryBundles, libraryFolder } from '#src/files/library.ts'
import { readPolicyFiles } from '#src/files/read-policies.ts'
import type { CaseWorld } from '#src/tester/cases/case-world.ts'
import { loadCases } from '#src/tester/cases/load-cases.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import { caseRunner } from '#src/tester/cases/run-cases.ts'
import { readLibrary } from '#src/tester/library/read-library.ts'
import { captureIo } from '#test/support/capture.ts'

const root = join(import.meta.dirname, '../..')
const library = readLibrary(libraryFolder())
const kubernetesVersion = latestKubernetesVersion

test('there are nine', () => {
  expect(libraryBundles()).toEqual([
    'best-practices',
    'cost',
    'getting-started',
    'gitops',
    'mesh',
    'multi-tenancy',
    'pod-security-baseline',
    'pod-security-restricted',
    'supply-chain',
  ])
  expect(library.bundles.map(({ name }) => name)).toEqual(libraryBundles())
})

/** Policies that are in no bundle, and why. */
const alone: Readonly<Record<string, string>> = {
  'custom-resources/database-backups': 'of an example kind',
  'custom-resources/database-replicas': 'of an example kind',
  'custom-resources/database-storage-growth': 'of an example kind',
  'custom-resources/database-version-step': 'of an example kind',
  'images/registry-mirror': 'needs a mirror, whose name nobody but its owner knows',
}

test('every policy is in a bundle, or it is said why not', () => {
  const outside = library.policies.filter(({ bundles }) => bundles.length === 0)
  expect(outside.map(({ family, name }) => `${family}/${name}`)).toEqual(Object.keys(alone).sort())
})

/**
 * Policies contradict each other where whatever one of them judges is refused by another: then nothing that concerns it
 * can ever come in. So for every policy of a bundle there is a request that it judges, and that all of the bundle allow.
 */
describe.for(libraryBundles())('%s', (name) => {
  const { texts, problems } = readPolicyFiles([`bundle:${name}`], root)
  const loaded = loadPolicies(texts, { kubernetesVersion })
  const names = loaded.policies.policies.map(({ policy }) => policy.name)

  test('has no problems', () => {
    expect([...problems, ...loaded.problems].map(printProblem)).toEqual([])
    expect(names.length).toBeGreaterThan(5)
  })

  test('lets in something of what each of its policies judges', async () => {
    const world: CaseWorld = { policies: () => loaded, kubernetesVersion, context: [] }
    const run = caseRunner(world)
    const missing = new Set(names)
    for (const row of await requests(name)) {
      if (missing.size === 0) break
      const { actual } = run(row)
      if (actual.allowed) for (const policy of actual.applied) missing.delete(policy)
    }
    expect([...missing]).toEqual([])
  })
})

/** Whole objects as an experienced team writes them, and what the cases of the policies send. */
async function requests(bundle: string): Promise<readonly PolicyCase[]> {
  const { io } = captureIo()
  const { sets } = await loadCases(
    {
      paths: ['test/policies/models', `bundle:${bundle}`],
      context: [],
      kubernetesVersion,
      exemptionNamespace: ['sallyport'],
      podTemplate: [],
    },
    { folder: root, standardInput: io.stdin },
  )
  return sets.flatMap(({ cases }) => cases).filter(({ params }) => params === undefined)
}
