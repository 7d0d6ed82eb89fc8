import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from './control-plane.ts'

interface PolicyRule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
  readonly resourceNames?: readonly string[]
}

/** What a service account may do: in its own namespace, and everywhere. */
export interface Rights {
  readonly inside: readonly PolicyRule[]
  readonly everywhere: readonly PolicyRule[]
}

/** Makes a service account with these rights and nothing more; answers its kubeconfig. */
export async function serviceAccount(
  cluster: ControlPlane,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { inside, everywhere }: Rights,
): Promise<string> {
  const metadata = { name, namespace }
  const subjects = [{ kind: 'ServiceAccount', name, namespace }]
  const rbac = 'rbac.authorization.k8s.io'
  const objects = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules: inside },
    { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name }, rules: everywhere },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      subjects,
      roleRef: { apiGroup: rbac, kind: 'Role', name },
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      subjects,
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
    },
  ]
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
  await must(cluster, ['apply', '-f', '-'], input)
  const token = (await must(cluster, ['create', 'token', name, '-n', namespace])).trim()
  const { clusters } = JSON.parse(
    await must(cluster, ['config', 'view', '--raw', '-o', 'json']),
  ) as { readonly clusters: readonly unknown[] }
  const path = join(cluster.folder, `${name}.kubeconfig`)
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters,
    users: [{ name, user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: name } }],
    'current-context': 'test',
  }
  writeFileSync(path, JSON.stringify(config))
  return path
}

async function must(cluster: ControlPlane, args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await cluster.kubectl(args, { input })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}
