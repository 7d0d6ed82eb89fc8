import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { serviceAccount } from '#src/core/kubernetes/stages/mutating/service-account.ts'
import { clusterWith, podWith, unknownPaths } from '../surroundings.ts'

interface Row {
  readonly name: string
  readonly spec: JsonObject
  readonly accounts: readonly JsonObject[]
  readonly expect: JsonObject
  readonly unknown?: readonly string[]
}

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount'
const mount = { name: 'kube-api-access-xxxxx', readOnly: true, mountPath }
const named = { serviceAccountName: 'default', serviceAccount: 'default' }

const volume = {
  name: 'kube-api-access-xxxxx',
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [
            { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
          ],
        },
      },
    ],
  },
}

function account(name: string, other: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'harbour' },
    ...other,
  }
}

test.for<Row>([
  {
    name: 'every container mounts the token of the default account',
    spec: {
      containers: [{ name: 'a' }],
      initContainers: [{ name: 'b' }],
      volumes: [{ name: 'v' }],
    },
    accounts: [account('default')],
    expect: {
      ...named,
      containers: [{ name: 'a', volumeMounts: [mount] }],
      initContainers: [{ name: 'b', volumeMounts: [mount] }],
      volumes: [{ name: 'v' }, volume],
    },
    unknown: ['spec.volumes.1.name'],
  },
  {
    name: 'an account of another namespace is not the Pod’s',
    spec: { containers: [{ name: 'a' }] },
    accounts: [account('default', { metadata: { name: 'default', namespace: 'quay' } })],
    expect: { ...named, containers: [{ name: 'a' }] },
    unknown: ['spec.volumes', 'spec.imagePullSecrets'],
  },
  {
    name: 'the account may mount nothing',
    spec: { containers: [{ name: 'a' }] },
    accounts: [account('default', { automountServiceAccountToken: false })],
    expect: { ...named, containers: [{ name: 'a' }] },
  },
  {
    name: 'the Pod decides before its account, which need not be known',
    spec: { automountServiceAccountToken: true, containers: [{ name: 'a' }] },
    accounts: [],
    expect: {
      ...named,
      automountServiceAccountToken: true,
      containers: [{ name: 'a', volumeMounts: [mount] }],
      volumes: [volume],
    },
    unknown: ['spec.volumes.0.name', 'spec.imagePullSecrets'],
  },
  {
    name: 'a container that mounts something there keeps it, and no volume is needed',
    spec: { containers: [{ name: 'a', volumeMounts: [{ name: 'own', mountPath }] }] },
    accounts: [account('default')],
    expect: { ...named, containers: [{ name: 'a', volumeMounts: [{ name: 'own', mountPath }] }] },
  },
  {
    name: 'a volume that is called like the token’s is taken for it',
    spec: { containers: [{ name: 'a' }], volumes: [{ name: 'kube-api-access-own' }] },
    accounts: [account('default')],
    expect: {
      ...named,
      containers: [{ name: 'a', volumeMounts: [{ ...mount, name: 'kube-api-access-own' }] }],
      volumes: [{ name: 'kube-api-access-own' }],
    },
  },
  {
    name: 'images are pulled with the account’s secrets',
    spec: { serviceAccountName: 'pilot', automountServiceAccountToken: false, containers: [] },
    accounts: [account('pilot', { imagePullSecrets: [{ name: 'one' }, { name: 'two' }] })],
    expect: {
      serviceAccountName: 'pilot',
      automountServiceAccountToken: false,
      containers: [],
      imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
    },
  },
  {
    name: 'a Pod’s own secrets are enough',
    spec: {
      serviceAccountName: 'pilot',
      automountServiceAccountToken: false,
      containers: [],
      imagePullSecrets: [{ name: 'own' }],
    },
    accounts: [account('pilot', { imagePullSecrets: [{ name: 'one' }] })],
    expect: {
      serviceAccountName: 'pilot',
      automountServiceAccountToken: false,
      containers: [],
      imagePullSecrets: [{ name: 'own' }],
    },
  },
])('$name', ({ spec, accounts, expect: expected, unknown = [] }) => {
  const staged = serviceAccount.admit(podWith(spec), clusterWith(accounts))
  expect(staged.object['spec']).toEqual(expected)
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})

test('a mirror Pod stays as the kubelet made it', () => {
  const pod = podWith({}, { annotations: { 'kubernetes.io/config.mirror': 'x' } })
  expect(serviceAccount.admit(pod, clusterWith([account('default')])).object).toBe(pod)
})
