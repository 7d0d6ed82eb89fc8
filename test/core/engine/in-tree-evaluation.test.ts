import { expect, test } from 'vitest'
import type { Request } from '#src/core/admission/request.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { decideByFailurePolicy } from '#src/core/engine/decide-by-failure-policy.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { decideInTree, denialOf, type InTreePolicy, pod, shop, snapshotOf } from './in-tree.ts'

const denied = (text: string) =>
  `ValidatingAdmissionPolicy 'p' with binding 'b' denied request: ${text}`
const one = (spec: JsonObject, given: Partial<InTreePolicy> = {}) => ({
  policies: [{ spec, ...given }],
})
const refusal = { validations: [{ expression: 'false', message: 'no' }] }

const condition = (expression: string, index: number) => ({ name: `c${index}`, expression })
const nope = "expression 'object.spec.nope == 1' resulted in error: no such key: nope"
const none = "expression 'object.spec.none == 1' resulted in error: no such key: none"

test.for([
  { name: 'all hold', conditions: ['true', 'object != null'], message: 'no' },
  { name: 'one does not', conditions: ['true', 'false'], message: undefined },
  { name: 'false beats an error before it', conditions: ['object.spec.nope == 1', 'false'] },
  { name: 'false beats an error behind it', conditions: ['false', 'object.spec.nope == 1'] },
  { name: 'an error', conditions: ['true', 'object.spec.nope == 1'], message: nope },
  {
    name: 'two errors',
    conditions: ['object.spec.nope == 1', 'object.spec.none == 1'],
    message: `[${nope}, ${none}]`,
  },
  {
    name: 'the same error twice is said once',
    conditions: ['object.spec.nope == 1', 'object.spec.nope == 1'],
    message: nope,
  },
  {
    name: 'one that does not compile',
    conditions: ['object.spec.nope'],
    message: 'compilation error: must evaluate to bool but got dyn',
  },
  {
    name: 'one that reads the namespace, which it does not see',
    conditions: ['namespaceObject == null'],
    message: 'no',
  },
])('match conditions: $name', ({ conditions, message }) => {
  const spec = { ...refusal, matchConditions: conditions.map(condition) }
  expect(denialOf(decideInTree(one(spec)))).toBe(message && denied(message))
})

test('a match condition that fails does what the actions say, and nothing where failures are ignored', () => {
  const spec = { ...refusal, matchConditions: [condition('object.spec.nope == 1', 0)] }
  const bindings = [{ name: 'b', spec: { validationActions: ['Warn'] } }]
  const decision = decideInTree(one(spec, { bindings }))
  expect(decision.allowed).toBe(true)
  expect(decision.warnings).toEqual([
    `Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': ${nope}`,
  ])
  const ignored = decideInTree(one({ ...spec, failurePolicy: 'Ignore' }, { bindings }))
  expect(ignored.isPlainAllow).toBe(true)
})

const long = 'x'.repeat(5 * 1024 + 1)

test.for([
  { name: 'its value', messageExpression: "'a ' + object.metadata.name", said: 'a a' },
  { name: 'trimmed', messageExpression: "'  a  '", said: 'a' },
  { name: 'not where it is empty', messageExpression: "' '", said: 'fixed' },
  { name: 'not where it has two lines', messageExpression: "'a\\nb'", said: 'fixed' },
  { name: 'but one line that ends', messageExpression: "'a\\n'", said: 'a' },
  { name: 'not where it fails', messageExpression: 'string(object.spec.nope)', said: 'fixed' },
  { name: 'not where it does not compile', messageExpression: '1', said: 'fixed' },
  { name: 'not where it is no string', messageExpression: 'dyn(1)', said: 'fixed' },
  { name: 'not above 5 KiB', messageExpression: `'${long}'`, said: 'fixed' },
  { name: 'at 5 KiB', messageExpression: `'${long.slice(1)}'`, said: long.slice(1) },
  {
    name: 'not where it reads the authorizer',
    messageExpression: "authorizer.path('/').check('get').reason()",
    said: 'fixed',
  },
])('messageExpression: $name', ({ messageExpression, said }) => {
  const validations = [{ expression: 'false', message: ' fixed ', messageExpression }]
  const [finding] = decideInTree(one({ validations })).findings
  expect(finding?.message).toBe(said)
})

