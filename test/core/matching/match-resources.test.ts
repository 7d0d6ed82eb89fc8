import { expect, test } from 'vitest'
import type { Request } from '#src/core/admission/request.ts'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { matchBinding, matchResources } from '#src/core/matching/match-resources.ts'
import { type NamespaceAnswer, subjectOf } from '#src/core/matching/subject.ts'
import type { MatchResources, ResourceRule } from '#src/core/policy/model.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const pods = { group: '', version: 'v1', resource: 'pods' }
const podKind = { group: '', version: 'v1', kind: 'Pod' }

const request = (change: Partial<Request>): Request => ({
  door: 'validate',
  reviewVersion: 'admission.k8s.io/v1',
  uid: 'u',
  kind: podKind,
  resource: pods,
  subResource: '',
  requestKind: podKind,
  requestResource: change.resource ?? pods,
  requestSubResource: change.subResource ?? '',
  name: 'a',
  namespace: 'shop',
  operation: 'CREATE',
  userInfo: {},
  dryRun: false,
  object: null,
  oldObject: null,
  options: null,
  ...change,
})

const labelled = (labels: JsonObject): JsonObject => ({ metadata: { labels } })

const shop: NamespaceAnswer = { kind: 'namespace', object: labelled({ team: 'a' }) }
const unknown: NamespaceAnswer = { kind: 'unknown', message: 'namespaces "shop" not found' }

const subject = (change: Partial<Request>, namespace: NamespaceAnswer = shop) =>
  subjectOf(request(change), {
    namespace: () => namespace,
    access: () => ({ kind: 'unknown', message: 'nobody asks' }),
    equivalents: builtInKindsOnly.equivalents,
  })

const rule = (change: Partial<ResourceRule>): ResourceRule => ({
  apiGroups: ['*'],
  apiVersions: ['*'],
  operations: ['*'],
  resources: ['*/*'],
  ...change,
})

const teamA = { matchLabels: { team: 'a' } }
const notTeamB = { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['b'] }] } as const
const noTeam = { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } as const

interface Row {
  readonly name: string
  readonly wanted: MatchResources
  readonly given?: Partial<Request>
  readonly namespace?: NamespaceAnswer
  readonly expected: 'match' | 'no-match' | 'error'
}

const namespaces = { group: '', version: 'v1', resource: 'namespaces' }
const otherNamespaces = { group: 'example.com', version: 'v1', resource: 'namespaces' }
const nodes = { group: '', version: 'v1', resource: 'nodes' }

const ofObjects: readonly Row[] = [
  {
    name: 'the object',
    wanted: { objectSelector: teamA },
    given: { object: labelled({ team: 'a' }) },
    expected: 'match',
  },
  {
    name: 'the old object of an update that takes the label away',
    wanted: { objectSelector: teamA },
    given: { operation: 'UPDATE', object: labelled({}), oldObject: labelled({ team: 'a' }) },
    expected: 'match',
  },
  {
    name: 'what is deleted',
    wanted: { objectSelector: teamA },
    given: { operation: 'DELETE', oldObject: labelled({ team: 'a' }) },
    expected: 'match',
  },
  {
    name: 'neither',
    wanted: { objectSelector: teamA },
    given: { operation: 'UPDATE', object: labelled({ team: 'b' }), oldObject: labelled({}) },
    expected: 'no-match',
  },
  {
    name: 'a deletecollection that shows no object, even by absence',
    wanted: { objectSelector: noTeam },
    given: { operation: 'DELETE', name: '' },
    expected: 'no-match',
  },
  {
    name: 'the options of a CONNECT, which have no labels, even by absence',
    wanted: { objectSelector: notTeamB },
    given: { operation: 'CONNECT', subResource: 'exec', object: { kind: 'PodExecOptions' } },
    expected: 'no-match',
  },
  {
    name: 'a CONNECT by a selector that asks for nothing',
    wanted: { objectSelector: { matchLabels: {} } },
    given: { operation: 'CONNECT', subResource: 'exec', object: { kind: 'PodExecOptions' } },
    expected: 'match',
  },
  {
    name: 'labels that are called like members of every object',
    wanted: { objectSelector: { matchLabels: { constructor: 'a' } } },
    given: { object: labelled({}) },
    expected: 'no-match',
  },
]

