import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { type Cluster, decideInTree, denialOf, pod, shop } from './in-tree.ts'

const refusal = { validations: [{ expression: 'false', message: 'no' }] }
const failure = { validations: [{ expression: 'object.spec.nope == 1' }] }
const failureText = "expression 'object.spec.nope == 1' resulted in error: no such key: nope"

function withActions(spec: JsonObject, validationActions: readonly string[]): Cluster {
  return { policies: [{ spec, bindings: [{ name: 'b', spec: { validationActions } }] }] }
}

const denied = (text: string) =>
  `ValidatingAdmissionPolicy 'p' with binding 'b' denied request: ${text}`
const warned = (text: string) =>
  `Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': ${text}`

test.for([
  { actions: ['Deny'], denies: true, warns: false, audits: false },
  { actions: ['Warn'], denies: false, warns: true, audits: false },
  { actions: ['Audit'], denies: false, warns: false, audits: true },
  { actions: ['Deny', 'Audit'], denies: true, warns: false, audits: true },
  { actions: ['Audit', 'Deny'], denies: true, warns: false, audits: true },
  { actions: ['Warn', 'Audit'], denies: false, warns: true, audits: true },
  { actions: ['Audit', 'Warn'], denies: false, warns: true, audits: true },
])('a violation and an error under $actions', ({ actions, denies, warns, audits }) => {
  for (const [spec, text] of [
    [refusal, 'no'],
    [failure, failureText],
  ] as const) {
    const decision = decideInTree(withActions(spec, actions))
    expect(denialOf(decision)).toBe(denies ? denied(text) : undefined)
    expect(decision.warnings).toEqual(warns ? [warned(text)] : [])
    expect(decision.auditAnnotations['validation_failure']).toBe(
      audits
        ? `[{"message":"${text}","policy":"p","binding":"b","expressionIndex":0,"validationActions":${JSON.stringify(actions)}}]`
        : undefined,
    )
  }
})

test.for(['Deny', 'Warn', 'Audit'])('an error that is ignored says nothing under %s', (action) => {
  const decision = decideInTree(withActions({ ...failure, failurePolicy: 'Ignore' }, [action]))
  expect(decision.isPlainAllow).toBe(true)
})

test('a failure is written as Go writes JSON, whichever characters it has', () => {
  const spec = { validations: [{ expression: 'false', message: '<a> & "b"\u2028.' }] }
  const { auditAnnotations } = decideInTree(withActions(spec, ['Audit']))
  expect(auditAnnotations['validation_failure']).toContain(
    '"message":"\\u003ca\\u003e \\u0026 \\"b\\"\\u2028."',
  )
})

test('a warning is one line', () => {
  const spec = { validations: [{ expression: 'false', message: 'a\t\u0085b' }] }
  expect(decideInTree(withActions(spec, ['Warn'])).warnings).toEqual([warned('a b')])
})

test('at most fifty failures are listed, in the order of the validations', () => {
  const validations = Array.from({ length: 60 }, (_, index) => ({
    expression: 'false',
    message: `no ${index}`,
  }))
  const { auditAnnotations } = decideInTree(withActions({ validations }, ['Audit']))
  const failures = JSON.parse(auditAnnotations['validation_failure'] ?? '[]') as {
    expressionIndex: number
  }[]
  expect(failures.map(({ expressionIndex }) => expressionIndex)).toEqual(
    Array.from({ length: 50 }, (_, index) => index),
  )
})

test('every binding does what it says; the first that denies speaks', () => {
  const bindings = [
    { name: 'c', spec: { validationActions: ['Deny'] } },
    { name: 'a', spec: { validationActions: ['Warn'] } },
    { name: 'b', spec: { validationActions: ['Deny', 'Audit'] } },
  ]
  const decision = decideInTree({ policies: [{ spec: refusal, bindings }] })
  expect(denialOf(decision)).toBe(denied('no'))
  expect(decision.warnings).toEqual([warned('no').replace("'b'", "'a'")])
  expect(decision.auditAnnotations['validation_failure']).toContain('"binding":"b"')
})

test('of several policies the first by name speaks', () => {
  const policies = ['q', 'p'].map((name) => ({
    name,
    spec: refusal,
    bindings: [{ name: `${name}b` }],
  }))
  expect(denialOf(decideInTree({ policies }))).toBe(
    "ValidatingAdmissionPolicy 'p' with binding 'pb' denied request: no",
  )
})

