import { afterEach, describe, expect, test } from 'vitest'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import { parseJson, printJson } from '#src/core/source/json.ts'
import { isObject, type JsonObject } from '#src/core/source/json-value.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import { decide } from '#test/support/decide.ts'
import { answersOf } from './answers.ts'

const keys = ['__proto__', 'constructor', 'prototype'] as const
const shared = [Object.prototype, Array.prototype, Function.prototype, Object]

const untouched = JSON.stringify(shared.map((each) => Reflect.ownKeys(each).map(String)))

afterEach(() => {
  expect(JSON.stringify(shared.map((each) => Reflect.ownKeys(each).map(String)))).toBe(untouched)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

function jsonOf(text: string): JsonObject {
  const parsed = parseJson(text)
  if (parsed.kind === 'problem' || !isObject(parsed.value)) throw new Error(text)
  return parsed.value
}

describe.for(keys)('%s', (key) => {
  const inner = `{"${key}":{"polluted":"yes"}}`

  test('is a key of JSON and of YAML, aliases and merges included', () => {
    expect(printJson(jsonOf(inner))).toBe(inner)
    const text = `a: &a {${key}: {polluted: yes}}\nb: {<<: *a}\nc: *a\n`
    const [document] = readYaml({ name: 'a.yaml', text }).documents
    const wanted = `{"${key}":{"polluted":true}}`
    expect(printJson(document?.value ?? null)).toBe(`{"a":${wanted},"b":${wanted},"c":${wanted}}`)
  })

  test('is a step of a JSON Patch like any other', () => {
    const added = applyPatch({ a: {} }, [{ op: 'add', path: `/a/${key}`, value: { b: 1 } }])
    expect(added.kind === 'patched' && printJson(added.value)).toBe(`{"a":{"${key}":{"b":1}}}`)
    const through = applyPatch({ a: {} }, [{ op: 'add', path: `/a/${key}/polluted`, value: 'yes' }])
    expect(through.kind).toBe('error')
    const copied = applyPatch(jsonOf(`{"a":${inner},"b":{}}`), [
      { op: 'copy', from: `/a/${key}`, path: `/b/${key}` },
      { op: 'move', from: `/b/${key}`, path: '/c' },
    ])
    expect(copied.kind === 'patched' && printJson(copied.value)).toBe(
      `{"a":${inner},"b":{},"c":{"polluted":"yes"}}`,
    )
  })

  test('is a label, seen by expressions and kept by a merge', () => {
    const object = jsonOf(
      `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"b","labels":{"${key}":"x"}}}`,
    )
    const policies = `${rule('ValidatingRule')}
  validations:
    - expression: object.metadata.labels['${key}'] == 'x' && object.metadata.labels.size() == 1
---
${rule('MutatingRule')}
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: "Object{metadata: Object.metadata{annotations: {'${key}': 'y'}}}"
`
    expect(decide(object, { policies }).allowed).toBe(true)
    const { patch } = decide(object, { policies, journey: { door: 'mutate' } })
    const mutated = applyPatch(object, patch)
    expect(mutated.kind === 'patched' && printJson(mutated.value)).toContain(
      `"annotations":{"${key}":"y"}`,
    )
  })

  test('in a policy and in a context is refused or ignored, in words', () => {
    const text = `apiVersion: sallyport.dev/v1alpha1\nkind: ValidatingRule\nmetadata: {name: a}\nspec: ${inner}\n`
    const loaded = loadPolicies([{ name: 'p.yaml', text }], { kubernetesVersion: '1.37' })
    expect(loaded.problems.map(({ message }) => message).join()).toContain(key)
    const context = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${key}, labels: ${inner}}\n`
    const created = createSnapshot({
      policies: loaded.policies,
      context: [{ name: 'c.yaml', text: context }],
    })
    expect([...created.snapshot.namespaces.keys()].filter((name) => name !== key)).toEqual([])
  })

  test('anywhere in a review is data', () => {
    const { body, allowed } = answersOf(
      `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","${key}":{"polluted":1},"request":{"uid":"u","${key}":${inner},"kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},"operation":"CREATE","userInfo":{"extra":{"${key}":["x"]}},"object":{"${key}":${inner},"metadata":{"name":"a"}}}}`,
    )
    expect(allowed).toBe(true)
    expect(body).not.toContain('polluted')
  })
})

function rule(kind: string): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: ${kind.toLowerCase()}}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}`
}