const ofNamespaces: readonly Row[] = [
  {
    name: 'a namespaced object by its namespace',
    wanted: { namespaceSelector: teamA },
    expected: 'match',
  },
  {
    name: 'another namespace',
    wanted: { namespaceSelector: noTeam },
    expected: 'no-match',
  },
  {
    name: 'a namespace that is not known',
    wanted: { namespaceSelector: teamA },
    namespace: unknown,
    expected: 'error',
  },
  {
    name: 'one that is not known, where the object is left out anyhow',
    wanted: { namespaceSelector: teamA, objectSelector: teamA },
    given: { object: labelled({}) },
    namespace: unknown,
    expected: 'no-match',
  },
  {
    name: 'one that is not known, where nothing is asked of it',
    wanted: { namespaceSelector: {} },
    namespace: unknown,
    expected: 'match',
  },
  {
    name: 'cluster-scoped objects always',
    wanted: { namespaceSelector: teamA },
    given: { resource: nodes, namespace: '' },
    expected: 'match',
  },
  {
    name: 'a Namespace that is created, by its own labels',
    wanted: { namespaceSelector: teamA },
    given: { resource: namespaces, namespace: 'new', object: labelled({ team: 'a' }) },
    namespace: unknown,
    expected: 'match',
  },
  {
    name: 'a Namespace that is updated, by its new labels',
    wanted: { namespaceSelector: teamA },
    given: { resource: namespaces, operation: 'UPDATE', object: labelled({ team: 'b' }) },
    expected: 'no-match',
  },
  {
    name: 'a Namespace that is deleted, by the labels that it has',
    wanted: { namespaceSelector: teamA },
    given: { resource: namespaces, operation: 'DELETE', oldObject: labelled({}) },
    expected: 'match',
  },
  {
    name: 'the status of a Namespace, by the labels that it has',
    wanted: { namespaceSelector: teamA },
    given: {
      resource: namespaces,
      subResource: 'status',
      operation: 'UPDATE',
      object: labelled({ team: 'b' }),
    },
    expected: 'match',
  },
  {
    name: 'the finalizers of a Namespace, by the labels that it has',
    wanted: { namespaceSelector: noTeam },
    given: { resource: namespaces, subResource: 'finalize', operation: 'UPDATE' },
    expected: 'no-match',
  },
  {
    name: 'what is called namespaces in another group, by its own labels',
    wanted: { namespaceSelector: teamA },
    given: { resource: otherNamespaces, namespace: '', object: labelled({ team: 'b' }) },
    expected: 'no-match',
  },
  {
    name: 'its deletion, which no namespace could tell',
    wanted: { namespaceSelector: teamA },
    given: { resource: otherNamespaces, namespace: '', operation: 'DELETE' },
    namespace: { kind: 'namespace', object: null },
    expected: 'error',
  },
]

const ofRules: readonly Row[] = [
  { name: 'everything without rules', wanted: { resourceRules: [] }, expected: 'match' },
  {
    name: 'one of two rules',
    wanted: { resourceRules: [rule({ resources: ['nodes'] }), rule({ resources: ['pods'] })] },
    expected: 'match',
  },
  {
    name: 'not what is excluded',
    wanted: { resourceRules: [rule({})], excludeResourceRules: [rule({ resourceNames: ['a'] })] },
    expected: 'no-match',
  },
  {
    name: 'another name than the excluded one',
    wanted: { resourceRules: [rule({})], excludeResourceRules: [rule({ resourceNames: ['b'] })] },
    expected: 'match',
  },
  {
    name: 'a name that the API server is yet to give is not the excluded one',
    wanted: { resourceRules: [rule({})], excludeResourceRules: [rule({ resourceNames: ['a'] })] },
    given: { name: '' },
    expected: 'match',
  },
]

test.for([...ofObjects, ...ofNamespaces, ...ofRules])(
  '$name: $expected',
  ({ wanted, given = {}, namespace, expected }) => {
    const asked = subject(given, namespace)
    expect(matchResources(wanted, asked).kind).toBe(expected)
    expect(matchBinding(wanted, asked).kind).toBe(expected)
  },
)

test('a binding without match resources means all that its policy means', () => {
  expect(matchBinding(undefined, subject({})).kind).toBe('match')
})

const scaler = (version: string) => ({
  group: 'autoscaling',
  version,
  resource: 'horizontalpodautoscalers',
})
const ofVersion = (version: string, matchPolicy: 'Exact' | 'Equivalent') => ({
  resourceRules: [rule({ apiGroups: ['autoscaling'], apiVersions: [version] })],
  matchPolicy,
})
const excluding = (matchPolicy: 'Exact' | 'Equivalent') => ({
  excludeResourceRules: [rule({ apiGroups: ['autoscaling'], apiVersions: ['v1'] })],
  matchPolicy,
})

test.for([
  {
    name: 'Equivalent means what the webhook asked for',
    wanted: ofVersion('v1', 'Equivalent'),
    resource: scaler('v1'),
    expected: { policy: 'match', binding: 'match' },
  },
  {
    name: 'Exact means what was requested',
    wanted: ofVersion('v1', 'Exact'),
    resource: scaler('v1'),
    expected: { policy: 'no-match', binding: 'no-match' },
  },
  {
    name: 'Exact, and it is what was requested',
    wanted: ofVersion('v2', 'Exact'),
    resource: scaler('v1'),
    expected: { policy: 'match', binding: 'match' },
  },
  {
    name: 'an equivalent that nobody asked for: a policy would need the object in that version, a binding does not',
    wanted: ofVersion('v1', 'Equivalent'),
    resource: scaler('v2'),
    expected: { policy: 'no-match', binding: 'match' },
  },
  {
    name: 'an equivalent is excluded',
    wanted: excluding('Equivalent'),
    resource: scaler('v2'),
    expected: { policy: 'no-match', binding: 'no-match' },
  },
  {
    name: 'but not exactly',
    wanted: excluding('Exact'),
    resource: scaler('v2'),
    expected: { policy: 'match', binding: 'match' },
  },
])('$name', ({ wanted, resource, expected }) => {
  const asked = subject({ resource, requestResource: scaler('v2') })
  expect({
    policy: matchResources(wanted, asked).kind,
    binding: matchBinding(wanted, asked).kind,
  }).toEqual(expected)
})
