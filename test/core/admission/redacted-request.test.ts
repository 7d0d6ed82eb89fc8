import { expect, test } from 'vitest'
import { redactedRequest } from '#src/core/admission/redacted-request.ts'
import type { Request } from '#src/core/admission/request.ts'
import { storableMessages } from '#src/core/admission/storable-message.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const canary = 'canary-4711'

function objectAfter(object: JsonObject): JsonObject | null {
  return redactedRequest({ object, oldObject: null } as unknown as Request).object
}

test.for<{ readonly name: string; readonly object: JsonObject }>([
  {
    name: 'the values of a Secret',
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      data: { user: canary, constructor: canary },
      stringData: { any: canary },
    },
  },
  {
    name: 'a variable of a container',
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { containers: [{ name: 'a', env: [{ name: 'DB_PASSWORD', value: canary }] }] },
    },
  },
  {
    name: 'a key of a ConfigMap',
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: { 'api-key': canary, 'github.token': canary },
    },
  },
  {
    name: 'the token that was asked for',
    object: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      status: { token: canary },
    },
  },
  {
    name: 'a field of a custom resource',
    object: {
      apiVersion: 'db.example.com/v1',
      kind: 'Database',
      spec: { admin: { password: canary, privateKey: canary, passphrase: canary } },
    },
  },
  {
    name: 'the copy that kubectl leaves',
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': canary } },
    },
  },
])('$name does not stay', ({ object }) => {
  const after = objectAfter(object)
  expect(JSON.stringify(object)).toContain(canary)
  expect(JSON.stringify(after)).not.toContain(canary)
})

test('all else stays: names of Secrets, references, numbers, keys of any name', () => {
  const object = JSON.parse(`{
    "apiVersion": "v1", "kind": "Pod", "metadata": {"labels": {"__proto__": "a", "app": "token-service"}},
    "spec": {
      "automountServiceAccountToken": false,
      "volumes": [{"name": "tls", "secret": {"secretName": "web-tls"}}],
      "containers": [{"name": "app", "env": [
        {"name": "MODE", "value": "fast"},
        {"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}
      ]}]
    }
  }`) as JsonObject
  expect(objectAfter(object)).toEqual(object)
  expect(JSON.stringify(objectAfter(object))).toBe(JSON.stringify(object))
})

test('both objects are looked at, and the given request stays as it is', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', data: { a: canary } }
  const request = { object: secret, oldObject: secret } as unknown as Request
  const { object, oldObject } = redactedRequest(request)
  expect([object, oldObject]).toEqual([
    { ...secret, data: { a: 'cmVkYWN0ZWQ=' } },
    { ...secret, data: { a: 'cmVkYWN0ZWQ=' } },
  ])
  expect(secret.data.a).toBe(canary)
})

test.for<{ readonly name: string; readonly object: JsonObject; readonly kept: string }>([
  {
    name: 'of a Secret nothing is told',
    object: { apiVersion: 'v1', kind: 'Secret', data: {} },
    kept: 'the message is not shown, for it may hold a value of the Secret',
  },
  {
    name: 'what is secret by its name is not quoted, however it is written',
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { token: `${canary}"`, args: [`--token=${canary}`] },
    },
    kept: 'a redacted b redacted c redacted',
  },
  {
    name: 'what is short stays, and so does all else',
    object: { apiVersion: 'v1', kind: 'Pod', spec: { token: 'a', name: canary } },
    kept: `a ${canary}" b ${canary}\\" c ${canary}`,
  },
])('a message to be kept: $name', ({ object, kept }) => {
  const kind = { group: '', version: 'v1', kind: String(object['kind']) }
  const storable = storableMessages({ kind, object, oldObject: null })
  expect(storable(`a ${canary}" b ${canary}\\" c ${canary}`)).toBe(kept)
})
