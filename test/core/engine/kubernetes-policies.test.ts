import { expect, test } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { noFacts } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' } }

interface Given {
  readonly spec: JsonObject
  readonly object?: JsonObject
  readonly actions?: readonly string[]
}

function decide({ spec, object = pod, actions = ['Deny'] }: Given): Decision {
  const resources = ['pods', 'namespaces']
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources }
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: 'p' },
        spec: { matchConstraints: { resourceRules: [rule] }, ...spec },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: 'b' },
        spec: { policyName: 'p', validationActions: actions },
      },
    ],
  })
  const { policies } = loadPolicies([{ name: 'p', text }], { kubernetesVersion: '1.37' })
  const context = [{ name: 'context', text: JSON.stringify(namespace) }]
  const { snapshot } = createSnapshot({ policies, context })
  const request = requestFor(object, { door: 'validate', uid: '12345678' })
  const admission = admit(request, snapshot, noFacts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

test('a validation sees the namespace, a match condition does not', () => {
  const named = "namespaceObject.metadata.name == 'shop'"
  expect(decide({ spec: { validations: [{ expression: named }] } }).allowed).toBe(true)
  const condition = { name: 'c', expression: 'namespaceObject == null' }
  const spec = { matchConditions: [condition], validations: [{ expression: 'false' }] }
  expect(decide({ spec }).allowed).toBe(false)
})

test('a Namespace has no namespace', () => {
  const spec = { validations: [{ expression: 'namespaceObject == null' }] }
  expect(decide({ spec, object: namespace }).allowed).toBe(true)
})

test('an audit annotation that fails denies whatever the actions are, unless failures are ignored', () => {
  const spec = {
    validations: [{ expression: 'true' }],
    auditAnnotations: [{ key: 'k', valueExpression: 'string(object.spec.nope)' }],
  }
  const decision = decide({ spec, actions: ['Warn'] })
  expect(decision.warnings).toEqual([])
  expect(decision.status?.message).toContain(
    "expression 'string(object.spec.nope)' resulted in error: no such key: spec",
  )
  const ignored = decide({ spec: { ...spec, failurePolicy: 'Ignore' }, actions: ['Warn'] })
  expect(ignored.allowed).toBe(true)
})

function mutate(failurePolicy: 'Fail' | 'Ignore'): Decision {
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }
  const patches = [
    '[JSONPatch{op: "add", path: "/metadata/labels", value: {"a": "1"}}]',
    '[JSONPatch{op: "remove", path: "/metadata/nope"}]',
    '[JSONPatch{op: "add", path: "/metadata/labels/b", value: "2"}]',
  ]
  const text = JSON.stringify({
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'MutatingRule',
    metadata: { name: 'm' },
    spec: {
      failurePolicy,
      matchConstraints: { resourceRules: [rule] },
      mutations: patches.map((expression) => ({
        patchType: 'JSONPatch',
        jsonPatch: { expression },
      })),
    },
  })
  const { policies } = loadPolicies([{ name: 'm', text }], { kubernetesVersion: '1.37' })
  const { snapshot } = createSnapshot({ policies })
  const request = requestFor(pod, { door: 'mutate', uid: '12345678' })
  const admission = admit(request, snapshot, noFacts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

test('a mutation that fails is left out where failures are ignored, those beside it are not', () => {
  expect(mutate('Ignore')).toMatchObject({
    allowed: true,
    patch: [{ op: 'add', path: '/metadata/labels', value: { a: '1', b: '2' } }],
  })
})

test('otherwise it denies, in the words of the API server', () => {
  const { allowed, patch, status } = mutate('Fail')
  expect({ allowed, patch }).toEqual({ allowed: false, patch: [] })
  expect(status?.message).toContain(
    "JSON Patch: error in remove for path: '/metadata/nope': Unable to remove nonexistent key: nope: missing value",
  )
})

test('of a mutating policy whose params are not there the API server says that the request is forbidden', () => {
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }
  const expression = "Object{metadata: Object.metadata{labels: {'a': 'b'}}}"
  const registered = (kind: string, name: string, spec: JsonObject) => ({
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name }, spec },
  })
  const items = [
    registered('MutatingAdmissionPolicy', 'p', {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: { resourceRules: [rule] },
      reinvocationPolicy: 'Never',
      mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
    }),
    registered('MutatingAdmissionPolicyBinding', 'b', {
      policyName: 'p',
      paramRef: { name: 'none', parameterNotFoundAction: 'Deny' },
    }),
  ]
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  const { policies } = loadPolicies([{ name: 'p', text }], { kubernetesVersion: '1.37' })
  const { snapshot } = createSnapshot({ policies })
  const request = requestFor(pod, { door: 'mutate', uid: '12345678' })
  const admission = admit(request, snapshot, noFacts, () => false)
  expect(admission).toMatchObject({
    decision: {
      findings: [
        {
          message:
            'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction',
          reason: 'Forbidden',
          code: 403,
        },
      ],
    },
  })
})
