import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from '../control-plane.ts'
import { must } from './must.ts'

const name = 'watcher'
const namespace = 'sallyport'
const read = ['get', 'list', 'watch']

const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name },
  rules: [
    { apiGroups: ['sallyport.dev'], resources: ['*'], verbs: read },
    { apiGroups: [''], resources: ['namespaces', 'configmaps', 'services'], verbs: read },
    { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: read },
    { apiGroups: ['watching.test'], resources: ['limits'], verbs: read },
  ],
}

const binding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
  subjects: [{ kind: 'ServiceAccount', name, namespace }],
}

/** The user that the API server sees. */
export const watcherUser = `system:serviceaccount:${namespace}:${name}`

/** Makes a service account that may read what is watched, and gives the path of a kubeconfig with its token. */
export async function watcherKubeconfig(cluster: ControlPlane): Promise<string> {
  await cluster.createNamespace(namespace)
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }
  for (const object of [account, role, binding]) {
    await must(cluster, ['create', '-f', '-'], JSON.stringify(object))
  }
  const token = await must(cluster, ['create', 'token', name, '-n', namespace, '--duration=2h'])
  const ca = readFileSync(join(cluster.folder, 'pki', 'ca.crt')).toString('base64')
  const path = join(cluster.folder, 'watcher.kubeconfig')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'test', cluster: { server: cluster.url, 'certificate-authority-data': ca } },
    ],
    users: [{ name, user: { token: token.trim() } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: name } }],
    'current-context': 'test',
  }
  writeFileSync(path, JSON.stringify(config))
  return path
}
