import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  createSnapshot,
  latestKubernetesVersion,
  loadPolicies,
  printProblem,
} from '#src/core/index.ts'
import { readPolicyFiles, unbundledPaths } from '#src/files/read-policies.ts'
import { temporaryFolder, writeFiles } from '#test/support/temporary-folder.ts'

const limits = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: limits
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }
  params: { names: [memory], most: 4 }
  validations:
    - expression: object.spec.containers.all(c, params.names.all(name, has(c.resources)))
`
const label = `apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata:
  name: label
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: "Object{metadata: Object.metadata{labels: {'a': 'b'}}}"
`
const cases = 'apiVersion: sallyport.dev/v1alpha1\nkind: PolicyCases\n'

/** The lines begin in line 4. */
function bundle(...items: readonly string[]): string {
  const lines = items.map((item) => `  - ${item}\n`)
  return `apiVersion: sallyport.dev/v1alpha1\nkind: PolicyBundle\nmetadata: { name: b }\npolicies:\n${lines.join('')}`
}

async function libraryWith(...items: readonly string[]): Promise<string> {
  return temporaryFolder({
    'p/pods/limits/policy.yaml': limits,
    'p/pods/limits/cases.yaml': cases,
    'p/pods/label/policy.yaml': label,
    'p/pods/two.yaml': `${limits}---\n${label}`,
    'p/bundles/b.yaml': bundle(...items),
  })
}

/** What is in force: names, actions, params, namespaces. */
function inForce(paths: readonly string[], folder: string) {
  const { texts, problems } = readPolicyFiles(paths, folder)
  const loaded = loadPolicies(texts, { kubernetesVersion: latestKubernetesVersion })
  const { snapshot } = createSnapshot({ policies: loaded.policies })
  return {
    problems: [...problems, ...loaded.problems].map(printProblem),
    policies: snapshot.policySet.policies.map(({ policy, bindings }) => {
      const [binding] = bindings
      return {
        name: policy.name,
        actions: binding?.validationActions,
        params: binding?.params,
        namespaces: binding?.match?.namespaceSelector,
      }
    }),
  }
}

test('a bundle changes actions, params and namespaces, and leaves the rest', async () => {
  const folder = await libraryWith(
    '{ policy: pods/limits, validationActions: [Warn], params: { most: 5 }, namespaceSelector: { matchLabels: { stage: production } } }',
    'policy: pods/label',
  )
  expect(inForce(['p/bundles/b.yaml'], folder)).toMatchObject({
    problems: [],
    policies: [
      { name: 'label' },
      {
        name: 'limits',
        actions: ['Warn'],
        params: { names: ['memory'], most: 5 },
        namespaces: { matchLabels: { stage: 'production' } },
      },
    ],
  })
})

test('one policy stands there twice under two names', async () => {
  const folder = await libraryWith(
    'policy: pods/limits',
    '{ policy: pods/limits, name: more, params: { names: [cpu] } }',
  )
  expect(inForce(['p/bundles/b.yaml'], folder)).toMatchObject({
    problems: [],
    policies: [
      { name: 'limits', params: { names: ['memory'] } },
      { name: 'more', params: { names: ['cpu'] } },
    ],
  })
})

test('a bundle beside its policies is good as well, and so is a file', async () => {
  const folder = await libraryWith('policy: pods/label')
  const own = { folder: join(folder, 'p') }
  const text = bundle('policy: pods/limits/policy.yaml')
  const there = await temporaryFolder({ 'pods/limits/policy.yaml': limits, 'b.yaml': text })
  expect(inForce(['b.yaml'], there).policies).toMatchObject([{ name: 'limits' }])
  expect(inForce(['bundles/b.yaml'], own.folder).policies).toMatchObject([{ name: 'label' }])
})

test('in a folder that is read whole a bundle is passed over', async () => {
  const folder = await libraryWith('{ policy: pods/limits, validationActions: [Warn] }')
  expect(inForce(['p/pods/limits', 'p/bundles'], folder)).toMatchObject({
    problems: [],
    policies: [{ name: 'limits', actions: ['Deny'] }],
  })
})

test.for([
  { name: 'the same of both', second: 'policy: pods/limits', problems: [] },
  {
    name: 'other values',
    second: '{ policy: pods/limits, validationActions: [Warn] }',
    problems: [
      /^other\.yaml:5:15: error: policies\[0\]\.policy: pods\/limits stands already in .*b\.yaml:5 with other values/,
    ],
  },
])('two bundles that list one policy: $name', async ({ second, problems }) => {
  const folder = join(await libraryWith('policy: pods/limits'), 'p')
  await writeFiles(folder, { 'other.yaml': bundle(second) })
  const found = inForce(['bundles/b.yaml', 'other.yaml'], folder)
  expect(found.policies).toHaveLength(1)
  expect(found.problems).toHaveLength(problems.length)
  for (const [index, problem] of problems.entries()) expect(found.problems[index]).toMatch(problem)
})

test.for([
  {
    name: 'a policy that is not there',
    item: 'policy: pods/limit',
    says: /^p\/bundles\/b\.yaml:5:13: error: policies\[0\]\.policy: there is no policy pods\/limit: neither p\/bundles\/pods\/limit\/policy\.yaml nor p\/pods\/limit\/policy\.yaml is there/,
  },
  {
    name: 'an unknown field',
    item: '{ policy: pods/limits, param: {} }',
    says: /^p\/bundles\/b\.yaml:5:28: error: policies\[0\]\.param: unknown field "param"[\s\S]*did you mean "params"\?/,
  },
  {
    name: 'an unknown param',
    item: '{ policy: pods/limits, params: { name: [] } }',
    says: /^p\/bundles\/b\.yaml:5:38: error: policies\[0\]\.params\.name: pods\/limits has no param "name"[\s\S]*did you mean "names"\?/,
  },
  {
    name: 'a param of another form',
    item: '{ policy: pods/limits, params: { names: memory } }',
    says: /^p\/bundles\/b\.yaml:5:45: error: policies\[0\]\.params\.names: expected a list as in the policy, found the string "memory"/,
  },
  {
    name: 'an unknown action',
    item: '{ policy: pods/limits, validationActions: [Refuse] }',
    says: /^p\/bundles\/b\.yaml:5:48: error: policies\[0\]\.validationActions\[0\]: Unsupported value: "Refuse"/,
  },
  {
    name: 'two actions that exclude each other',
    item: '{ policy: pods/limits, validationActions: [Deny, Warn] }',
    says: /^p\/bundles\/b\.yaml:5:47: error: policies\[0\]\.validationActions: .*must not contain both Deny and Warn/,
  },
  {
    name: 'actions of what changes objects',
    item: '{ policy: pods/label, validationActions: [Warn] }',
    says: /^p\/bundles\/b\.yaml:5:46: error: policies\[0\]\.validationActions: pods\/label is a MutatingRule, which refuses nothing/,
  },
  {
    name: 'a selector that no API server takes',
    item: '{ policy: pods/limits, namespaceSelector: { matchLabels: { "a b": c } } }',
    says: /^p\/bundles\/b\.yaml:5:\d+: error: policies\[0\]\.namespaceSelector\.matchLabels: .*"a b"/,
  },
  {
    name: 'a file with two rules',
    item: '{ policy: pods/two.yaml, name: one }',
    says: /^p\/bundles\/b\.yaml:5:15: error: policies\[0\]\.policy: a bundle changes one ValidatingRule or MutatingRule, and pods\/two\.yaml holds 2/,
  },
])('$name is told with its place, and the others are in force', async ({ item, says }) => {
  const folder = await libraryWith(item, 'policy: pods/label')
  const { problems, policies } = inForce(['p/bundles/b.yaml'], folder)
  expect(problems).toEqual([expect.stringMatching(says)])
  const isUnreadable = item.includes('param: ') || item.includes('[Refuse]')
  expect(policies.map(({ name }) => name)).toEqual(isUnreadable ? [] : ['label'])
})

test('a bundle of the library is named by its name', () => {
  expect(readPolicyFiles(['bundle:getting-started'], '.').texts.length).toBeGreaterThan(5)
  expect(readPolicyFiles(['bundle:getting-startd'], '.')).toMatchObject({
    texts: [],
    problems: [
      {
        code: 'unreadable-path',
        source: 'bundle:getting-startd',
        remedy: 'did you mean bundle:getting-started?',
      },
    ],
  })
})

test('places are the paths and the folders of what bundles list', async () => {
  const folder = await libraryWith('policy: pods/limits', 'policy: pods/label')
  const { places } = readPolicyFiles(['p/bundles/b.yaml'], folder)
  expect(places).toEqual(['p/bundles/b.yaml', 'p/pods/limits', 'p/pods/label'])
})

test('for cases a bundle stands for the folders of its policies', async () => {
  const folder = await libraryWith(
    '{ policy: pods/limits, params: { most: 9 } }',
    'policy: pods/no',
  )
  const { paths, problems } = unbundledPaths(['p/bundles/b.yaml', 'p/pods'], folder)
  expect(paths).toEqual(['p/pods/limits', 'p/pods'])
  expect(problems).toMatchObject([{ code: 'no-such-policy' }])
})
