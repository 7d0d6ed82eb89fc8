import { expect, test } from 'vitest'
import { type RuleSubject, ruleMatches } from '#src/core/matching/resource-rules.ts'
import type { ResourceRule } from '#src/core/policy/model.ts'

const rule = (change: Partial<ResourceRule>): ResourceRule => ({
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['pods'],
  ...change,
})

const subject = (change: Partial<RuleSubject>): RuleSubject => ({
  operation: 'CREATE',
  group: '',
  version: 'v1',
  resource: 'pods',
  subResource: '',
  name: 'a',
  namespace: 'default',
  ...change,
})

test.for<{
  name: string
  rule: Partial<ResourceRule>
  subject?: Partial<RuleSubject>
  expected: boolean
}>([
  { name: 'the same', rule: {}, expected: true },
  { name: 'another operation', rule: { operations: ['UPDATE', 'DELETE'] }, expected: false },
  { name: 'any operation', rule: { operations: ['*'] }, expected: true },
  { name: 'another group', rule: { apiGroups: ['apps'] }, expected: false },
  { name: 'any group and version', rule: { apiGroups: ['*'], apiVersions: ['*'] }, expected: true },
  { name: 'another version', rule: { apiVersions: ['v1beta1'] }, expected: false },
  {
    name: 'pods does not mean its sub-resources',
    rule: {},
    subject: { subResource: 'exec' },
    expected: false,
  },
  {
    name: 'pods/exec means the sub-resource',
    rule: { resources: ['pods/exec'] },
    subject: { subResource: 'exec' },
    expected: true,
  },
  { name: 'pods/exec does not mean the Pod', rule: { resources: ['pods/exec'] }, expected: false },
  {
    name: 'pods/* means the Pod and all sub-resources',
    rule: { resources: ['pods/*'] },
    expected: true,
  },
  {
    name: '* means resources only',
    rule: { resources: ['*'] },
    subject: { subResource: 'scale' },
    expected: false,
  },
  {
    name: '*/scale means every scale',
    rule: { resources: ['*/scale'] },
    subject: { resource: 'deployments', subResource: 'scale' },
    expected: true,
  },
  {
    name: '*/* means everything',
    rule: { resources: ['*/*'] },
    subject: { subResource: 'status' },
    expected: true,
  },
  { name: 'a name that is listed', rule: { resourceNames: ['a', 'b'] }, expected: true },
  { name: 'a name that is not', rule: { resourceNames: ['b'] }, expected: false },
  { name: 'no name yet', rule: { resourceNames: ['b'] }, subject: { name: '' }, expected: false },
  { name: 'namespaced objects', rule: { scope: 'Namespaced' }, expected: true },
  {
    name: 'namespaced objects only',
    rule: { scope: 'Namespaced' },
    subject: { namespace: '' },
    expected: false,
  },
  { name: 'cluster-scoped objects only', rule: { scope: 'Cluster' }, expected: false },
  {
    name: 'a Namespace is cluster-scoped, whatever its request says',
    rule: { resources: ['namespaces'], scope: 'Cluster' },
    subject: { resource: 'namespaces', namespace: 'a' },
    expected: true,
  },
])('$name: $expected', ({ rule: change, subject: of = {}, expected }) => {
  expect(ruleMatches(rule(change), subject(of))).toBe(expected)
})
