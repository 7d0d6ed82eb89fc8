import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldOf, isObject, kubernetesVersions, loadPolicies } from '#src/core/index.ts'
import { libraryFolder } from '#src/files/library.ts'
import { filesOfPolicy } from '#src/tester/library/library-files.ts'
import { readLibrary } from '#src/tester/library/read-library.ts'
import { policyPages } from '../../scripts/policy-pages.ts'

const folder = libraryFolder()
const library = readLibrary(folder)
const docs = join(import.meta.dirname, '../../docs')

/** Policies whose fields came later than the language that they are written in. */
const laterFields: Readonly<Record<string, string>> = {
  // hostUsers: https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
  'user-namespaces': '1.33',
}

const annotations = ['title', 'category', 'severity', 'description', 'kubernetes', 'link']

describe.for(library.policies)('$family/$name', (policy) => {
  test('says what it is about', () => {
    const metadata = fieldOf(policy.document.value, 'metadata') ?? null
    const own = fieldOf(metadata, 'annotations')
    const keys = isObject(own) ? Object.keys(own) : []
    expect(keys).toEqual(annotations.map((key) => `sallyport.dev/${key}`))
    expect(policy.title).toMatch(/\S.*[^.]$/)
    expect(['critical', 'high', 'medium', 'low']).toContain(policy.severity)
    expect(policy.description).toMatch(/\S.*\.$/s)
    expect(policy.link).toMatch(/^https:\/\/[^\s]+$/)
  })

  test('names the oldest release that can read it', () => {
    const [path = ''] = filesOfPolicy(policy)
    const text = { name: path, text: readFileSync(join(folder, path), 'utf8') }
    const reads = (kubernetesVersion: (typeof kubernetesVersions)[number]) =>
      loadPolicies([text], { kubernetesVersion }).problems.length === 0
    // admission policies came with 1.30, those that change objects with 1.32
    const first = policy.kind === 'MutatingRule' ? '1.32' : '1.30'
    const known = kubernetesVersions.slice(kubernetesVersions.indexOf(first))
    expect(policy.kubernetes).toBe(laterFields[policy.name] ?? known.find(reads))
    expect(known.slice(known.findIndex((one) => one === policy.kubernetes)).every(reads)).toBe(true)
  })
})

test('a family has one name for people, and no other family has it', () => {
  const pairs = new Set(library.policies.map(({ family, category }) => `${family}: ${category}`))
  expect(pairs.size).toBe(new Set(library.policies.map(({ family }) => family)).size)
  expect(pairs.size).toBe(new Set(library.policies.map(({ category }) => category)).size)
})

test('there are at least ninety', () => {
  expect(library.policies.length).toBeGreaterThanOrEqual(90)
})

test('the catalogue says what the policies say; npm run policy-catalogue writes it', () => {
  const pages = policyPages(library)
  for (const { path, text } of pages)
    expect(readFileSync(join(docs, path), 'utf8'), path).toBe(text)
  const written = readdirSync(join(docs, 'policies')).map((name) => `policies/${name}`)
  expect(written.sort()).toEqual(
    pages
      .map(({ path }) => path)
      .filter((path) => path.includes('/'))
      .sort(),
  )
})