test('without a message the expression is the message', () => {
  const validations = [{ expression: '  1 == 2 \n' }]
  expect(denialOf(decideInTree(one({ validations })))).toBe(denied('failed expression: 1 == 2'))
})

test.for([
  { reason: undefined, status: { reason: 'Invalid', code: 422 } },
  { reason: 'Forbidden', status: { reason: 'Forbidden', code: 403 } },
  { reason: 'RequestEntityTooLarge', status: { reason: 'RequestEntityTooLarge', code: 413 } },
  { reason: 'Invalid', status: { reason: 'Invalid', code: 422 } },
])('the reason $reason', ({ reason, status }) => {
  const validations = [{ expression: 'false', ...(reason === undefined ? {} : { reason }) }]
  expect(decideInTree(one({ validations })).status).toMatchObject(status)
})

const variables = [
  { name: 'broken', expression: 'object.spec.nope' },
  { name: 'deep', expression: 'variables.broken + 1' },
  { name: 'wrong', expression: '1 + "a"' },
]
const wrong =
  'composited variable "wrong" fails to compile: compilation failed: ERROR: <input>:1:3: found no matching overload for \'_+_\' applied to \'(int, string)\'\n | 1 + "a"\n | ..^'

test.for([
  {
    expression: 'variables.broken == 1',
    message: 'composited variable "broken" fails to evaluate: no such key: nope',
  },
  {
    expression: 'variables.deep == 1',
    message:
      'composited variable "deep" fails to evaluate: composited variable "broken" fails to evaluate: no such key: nope',
  },
  { expression: 'variables.wrong == 1', message: wrong },
])('$expression', ({ expression, message }) => {
  const [finding] = decideInTree(one({ variables, validations: [{ expression }] })).findings
  expect(finding?.message).toBe(`expression '${expression}' resulted in error: ${message}`)
})

test.for([
  { name: 'a text, trimmed', valueExpression: "' a '", value: 'a' },
  { name: 'none', valueExpression: 'null', value: undefined },
  { name: 'a blank one', valueExpression: "' '", value: undefined },
  {
    name: 'cut at 10 KiB',
    valueExpression: "lists.range(10241).map(i, 'x').join()",
    value: 'x'.repeat(10 * 1024),
  },
  {
    name: 'cut between characters',
    valueExpression: "'x' + lists.range(5120).map(i, 'é').join()",
    value: `x${'é'.repeat(5119)}`,
  },
])('audit annotation: $name', ({ valueExpression, value }) => {
  const auditAnnotations = [{ key: 'k', valueExpression }]
  const decision = decideInTree(one({ auditAnnotations }))
  expect({ allowed: decision.allowed, value: decision.auditAnnotations['p.k'] }).toEqual({
    allowed: true,
    value,
  })
})

test.for([
  {
    name: 'an error',
    valueExpression: 'string(object.spec.nope)',
    message: "expression 'string(object.spec.nope)' resulted in error: no such key: nope",
  },
  {
    name: 'the authorizer, which is not there',
    valueExpression: "authorizer.path('/').check('get').reason()",
    message:
      "expression 'authorizer.path('/').check('get').reason()' resulted in error: no such attribute(s): authorizer",
  },
  {
    name: 'no text',
    valueExpression: '1',
    message: 'compilation error: must evaluate to one of [string null_type] but got int',
  },
])(
  'audit annotation: $name denies, beside one that is published',
  ({ valueExpression, message }) => {
    const auditAnnotations = [
      { key: 'good', valueExpression: "'a'" },
      { key: 'bad', valueExpression },
    ]
    const decision = decideInTree(one({ auditAnnotations }))
    expect(denialOf(decision)).toBe(denied(message))
    expect(decision.auditAnnotations).toMatchObject({ 'p.good': 'a' })
    const ignored = decideInTree(one({ auditAnnotations, failurePolicy: 'Ignore' }))
    expect(ignored).toMatchObject({ allowed: true, auditAnnotations: { 'p.good': 'a' } })
  },
)

