import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { latestKubernetesVersion, loadPolicies } from '#src/core/index.ts'
import { customWorkloads } from '#src/core/kubernetes/custom-workloads.ts'
import { workloadKinds } from '#src/core/kubernetes/pod-template.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/rules.md'), 'utf8')
const shown = [...page.matchAll(/```yaml\n([^`]+)```/g)]
  .map(([, text = '']) => ({ name: /^ {2}name: (.+)$/m.exec(text)?.[1] ?? '', text }))
  .filter(({ text }) => text.startsWith('apiVersion: sallyport.dev'))

test('the page shows rules', () => {
  expect(shown.length).toBeGreaterThanOrEqual(3)
})

test.for(shown)('$name is a rule without problems, as in its file', ({ name, text }) => {
  const file = `docs/examples/rules/${name}.yaml`
  expect(text).toBe(readFileSync(join(root, file), 'utf8'))
  const source = { name: file, text }
  const loaded = loadPolicies([source], { kubernetesVersion: latestKubernetesVersion })
  expect(loaded.problems).toEqual([])
  expect(loaded.policies.policies).toHaveLength(1)
})

const known = [
  ...workloadKinds.map(({ group, resource }) => ({ group, resource })),
  ...customWorkloads.map(({ group, resource }) => ({ group, resource })),
].map(({ group, resource }) => (group === '' ? resource : `${resource}.${group}`))

test('the page names every kind whose templates are known, and no other', () => {
  const rows = page.split('\n').filter((line) => /^\| [^|]+ \| `[^|]+ \|$/.test(line))
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  expect(named).toEqual(known)
})
