import { describe, expect, test } from 'vitest'
import { objectStatuses } from '#src/core/analysis/status/object-statuses.ts'
import type { StatusSurroundings } from '#src/core/analysis/status/status-surroundings.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { snapshotOf } from '#test/support/webhook.ts'

const apiVersion = 'sallyport.dev/v1alpha1'
const pods = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }
const hostname = { expression: 'has(object.spec.hostname)' }

function object(kind: string, spec: JsonObject, more: JsonObject = {}): JsonObject {
  return { apiVersion, kind, metadata: { name: 'limits', generation: 3 }, spec, ...more }
}

function rule(spec: JsonObject, more: JsonObject = {}): JsonObject {
  const matchConstraints = { resourceRules: [pods] }
  return object('ValidatingRule', { matchConstraints, validations: [hostname], ...spec }, more)
}

const params = {
  paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
  paramRef: { name: 'limits', namespace: 'conf', parameterNotFoundAction: 'Deny' },
}

function exemption(spec: JsonObject, namespace = 'sallyport'): JsonObject {
  const usual = { policies: [{ name: 'limits' }], namespaces: ['shop'], expires: '2026-12-31' }
  return object(
    'PolicyExemption',
    { ...usual, reason: 'old', ...spec },
    { metadata: { name: 'old', namespace, generation: 3 } },
  )
}

const policies = JSON.stringify(rule({}))
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: limits, namespace: conf}\n'

function surroundings(fields: Partial<StatusSurroundings> = {}): StatusSurroundings {
  return {
    snapshot: snapshotOf(policies),
    exemptionNamespaces: ['sallyport'],
    time: '2026-11-22T10:00:00.123Z',
    unreadable: new Map(),
    ...fields,
  }
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into statuses of two shapes
function statusOf(one: JsonObject, fields: Partial<StatusSurroundings> = {}): any {
  const [found] = [...objectStatuses()([one], surroundings(fields))]
  return found?.status
}

test.for([
  { name: 'a rule', given: rule({}), ready: ['True', 'Compiled', /^it is in force$/] },
  {
    name: 'a rule with a broken expression',
    given: rule({ validations: [{ expression: '\n objekt' }], failurePolicy: 'Ignore' }),
    ready: [
      'False',
      'Broken',
      /^it is broken, and its failure policy \(Ignore\) decides .*: spec\.validations\[0\]\.expression:2:2: /,
    ],
  },
  {
    name: 'a rule of which nobody can tell what it matches',
    given: rule({ matchConstraints: { resourceRules: 'pods' } }),
    ready: ['False', 'NotInForce', /^it is not in force: spec\.matchConstraints\.resourceRules: /],
  },
  {
    name: 'a rule without its params',
    given: rule(params),
    ready: ['False', 'ParamsNotFound', /there is no ConfigMap "conf\/limits"/],
  },
  {
    name: 'a rule with its params',
    given: rule(params),
    fields: { snapshot: snapshotOf('', configMap) },
    ready: ['True', 'Compiled', /./],
  },
  {
    name: 'a rule whose params may not be read',
    given: rule(params),
    fields: { unreadable: new Map([['/configmaps', 'grant it the verb list on configmaps']]) },
    ready: ['False', 'NotPermitted', /^grant it/],
  },
  {
    name: 'a rule whose lookups may not be read',
    given: rule({ lookups: [{ name: 'nodes', version: 'v1', resource: 'nodes' }] }),
    fields: { unreadable: new Map([['/nodes', 'grant it the verb list on nodes']]) },
    ready: ['False', 'NotPermitted', /^grant it/],
  },
  { name: 'an exemption', given: exemption({}), ready: ['True', 'Active', /until 2026-12-31$/] },
  {
    name: 'an exemption that ended',
    given: exemption({ expires: '2026-11-21' }),
    ready: ['False', 'Expired', /expired 2026-11-21/],
  },
  {
    name: 'an exemption on its last day',
    given: exemption({ expires: '2026-11-22' }),
    ready: ['True', 'Active', /./],
  },
  {
    name: 'an exemption from elsewhere',
    given: exemption({}, 'shop'),
    ready: ['False', 'NotHonoured', /namespace "shop" may not exempt: sallyport may/],
  },
  {
    name: 'an exemption from nothing',
    given: exemption({ policies: [{ name: 'nothing' }] }),
    ready: ['False', 'Idle', /./],
  },
  {
    name: 'a broken exemption',
    given: exemption({ expires: 'soon' }),
    ready: ['False', 'Broken', /^spec\.expires: "soon" is no date/],
  },
] as const)('$name', ({ given, ready: [status, reason, message], ...more }) => {
  const { conditions, observedGeneration } = statusOf(given, 'fields' in more ? more.fields : {})
  expect(conditions).toHaveLength(1)
  expect(conditions[0]).toMatchObject({ type: 'Ready', status, reason, observedGeneration: 3 })
  expect(conditions[0].message).toMatch(message)
  expect(observedGeneration).toBe(3)
})

describe('what a rule comes to', () => {
  test.for([
    { name: 'nothing said', spec: {}, expected: { actions: 'Deny', failurePolicy: 'Fail' } },
    {
      name: 'everything said',
      spec: { validationActions: ['Warn', 'Audit'], failurePolicy: 'Ignore' },
      expected: { actions: 'Warn, Audit', failurePolicy: 'Ignore' },
    },
    {
      name: 'a date to come',
      spec: { enforceFrom: '2026-11-23' },
      expected: { actions: 'Deny from 2026-11-23' },
    },
    {
      name: 'a date that has come',
      spec: { enforceFrom: '2026-11-22' },
      expected: { actions: 'Deny' },
    },
    { name: 'one resource', spec: {}, expected: { matching: 1 } },
    {
      name: 'versions and sub-resources of two',
      spec: {
        matchConstraints: {
          resourceRules: [
            { ...pods, resources: ['pods', 'pods/*'] },
            { ...pods, apiGroups: ['autoscaling'], apiVersions: ['*'], resources: ['*'] },
          ],
        },
      },
      expected: { matching: 2 },
    },
    {
      name: 'a version that is gone',
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              ...pods,
              apiGroups: ['extensions'],
              apiVersions: ['v1beta1'],
              resources: ['ingresses/status'],
            },
          ],
        },
      },
      expected: {
        deprecations: [
          'Ingress of extensions/v1beta1 is not served since 1.22; use networking.k8s.io/v1',
        ],
      },
    },
  ])('$name', ({ spec, expected }) => {
    expect(statusOf(rule(spec))).toMatchObject(expected)
  })

  test('a mutating rule has no actions', () => {
    const jsonPatch = { expression: "[JSONPatch{op: 'remove', path: '/spec/hostname'}]" }
    const spec = {
      matchConstraints: { resourceRules: [pods] },
      mutations: [{ patchType: 'JSONPatch', jsonPatch }],
    }
    const status = statusOf(object('MutatingRule', spec))
    expect(status).toMatchObject({ failurePolicy: 'Fail', matching: 1 })
    expect(status).not.toHaveProperty('actions')
  })
})

