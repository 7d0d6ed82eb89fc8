import { describe, expect, test } from 'vitest'
import { converge } from '#src/core/index.ts'
import { rule, type Spec, snapshotOf } from '../policy-text.ts'

function mutatingRule(name: string, mutations: readonly string[], more: Spec = {}): Spec {
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'MutatingRule',
    metadata: { name },
    spec: {
      matchConstraints: { resourceRules: [rule()] },
      mutations: mutations.map((expression) =>
        expression.includes('JSONPatch')
          ? { patchType: 'JSONPatch', jsonPatch: { expression } }
          : { patchType: 'ApplyConfiguration', applyConfiguration: { expression } },
      ),
      ...more,
    },
  }
}

function admissionPolicy(name: string, expression: string): readonly Spec[] {
  const api = 'admissionregistration.k8s.io/v1'
  return [
    {
      apiVersion: api,
      kind: 'MutatingAdmissionPolicy',
      metadata: { name },
      spec: {
        matchConstraints: { resourceRules: [rule()] },
        reinvocationPolicy: 'Never',
        mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
      },
    },
    {
      apiVersion: api,
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name },
    },
  ]
}

function label(key: string, value: string): string {
  return `Object{metadata: Object.metadata{labels: {"${key}": "${value}"}}}`
}

const container = 'Object.spec.containers{name: "side", image: "side:1"}'
const sidecar = `Object{spec: Object.spec{containers: [${container}]}}`
const otherSidecar = sidecar.replaceAll('side', 'other')
const appended = `[JSONPatch{op: "add", path: "/spec/containers/-", value: ${container}}]`
const onlyOne =
  '[JSONPatch{op: "replace", path: "/spec/containers", value: [object.spec.containers[0]]}]'
const noTeam =
  "has(object.metadata.labels) && 'team' in object.metadata.labels ? [JSONPatch{op: 'remove', path: '/metadata/labels/team'}] : []"
const always =
  'Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, imagePullPolicy: "Always"})}}'

/** `code policies: fields` of every finding. */
function findingsOf(documents: readonly unknown[]): readonly string[] {
  return converge(snapshotOf(documents), []).findings.map(
    ({ problem, policies, counterexample }) =>
      `${problem.code} ${policies.join(' ')}: ${counterexample.fields.join(' ')}`,
  )
}

const again = { reinvocationPolicy: 'IfNeeded' }

describe('policies that fight', () => {
  test.for<{ name: string; documents: readonly unknown[]; findings: readonly string[] }>([
    {
      name: 'two values for one field',
      documents: [mutatingRule('a', [label('team', 'a')]), mutatingRule('b', [label('team', 'b')])],
      findings: ['does-not-commute a b: metadata.labels.team'],
    },
    {
      name: 'of Kubernetes and of ours',
      documents: [
        ...admissionPolicy('a', label('team', 'a')),
        mutatingRule('b', [label('team', 'b')]),
      ],
      findings: ['does-not-commute a b: metadata.labels.team'],
    },
    {
      name: 'one takes away what the other adds',
      documents: [mutatingRule('a', [label('team', 'a')]), mutatingRule('b', [noTeam])],
      findings: [expect.stringContaining('undoes b a: metadata.labels')],
    },
    {
      name: 'an item more each time',
      documents: [mutatingRule('a', [appended])],
      findings: ['not-idempotent a: spec.containers[2]'],
    },
    {
      name: 'what another webhook injected is taken away',
      documents: [mutatingRule('a', [onlyOne])],
      findings: ['undoes a: spec.containers[1]'],
    },
    {
      name: 'what another webhook injects is not seen',
      documents: [mutatingRule('a', [always])],
      findings: ['not-reinvoked a: spec.containers[1].imagePullPolicy'],
    },
    {
      name: 'one depends on what the other adds, and is not asked again',
      documents: [mutatingRule('a', [sidecar]), mutatingRule('b', [always])],
      findings: [
        'does-not-commute a b: spec.containers[1].imagePullPolicy',
        'not-reinvoked b: spec.containers[2].imagePullPolicy',
      ],
    },
  ])('$name', ({ documents, findings }) => {
    expect(findingsOf(documents)).toEqual(findings)
  })
})

describe('policies that do not', () => {
  test.for<{ name: string; documents: readonly unknown[] }>([
    { name: 'one', documents: [mutatingRule('a', [label('team', 'a')])] },
    {
      name: 'two labels',
      documents: [mutatingRule('a', [label('team', 'a')]), mutatingRule('b', [label('tier', 'b')])],
    },
    {
      name: 'the same label',
      documents: [mutatingRule('a', [label('team', 'a')]), mutatingRule('b', [label('team', 'a')])],
    },
    {
      name: 'two containers, whichever comes first',
      documents: [mutatingRule('a', [sidecar]), mutatingRule('b', [otherSidecar])],
    },
    {
      name: 'one that is asked again after the other',
      documents: [mutatingRule('a', [sidecar]), mutatingRule('b', [always], again)],
    },
    {
      name: 'of other kinds',
      documents: [
        mutatingRule('a', [label('team', 'a')]),
        mutatingRule('b', [label('team', 'b')], {
          matchConstraints: { resourceRules: [rule({ resources: ['services'] })] },
        }),
      ],
    },
    { name: 'none that mutate', documents: [] },
  ])('$name', ({ documents }) => {
    expect(findingsOf(documents)).toEqual([])
  })
})

test('a counterexample has the object, each step, and what each changed', () => {
  const documents = [
    mutatingRule('a', [label('team', 'a')]),
    mutatingRule('b', [label('team', 'b')]),
  ]
  const [finding] = converge(snapshotOf(documents), []).findings
  expect(finding?.counterexample).toMatchObject({
    sample: 'a sample Pod default/sample',
    before: { kind: 'Pod', metadata: { name: 'sample' } },
    ways: [
      [
        { policies: ['a'], changes: [{ path: 'metadata.labels', value: { team: 'a' } }] },
        { policies: ['b'], changes: [{ path: 'metadata.labels.team', value: 'b' }] },
      ],
      [
        { policies: ['b'], changes: [{ path: 'metadata.labels', value: { team: 'b' } }] },
        { policies: ['a'], changes: [{ path: 'metadata.labels.team', value: 'a' }] },
      ],
    ],
  })
  expect(finding?.problem).toMatchObject({ severity: 'warning', line: 27, path: 'spec.mutations' })
})

test('three that only differ all together are told together', () => {
  const chain = (name: string, from: string, to: string): Spec =>
    mutatingRule(name, [
      `has(object.metadata.labels) && '${from}' in object.metadata.labels ? ${label(to, '1')} : Object{}`,
    ])
  const documents = [chain('a', 'x', 'y'), chain('b', 'y', 'z'), chain('c', 'team', 'x')]
  expect(findingsOf(documents)).toContainEqual(expect.stringContaining('does-not-commute'))
})

test('objects that are given take the place of samples', () => {
  const snapshot = snapshotOf([mutatingRule('a', [appended])])
  const given = {
    title: 'mine',
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
  }
  expect(converge(snapshot, [given])).toMatchObject({ findings: [], samples: 1, isCut: false })
})
