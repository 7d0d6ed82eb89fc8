import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { coverageReport } from '#src/tester/coverage/coverage-report.ts'
import { policiesOf, watchedSet } from '#test/support/verified-set.ts'

/** What no case of these brings about: `line: title text unseen`. */
function unseen(policyText: string, cases: Parameters<typeof watchedSet>[1]['cases']) {
  const set = watchedSet(policyText, { cases })
  const { policies } = coverageReport([set], [policiesOf(set)])
  return policies.flatMap(({ points }) =>
    points.flatMap(({ line, title, text, clauses }) =>
      clauses
        .filter(({ hits }) => hits === 0)
        .map((clause) => `${line}: ${title} ${text} ${clause.unseen}`),
    ),
  )
}

const configMap = (name: string, metadata: JsonObject = {}, rest: JsonObject = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  ...rest,
})

const names = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: names }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets] }
  matchConditions:
    - { name: named, expression: "object.metadata.name != 'skip'" }
  variables:
    - { name: short, expression: "size(object.metadata.name) < 5" }
    - { name: unread, expression: "1" }
  validations:
    - expression: variables.short || object.metadata.name == 'long-one'
      message: too long
  auditAnnotations:
    - { key: long, valueExpression: "variables.short ? '' : 'long'" }
`

test.for([
  {
    name: 'no case that matches',
    cases: [
      {
        object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
        expect: { allowed: true, matched: false },
      },
    ],
    unseen: [
      '7: resource rule CREATE of configmaps never matches',
      '8: resource rule CREATE of secrets never matches',
      '10: match condition object.metadata.name != "skip" is never true',
      '10: match condition object.metadata.name != "skip" is never false',
      '12: variable size(object.metadata.name) < 5 is never read',
      '13: variable 1 is never read',
      '15: validation variables.short || object.metadata.name == "long-one" never holds',
      '15: validation variables.short || object.metadata.name == "long-one" never fails',
      '15: condition variables.short is never true',
      '15: condition variables.short is never false',
      '15: condition object.metadata.name == "long-one" is never true',
      '15: condition object.metadata.name == "long-one" is never false',
      '16: message too long is expected by no case',
      '18: audit annotation variables.short ? "" : "long" is never given',
      '18: choice variables.short is never true',
      '18: choice variables.short is never false',
    ],
  },
  {
    name: 'a failing case that expects no message',
    cases: [
      { object: configMap('ok'), expect: { allowed: true } },
      { object: configMap('long-one'), expect: { allowed: true } },
      { object: configMap('skip'), expect: { allowed: true, matched: false } },
      { object: configMap('too-long'), expect: { allowed: false } },
    ],
    unseen: [
      '8: resource rule CREATE of secrets never matches',
      '13: variable 1 is never read',
      '16: message too long is expected by no case',
    ],
  },
  {
    name: 'the message, of a case that fails',
    cases: [
      { object: configMap('too-long'), expect: { allowed: false, message: 'too short' } },
      { object: configMap('ok'), expect: { allowed: true } },
      { object: configMap('skip'), expect: { allowed: true, matched: false } },
      { object: configMap('long-one'), expect: { allowed: true } },
    ],
    unseen: [
      '8: resource rule CREATE of secrets never matches',
      '13: variable 1 is never read',
      '16: message too long is expected by no case',
    ],
  },
  {
    name: 'the message, among all refusals',
    cases: [
      {
        object: configMap('too-long'),
        expect: { allowed: false, refusals: [{ message: 'long' }] },
      },
      { object: configMap('ok'), expect: { allowed: true } },
      { object: configMap('skip'), expect: { allowed: true, matched: false } },
      { object: configMap('long-one'), expect: { allowed: true } },
    ],
    unseen: ['8: resource rule CREATE of secrets never matches', '13: variable 1 is never read'],
  },
])('clauses that no case covers: $name', ({ cases, unseen: expected }) => {
  expect(unseen(names, cases)).toEqual(expected)
})

const selected = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: selected }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [configmaps] }
    excludeResourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [configmaps] }
    objectSelector: { matchLabels: { judged: "yes" } }
    namespaceSelector: { matchLabels: { team: shop } }
  matchResources:
    objectSelector: { matchLabels: { bound: "yes" } }
  validations: [{ expression: object.metadata.name != 'a', message: not a }]
  validationActions: [Warn]
`
const labelled = (labels: JsonObject) => configMap('a', { labels })
const shop = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { team: 'shop' } },
}
const both = { judged: 'yes', bound: 'yes' }
const warned = { allowed: true, warnings: ['selected: metadata.name: not a'] }