test('a policy without a binding says nothing, nor does a binding to nothing', () => {
  const unbound = { policies: [{ spec: refusal, bindings: [] }] }
  expect(decideInTree(unbound).isPlainAllow).toBe(true)
  const lost = [{ name: 'b', spec: { policyName: 'nothing' } }]
  expect(decideInTree({ policies: [{ spec: refusal, bindings: lost }] }).isPlainAllow).toBe(true)
})

test.for([
  {
    name: 'means the object',
    spec: { objectSelector: { matchLabels: { app: 'x' } } },
    allowed: false,
  },
  { name: 'does not', spec: { objectSelector: { matchLabels: { app: 'y' } } }, allowed: true },
  { name: 'excludes it', spec: { excludeResourceRules: [podRule()] }, allowed: true },
])('a binding that $name: allowed $allowed', ({ spec, allowed }) => {
  const bindings = [{ name: 'b', spec: { matchResources: spec } }]
  expect(decideInTree({ policies: [{ spec: refusal, bindings }] }).allowed).toBe(allowed)
})

function podRule(): JsonObject {
  return { apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] }
}

const limit = (name: string, max: number): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { max: String(max) },
})
const paramKind = { apiVersion: 'v1', kind: 'ConfigMap' }
const every = { paramRef: { selector: {}, parameterNotFoundAction: 'Deny' } }

test('each param is an evaluation of its own; equal failures are listed each, equal warnings once', () => {
  const spec = {
    paramKind,
    validations: [
      { expression: 'params.data.max != "1"', messageExpression: '"not " + params.metadata.name' },
      { expression: 'false', message: 'never' },
    ],
    auditAnnotations: [
      { key: 'max', valueExpression: 'string(params.data.max)' },
      { key: 'same', valueExpression: 'string(params.kind)' },
    ],
  }
  const actions = { validationActions: ['Warn', 'Audit'] }
  const decision = decideInTree({
    policies: [{ spec, bindings: [{ name: 'b', spec: { ...every, ...actions } }] }],
    context: [shop, limit('y', 2), limit('x', 1), limit('z', 1)],
  })
  expect(decision.warnings).toEqual([warned('not x'), warned('never'), warned('not z')])
  const failures = JSON.parse(decision.auditAnnotations['validation_failure'] ?? '[]') as unknown[]
  expect(failures).toMatchObject(
    ['not x', 'never', 'never', 'not z', 'never'].map((message) => ({
      message,
      validationActions: ['Warn', 'Audit'],
    })),
  )
  expect(decision.auditAnnotations).toMatchObject({ 'p.max': '1, 2', 'p.same': 'ConfigMap' })
})

const unconfigured = (what: string, text: string) =>
  `ValidatingAdmissionPolicy 'p'${what} denied request: failed to configure ${what === '' ? 'policy' : 'binding'}: ${text}`
const ofBinding = " with binding 'b'"
const custom = { apiVersion: 'rules.example.com/v1', kind: 'Limit' }