test('a variable that nobody reads harms nobody', () => {
  const spec = { variables, validations: [{ expression: 'true' }] }
  expect(decideInTree(one(spec)).isPlainAllow).toBe(true)
})

/** An update of an autoscaler as v2, which a webhook that asks for v1 gets converted. */
const converted: Partial<Request> = {
  kind: { group: 'autoscaling', version: 'v1', kind: 'HorizontalPodAutoscaler' },
  resource: { group: 'autoscaling', version: 'v1', resource: 'horizontalpodautoscalers' },
  requestKind: { group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler' },
  requestResource: { group: 'autoscaling', version: 'v2', resource: 'horizontalpodautoscalers' },
}
const autoscaler = {
  apiVersion: 'autoscaling/v1',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'a', namespace: 'shop' },
}
const names = [
  "request.kind.version == 'v1'",
  "request.requestKind.version == 'v2'",
  "request.requestResource.version == 'v2'",
]

test('validations see the resource in the version that was asked for, match conditions as it was requested', () => {
  const validations = [...names, "request.resource.version == 'v1'"]
  const conditions = [...names, "request.resource.version == 'v2'"]
  const asked = { request: converted }
  const valid = one({ validations: validations.map((expression) => ({ expression })) })
  expect(denialOf(decideInTree(valid, autoscaler, asked))).toBe(undefined)
  const met = one({ ...refusal, matchConditions: conditions.map(condition) })
  expect(denialOf(decideInTree(met, autoscaler, asked))).toBe(denied('no'))
})

test('a variable that match conditions and validations read is what each of them sees', () => {
  const cluster = one({
    variables: [{ name: 'version', expression: 'request.resource.version' }],
    matchConditions: [condition("variables.version == 'v2'", 0)],
    validations: [{ expression: "variables.version == 'v2'", message: 'no' }],
  })
  expect(denialOf(decideInTree(cluster, autoscaler, { request: converted }))).toBe(denied('no'))
})

test('namespaceObject shows neither kind nor owner', () => {
  const namespace = {
    ...shop,
    metadata: {
      name: 'shop',
      labels: { team: 'a' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u' }],
    },
  }
  const validations = [
    'has(dyn(namespaceObject).kind)',
    'has(dyn(namespaceObject).metadata.ownerReferences)',
    "namespaceObject.metadata.labels.team == 'b'",
  ].map((expression) => ({
    expression: `!${expression.includes('==') ? `(${expression})` : expression}`,
  }))
  expect(decideInTree({ ...one({ validations }), context: [namespace] }).isPlainAllow).toBe(true)
})

test('a namespace that does not exist is the failure of what reads it', () => {
  const message = 'namespaces "shop" not found'
  const given = { answers: { 'namespace/shop': { kind: 'failed', message } as const } }
  const selector = { namespaceSelector: { matchLabels: { team: 'a' } } }
  const matchConstraints = { ...everyPod(), ...selector }
  const selecting = { ...one({ ...refusal, matchConstraints }), context: [] }
  expect(denialOf(decideInTree(selecting, pod, given))).toBe(
    `ValidatingAdmissionPolicy 'p' denied request: failed to configure policy: ${message}`,
  )
  const bindings = [{ name: 'b', spec: { matchResources: selector } }]
  const bound = { ...one(refusal, { bindings }), context: [] }
  expect(denialOf(decideInTree(bound, pod, given))).toBe(
    denied(`failed to configure binding: ${message}`),
  )
})

function everyPod(): JsonObject {
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] }
  return { resourceRules: [rule] }
}