test.for([
  {
    name: 'none is met',
    cases: [
      {
        object: labelled({}),
        operation: 'DELETE',
        expect: { allowed: true, matched: false },
      },
    ],
    unseen: ['objectSelector', 'namespaceSelector', 'objectSelector'],
  },
  {
    name: 'every one selects and passes over',
    cases: [
      { object: labelled({}), expect: { allowed: true, matched: false } },
      { object: labelled(both), expect: { allowed: true, matched: false } },
      {
        object: labelled({ judged: 'yes' }),
        namespaceObject: shop,
        expect: { allowed: true, matched: false },
      },
      { object: labelled(both), operation: 'DELETE', expect: { allowed: true, matched: false } },
      { object: labelled(both), namespaceObject: shop, expect: warned },
      {
        object: configMap('b', { labels: both }),
        namespaceObject: shop,
        expect: { allowed: true },
      },
    ],
    unseen: [],
  },
])('selectors of policies and bindings: $name', ({ cases, unseen: expected }) => {
  const lines = unseen(selected, cases).filter((line) => line.includes('selector'))
  expect(
    lines
      .filter((line) => line.endsWith('never selects anything'))
      .map((line) => line.split(' ')[2]),
  ).toEqual(expected)
  if (expected.length === 0) expect(unseen(selected, cases)).toEqual([])
})

const restricted = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: level }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  podSecurity:
    level: baseline
    exclude: [{ control: hostPorts, images: ["edge/*"] }, { control: privileged }]
`
const pod = (container: JsonObject) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a' },
  spec: { containers: [{ name: 'a', image: 'edge/a', ...container }] },
})
const ports = { ports: [{ containerPort: 80, hostPort: 80 }] }

test.for([
  {
    name: 'allowed',
    cases: [{ object: pod({}), expect: { allowed: true } }],
    unseen: [
      '8: level podSecurity baseline never forbids anything',
      '9: exclusion exclude hostPorts never frees from anything',
      '9: exclusion exclude privileged never frees from anything',
    ],
  },
  {
    name: 'forbidden and freed',
    cases: [
      { object: pod(ports), expect: { allowed: true } },
      { object: pod({ ...ports, image: 'other' }), expect: { allowed: false } },
    ],
    unseen: ['9: exclusion exclude privileged never frees from anything'],
  },
])('a Pod Security level: $name', ({ cases, unseen: expected }) => {
  expect(unseen(restricted, cases)).toEqual(expected)
})

const owner = `apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: { name: owner }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }]
  mutations:
    - patchType: JSONPatch
      jsonPatch: { expression: "has(object.data) ? [] : [JSONPatch{op: 'add', path: '/data', value: {'a': 'b'}}]" }
`

test.for([
  {
    name: 'nothing to change',
    cases: [{ object: configMap('a', {}, { data: { c: 'd' } }), expect: { allowed: true } }],
    unseen: ['mutation', 'choice has(object.data) is never false'],
  },
  {
    name: 'something to change',
    cases: [{ object: configMap('a'), expect: { allowed: true } }],
    unseen: ['choice has(object.data) is never true'],
  },
])('a mutation: $name', ({ cases, unseen: expected }) => {
  const lines = unseen(owner, cases)
  expect(lines).toHaveLength(expected.length)
  for (const [index, part] of expected.entries()) expect(lines[index]).toContain(part)
})