test.for([
  {
    name: 'a paramKind that no cluster serves',
    spec: { paramKind: custom },
    paramRef: { name: 'x', parameterNotFoundAction: 'Allow' },
    message: unconfigured(
      '',
      "failed to find resource referenced by paramKind: 'rules.example.com/v1, Kind=Limit'",
    ),
  },
  {
    name: 'one of no group, of a binding without paramRef',
    spec: { paramKind: { apiVersion: 'v1', kind: 'Limit' } },
    paramRef: undefined,
    message: unconfigured('', "failed to find resource referenced by paramKind: '/v1, Kind=Limit'"),
  },
  {
    name: 'no param of that name',
    spec: { paramKind },
    paramRef: { name: 'nope', parameterNotFoundAction: 'Deny' },
    message: unconfigured(
      ofBinding,
      'no params found for policy binding with `Deny` parameterNotFoundAction',
    ),
  },
  {
    name: 'none of that name, which is allowed',
    spec: { paramKind },
    paramRef: { name: 'nope', parameterNotFoundAction: 'Allow' },
    message: undefined,
  },
  {
    name: 'none that is selected',
    spec: { paramKind },
    paramRef: { selector: { matchLabels: { a: 'b' } }, parameterNotFoundAction: 'Deny' },
    message: unconfigured(
      ofBinding,
      'no params found for policy binding with `Deny` parameterNotFoundAction',
    ),
  },
  {
    name: 'a namespace for a kind that lives in none',
    spec: { paramKind: { apiVersion: 'v1', kind: 'Namespace' } },
    paramRef: { name: 'shop', namespace: 'shop', parameterNotFoundAction: 'Allow' },
    message: unconfigured(
      ofBinding,
      'paramRef.namespace must not be provided for a cluster-scoped `paramKind`',
    ),
  },
  {
    name: 'a cluster-scoped param',
    spec: { paramKind: { apiVersion: 'v1', kind: 'Namespace' } },
    paramRef: { name: 'shop', parameterNotFoundAction: 'Deny' },
    message: denied('no'),
  },
  {
    name: 'a param in the namespace of the request',
    spec: { paramKind },
    paramRef: { name: 'x', parameterNotFoundAction: 'Deny' },
    message: denied('no'),
  },
  {
    name: 'a param in another namespace',
    spec: { paramKind },
    paramRef: { name: 'x', namespace: 'bank', parameterNotFoundAction: 'Deny' },
    message: unconfigured(
      ofBinding,
      'no params found for policy binding with `Deny` parameterNotFoundAction',
    ),
  },
  {
    name: 'a paramRef without a paramKind',
    spec: {},
    paramRef: { name: 'x', parameterNotFoundAction: 'Deny' },
    message: denied('no'),
  },
  {
    name: 'a paramKind without a paramRef',
    spec: { paramKind },
    paramRef: undefined,
    message: denied('no'),
  },
])('$name', ({ spec, paramRef, message }) => {
  const actions = { validationActions: ['Deny'] }
  const bindings = [{ name: 'b', spec: { ...actions, ...(paramRef && { paramRef }) } }]
  const context = [shop, limit('x', 1)]
  const given = { policies: [{ spec: { ...refusal, ...spec }, bindings }], context }
  expect(denialOf(decideInTree(given))).toBe(message)
})

const definition: JsonObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'limits.rules.example.com' },
  spec: {
    group: 'rules.example.com',
    scope: 'Cluster',
    names: { kind: 'Limit', plural: 'limits' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: { type: 'object', properties: { max: { type: 'integer', default: 3 } } },
        },
      },
    ],
  },
}
const customParam: JsonObject = { ...custom, metadata: { name: 'x' } }

test.for([
  { name: 'which its definition serves', context: [definition, customParam], message: 'max 3' },
  { name: 'of which only an object is known', context: [customParam], message: 'max unknown' },
])('a custom resource as param, $name', ({ context, message }) => {
  const messageExpression = "has(params.max) ? 'max ' + string(params.max) : 'max unknown'"
  const spec = { paramKind: custom, validations: [{ expression: 'false', messageExpression }] }
  const paramRef = { name: 'x', parameterNotFoundAction: 'Deny' }
  const bindings = [{ name: 'b', spec: { paramRef } }]
  const decision = decideInTree({ policies: [{ spec, bindings }], context: [shop, ...context] })
  expect(denialOf(decision)).toBe(denied(message))
})

test('a namespaced param of a cluster-scoped object cannot be found', () => {
  const bindings = [{ name: 'b', spec: every }]
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } }
  const decision = decideInTree({ policies: [{ spec: { ...refusal, paramKind }, bindings }] }, node)
  expect(denialOf(decision)).toBe(
    unconfigured(
      ofBinding,
      'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources',
    ),
  )
})

test('what cannot be configured denies whatever the actions are, unless failures are ignored', () => {
  const paramRef = { name: 'nope', parameterNotFoundAction: 'Deny' }
  const bindings = [{ name: 'b', spec: { paramRef, validationActions: ['Warn'] } }]
  const decide = (spec: JsonObject) =>
    decideInTree({ policies: [{ spec: { ...refusal, paramKind, ...spec }, bindings }] }, pod)
  expect(decide({})).toMatchObject({ allowed: false, warnings: [] })
  expect(decide({ failurePolicy: 'Ignore' }).isPlainAllow).toBe(true)
})
