import { describe, expect, test } from 'vitest'
import type { Journey } from '#src/core/admission/request-for.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { decide } from '#test/support/decide.ts'

const rule = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: r}
spec:
  matchConstraints: {resourceRules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"]}]}
  validations: [{expression: "false", message: never}]
`

const admissionPolicy = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: r}
spec:
  matchConstraints: {resourceRules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"]}]}
  validations: [{expression: "false", message: never}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: b}
spec: {policyName: r, validationActions: [Deny]}
`

const context = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: leaving, deletionTimestamp: "2026-01-01T00:00:00Z"}
`

const pod = (metadata: JsonObject, spec: JsonObject = { nodeName: 'n' }): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'shop', ...metadata },
  spec,
})

const dying = { deletionTimestamp: '2026-01-01T00:00:00Z' }
const owner = (uid: string, blockOwnerDeletion = true): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name: 'rs',
  uid,
  controller: true,
  blockOwnerDeletion,
})

interface Row {
  readonly name: string
  readonly before: JsonObject
  readonly after: JsonObject
  readonly passes: boolean
}

const updates: readonly Row[] = [
  {
    name: 'the last finalizer goes',
    before: pod({ ...dying, finalizers: ['a/b'], resourceVersion: '1', managedFields: [] }),
    after: pod({ ...dying, resourceVersion: '2', managedFields: [{ manager: 'm' }] }),
    passes: true,
  },
  {
    name: 'one of two finalizers goes',
    before: pod({ ...dying, finalizers: ['a/b', 'c/d'] }),
    after: pod({ ...dying, finalizers: ['c/d'] }),
    passes: true,
  },
  {
    name: 'a finalizer goes and another comes',
    before: pod({ ...dying, finalizers: ['a/b'] }),
    after: pod({ ...dying, finalizers: ['c/d'] }),
    passes: false,
  },
  {
    name: 'a finalizer and a label go',
    before: pod({ ...dying, finalizers: ['a/b'], labels: { a: 'b' } }),
    after: pod({ ...dying }),
    passes: false,
  },
  {
    name: 'a finalizer goes and the spec changes',
    before: pod({ ...dying, finalizers: ['a/b'] }),
    after: pod({ ...dying }, { nodeName: 'm' }),
    passes: false,
  },
  {
    name: 'a finalizer of what stays goes',
    before: pod({ finalizers: ['a/b'] }),
    after: pod({}),
    passes: false,
  },
  {
    name: 'an object claims to be deleted',
    before: pod({ finalizers: ['a/b'] }),
    after: pod(dying),
    passes: false,
  },
  {
    name: 'a finalizer in a namespace that goes',
    before: pod({ namespace: 'leaving', finalizers: ['a/b'] }),
    after: pod({ namespace: 'leaving' }),
    passes: true,
  },
  {
    name: 'an owner in a namespace that goes need not wait any more',
    before: pod({ namespace: 'leaving', ownerReferences: [owner('1')] }),
    after: pod({ namespace: 'leaving', ownerReferences: [owner('1', false)] }),
    passes: true,
  },
  {
    name: 'an owner in a namespace that goes is let go',
    before: pod({ namespace: 'leaving', ownerReferences: [owner('1'), owner('2')] }),
    after: pod({ namespace: 'leaving', ownerReferences: [owner('2')] }),
    passes: true,
  },
  {
    name: 'an owner in a namespace that goes is replaced',
    before: pod({ namespace: 'leaving', ownerReferences: [owner('1')] }),
    after: pod({ namespace: 'leaving', ownerReferences: [owner('2')] }),
    passes: false,
  },
]

describe('an update passes our kinds where it only lets go of what is being deleted', () => {
  test.for(updates)('$name: $passes', ({ before, after, passes }) => {
    const journey: Partial<Journey> = { operation: 'UPDATE', oldObject: before }
    expect(decide(after, { policies: rule, context, journey }).allowed).toBe(passes)
    expect(decide(after, { policies: admissionPolicy, context, journey }).allowed).toBe(false)
  })

  test('the finalizers of a namespace are in its spec', () => {
    const namespace = (finalizers: readonly string[], labels: JsonObject = {}): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'leaving', labels, ...dying },
      spec: finalizers.length === 0 ? {} : { finalizers },
    })
    const journey: Partial<Journey> = {
      operation: 'UPDATE',
      subResource: 'finalize',
      oldObject: namespace(['kubernetes']),
    }
    const given = { policies: rule, context, journey }
    expect(decide(namespace([]), given).allowed).toBe(true)
    expect(decide(namespace([], { a: 'b' }), given).allowed).toBe(false)
  })
})

test.for([
  { name: 'of an object that stays', object: pod({}), passes: false },
  { name: 'of an object that is being deleted', object: pod(dying), passes: true },
  {
    name: 'in a namespace that is being deleted',
    object: pod({ namespace: 'leaving' }),
    passes: true,
  },
])('a DELETE $name: $passes', ({ object, passes }) => {
  const given = { policies: rule, context, journey: { operation: 'DELETE' } } as const
  const decision = decide(object, given)
  expect(decision.allowed).toBe(passes)
  expect(decision.skips).toEqual(
    passes ? [{ policy: 'r', binding: '', why: 'it only finishes a deletion' }] : [],
  )
})

test('a CREATE in a namespace that is being deleted is judged', () => {
  const object = pod({ namespace: 'leaving' })
  expect(decide(object, { policies: rule, context }).allowed).toBe(false)
})
