import { expect, test } from 'vitest'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { publishedKinds } from '#src/core/policy/type-checking/declared-kinds.ts'
import { kindsToCheck, printKind } from '#src/core/policy/type-checking/kinds-to-check.ts'

const { kindsOf } = publishedKinds(builtInKindsOnly)

const rule = (apiGroups: string[], apiVersions: string[], resources: string[]) => ({
  apiGroups,
  apiVersions,
  resources,
  operations: ['CREATE'] as const,
})

const eleven =
  'configmaps endpoints events limitranges namespaces nodes pods secrets serviceaccounts services bindings'

test.for([
  {
    name: 'one',
    rules: [rule(['apps'], ['v1'], ['deployments'])],
    kinds: ['apps/v1, Kind=Deployment'],
  },
  { name: 'the core group', rules: [rule([''], ['v1'], ['pods'])], kinds: ['/v1, Kind=Pod'] },
  {
    name: 'several, sorted',
    rules: [rule(['batch', 'apps'], ['v1'], ['jobs', 'deployments', 'daemonsets'])],
    kinds: ['apps/v1, Kind=DaemonSet', 'apps/v1, Kind=Deployment', 'batch/v1, Kind=Job'],
  },
  {
    name: 'several rules',
    rules: [rule(['batch'], ['v1'], ['jobs']), rule([''], ['v1'], ['pods', 'pods/status'])],
    kinds: ['/v1, Kind=Pod', 'batch/v1, Kind=Job'],
  },
  {
    name: 'the singular, in capitals',
    rules: [rule(['apps'], ['v1'], ['Deployment'])],
    kinds: ['apps/v1, Kind=Deployment'],
  },
  {
    name: 'the core group, which stands for all groups',
    rules: [rule([''], ['v1'], ['events', 'deployments'])],
    kinds: ['/v1, Kind=Event', 'apps/v1, Kind=Deployment', 'events.k8s.io/v1, Kind=Event'],
  },
  { name: 'any group', rules: [rule(['*'], ['v1'], ['pods'])], kinds: [] },
  { name: 'any version', rules: [rule([''], ['v1', '*'], ['pods'])], kinds: [] },
  { name: 'any resource', rules: [rule([''], ['v1'], ['*', 'pods'])], kinds: ['/v1, Kind=Pod'] },
  { name: 'sub-resources', rules: [rule([''], ['v1'], ['pods/status', '*/scale'])], kinds: [] },
  { name: 'what does not exist', rules: [rule(['apps'], ['v2'], ['deployments'])], kinds: [] },
  { name: 'no rule', rules: [], kinds: [] },
])('kinds of rules: $name', ({ rules, kinds }) => {
  expect(kindsToCheck(rules, kindsOf).map(printKind)).toEqual(kinds)
})

test('the tenth kind of a rule is the last one', () => {
  const many = kindsToCheck(
    [rule([''], ['v1'], eleven.split(' ')), rule(['apps'], ['v1'], ['deployments'])],
    kindsOf,
  )
  expect(many).toHaveLength(10)
  expect(many.map(({ kind }) => kind)).not.toContain('Deployment')
})
