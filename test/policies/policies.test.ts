import { describe, expect, test } from 'vitest'
import {
  kubernetesVersions,
  latestKubernetesVersion,
  loadPolicies,
  readYaml,
  type SourceDocument,
} from '#src/core/index.ts'
import { verified } from '#test/support/run-cases.ts'
import { type PolicyFolder, policyFolders, textOf } from './policy-folders.ts'

const folders = policyFolders.map((folder) => ({ folder, ...verify(folder) }))

function verify(folder: PolicyFolder) {
  const { policies, problems } = loadPolicies([textOf(folder, 'policy.yaml')], {
    kubernetesVersion: latestKubernetesVersion,
  })
  const result = verified(documentOf(folder, 'cases.yaml'), policies)
  return { ...result, problems: [...problems, ...result.problems] }
}

function documentOf(folder: PolicyFolder, file: string): SourceDocument {
  const [document, ...others] = readYaml(textOf(folder, file)).documents
  if (document === undefined || others.length > 0)
    throw new Error(`${folder.path}/${file}: one document is expected`)
  return document
}

test('no two have the same name', () => {
  const names = policyFolders.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

describe.for(folders)('$folder.path', ({ folder, results, problems }) => {
  test('holds a policy and its cases', () => {
    expect(folder.files).toEqual(['cases.yaml', 'policy.yaml'])
  })

  test('has no problems', () => {
    expect(problems).toEqual([])
  })

  test('is called like its folder, and so are its cases', () => {
    const names = folder.files
      .map((file) => documentOf(folder, file).value)
      .map((value) => value as unknown as Named)
    expect(names.map(({ metadata }) => metadata.name)).toEqual([folder.name, folder.name])
  })

  test('has at least six cases', () => {
    expect(results.length).toBeGreaterThanOrEqual(6)
  })

  test.for(results)('$row.name', ({ differences }) => {
    expect(differences).toEqual([])
  })

  test.for(versionsFor(folder))('can be read by Kubernetes %s', (version) => {
    const loaded = loadPolicies([textOf(folder, 'policy.yaml')], { kubernetesVersion: version })
    expect(loaded.problems).toEqual([])
  })
})

/** From the one that its annotation names; mutating policies came with 1.32, and what they may call with them. */
function versionsFor(folder: PolicyFolder) {
  const { kind, metadata } = documentOf(folder, 'policy.yaml').value as unknown as Named
  const oldest =
    metadata.annotations?.['sallyport.dev/kubernetes'] ??
    (kind === 'MutatingRule' ? '1.32' : '1.30')
  return kubernetesVersions.slice(kubernetesVersions.findIndex((version) => version === oldest))
}

interface Named {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly annotations?: Readonly<Record<string, string>>
  }
}