test('problems are counted, shown up to a number and a length', () => {
  const validations = Array.from({ length: 50 }, (_, at) => ({
    expression: `x${'y'.repeat(900)}${at}`,
  }))
  const status = statusOf(rule({ validations }))
  expect(status).toMatchObject({ errors: 50, warnings: 0 })
  expect(status.problems).toHaveLength(20)
  expect(status.problems[0]).toMatchObject({
    severity: 'error',
    code: 'expression',
    path: 'spec.validations[0].expression',
    line: 1,
    column: 1,
  })
  expect(JSON.stringify(status).length).toBeLessThan(30_000)
})

describe('the time of the condition', () => {
  const condition = { type: 'Ready', status: 'True', lastTransitionTime: '2020-01-01T00:00:00Z' }
  test.for([
    { name: 'is now where there was none', before: undefined, expected: '2026-11-22T10:00:00Z' },
    { name: 'stays where the status does', before: [condition], expected: '2020-01-01T00:00:00Z' },
    {
      name: 'is now where the status changed',
      before: [{ ...condition, status: 'False' }],
      expected: '2026-11-22T10:00:00Z',
    },
  ])('$name', ({ before, expected }) => {
    const one = rule({}, before === undefined ? {} : { status: { conditions: before } })
    expect(statusOf(one).conditions[0].lastTransitionTime).toBe(expected)
  })
})

describe('many objects', () => {
  const seen = rule(
    {},
    { metadata: { name: 'seen', generation: 1 }, status: { observedGeneration: 1 } },
  )
  const changed = rule(
    {},
    { metadata: { name: 'changed', generation: 2 }, status: { observedGeneration: 1 } },
  )

  test('those come first whose newest spec was not looked at', () => {
    const found = [...objectStatuses()([seen, changed], surroundings())]
    expect(found.map(({ object }) => object)).toEqual([changed, seen])
  })

  test('what changed is looked at again, and only that', () => {
    const statuses = objectStatuses()
    const around = surroundings()
    const errors = (objects: readonly JsonObject[]) =>
      [...statuses(objects, around)].map(({ status }) => status['errors'])
    const broken = { validations: [{ expression: 'objekt' }] }
    expect(errors([rule({})])).toEqual([0])
    // No API server changes a spec without the generation.
    expect(errors([rule(broken)])).toEqual([0])
    expect(errors([rule(broken, { metadata: { name: 'limits', generation: 4 } })])).toEqual([1])
    expect(
      [...statuses([rule(broken)], surroundings())].map(({ status }) => status['errors']),
    ).toEqual([1])
  })
})