const registration = 'admissionregistration.k8s.io'
const unseen = [
  { resource: 'validatingadmissionpolicies', group: registration },
  { resource: 'validatingadmissionpolicybindings', group: registration },
  { resource: 'mutatingadmissionpolicies', group: registration },
  { resource: 'mutatingadmissionpolicybindings', group: registration },
  { resource: 'subjectaccessreviews', group: 'authorization.k8s.io' },
  { resource: 'tokenreviews', group: 'authentication.k8s.io' },
]
const seen = [
  { resource: 'validatingwebhookconfigurations', group: registration },
  { resource: 'subjectaccessreviews', group: 'example.com' },
  { resource: 'serviceaccounts', group: '' },
]

test.for([
  ...unseen.map((resource) => ({ ...resource, allowed: true })),
  ...seen.map((resource) => ({ ...resource, allowed: false })),
])('requests for $resource of "$group": allowed $allowed', ({ resource, group, allowed }) => {
  const named = { group, version: 'v1', resource }
  const request = { resource: named, requestResource: named }
  expect(decideInTree(one(refusal), pod, { request }).allowed).toBe(allowed)
})

test('our own kinds see what webhooks see', () => {
  const text = JSON.stringify({
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'r' },
    spec: { matchConstraints: everyResource(), ...refusal },
  })
  const { policies } = loadPolicies([{ name: 'r', text }], { kubernetesVersion: '1.37' })
  const { snapshot } = createSnapshot({ policies })
  const judged = [...unseen, ...seen].filter(({ group, resource }) => {
    const named = { group, version: 'v1', resource }
    const request = requestFor(pod, { door: 'validate', uid: 'u' })
    return snapshot.index.candidates({ ...request, resource: named, requestResource: named }).length
  })
  expect(judged.map(({ resource }) => resource)).toEqual([
    'subjectaccessreviews',
    'tokenreviews',
    'subjectaccessreviews',
    'serviceaccounts',
  ])
})

function everyResource(): JsonObject {
  const all = ['*']
  return {
    resourceRules: [{ apiGroups: all, apiVersions: all, operations: all, resources: ['*/*'] }],
  }
}

test.for([
  { name: 'Deny', actions: ['Deny'], effects: ['deny'] },
  { name: 'Warn and Audit', actions: ['Warn', 'Audit'], effects: ['warn', 'audit'] },
  { name: 'Audit', actions: ['Audit'], effects: ['audit'] },
])('where nothing can be evaluated, a binding with $name does that', ({ actions, effects }) => {
  const bindings = [{ name: 'b', spec: { validationActions: actions } }]
  const snapshot = snapshotOf(one(refusal, { bindings }))
  const request = requestFor(pod, { door: 'validate', uid: 'u' })
  const { allowed, findings } = decideByFailurePolicy(request, snapshot, {
    message: 'no time',
    time: '',
  })
  expect(allowed).toBe(!actions.includes('Deny'))
  expect(findings.map(({ effect, binding, message }) => ({ effect, binding, message }))).toEqual(
    effects.map((effect) => ({ effect, binding: 'b', message: 'no time' })),
  )
})

test('where nothing can be evaluated, a binding that does not mean the request says nothing', () => {
  const matchResources = { objectSelector: { matchLabels: { app: 'y' } } }
  const bindings = [
    { name: 'a', spec: { validationActions: ['Deny'], matchResources } },
    { name: 'b', spec: { validationActions: ['Warn'] } },
  ]
  const request = requestFor(pod, { door: 'validate', uid: 'u' })
  const decide = (spec: JsonObject) =>
    decideByFailurePolicy(request, snapshotOf(one(spec, { bindings })), {
      message: 'no time',
      time: '',
    })
  expect(decide(refusal)).toMatchObject({ allowed: true, findings: [{ binding: 'b' }] })
  expect(decide({ ...refusal, failurePolicy: 'Ignore' }).isPlainAllow).toBe(true)
})
