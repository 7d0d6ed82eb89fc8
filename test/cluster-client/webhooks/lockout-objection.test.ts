import { expect, test } from 'vitest'
import { lockoutObjection } from '#src/cluster/webhooks/lockout-objection.ts'
import { createSnapshot, type JsonObject, loadPolicies, type Snapshot } from '#src/core/index.ts'
import { smallCluster } from '../small-cluster.ts'

const kubernetesVersion = '1.37'

function snapshotOf(text: string): Snapshot {
  const { policies } = loadPolicies([{ name: 'policy.yaml', text }], { kubernetesVersion })
  return createSnapshot({ policies, kubernetesVersion }).snapshot
}

function ruleFor(resource: string, failurePolicy: string): string {
  return `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: no-workloads}
spec:
  failurePolicy: ${failurePolicy}
  validationActions: [Deny]
  matchConstraints:
    resourceRules:
      - {apiGroups: ["apps"], apiVersions: ["*"], operations: ["*"], resources: [${resource}]}
  validations: [{expression: 'false', message: never}]`
}

function clusterWith(namespace: string, priorityClassName: string) {
  const kinds = ['DaemonSet', 'Deployment'].map((kind) => ({
    ...{ group: 'apps', version: 'v1', resource: `${kind.toLowerCase()}s` },
    ...{ kind, namespaced: true },
  }))
  const cluster = smallCluster(kinds)
  const labels = { app: 'agent' }
  const agent: JsonObject = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { priorityClassName, containers: [{ name: 'agent', image: 'agent:1' }] },
      },
    },
  }
  cluster.objects.set('/apis/apps/v1/daemonsets/agent', agent)
  return cluster
}

const objected =
  'what runs in the cluster: DaemonSet network/agent would be refused by ValidatingRule no-workloads: never; sallyport preflight --cluster tells all of them'

test.for([
  { name: 'what is critical would be refused', why: objected },
  { name: 'by a policy that fails open', failurePolicy: 'Ignore', why: undefined },
  { name: 'something else is refused', resource: 'deployments', why: undefined },
  { name: 'it is not critical', priority: 'high', why: undefined },
  { name: 'its namespace is left out', exempt: ['network'], why: undefined },
])('$name', async ({ failurePolicy = 'Fail', resource = 'daemonsets', priority, exempt, why }) => {
  const { connection } = clusterWith('network', priority ?? 'system-node-critical')
  const snapshot = snapshotOf(ruleFor(resource, failurePolicy))
  const options = { snapshot: () => snapshot, exemptNamespaces: exempt ?? [] }
  expect(await lockoutObjection(connection, options)()).toBe(why)
})

test('the cluster is asked again when the policies are others, or time has passed', async () => {
  const { connection, asked } = clusterWith('network', 'system-node-critical')
  let snapshot: Snapshot | undefined
  const objection = lockoutObjection(connection, {
    snapshot: () => snapshot,
    exemptNamespaces: [],
    againMs: 50,
  })
  expect(await objection()).toBe('the policies are not known yet')
  expect(asked).toHaveLength(0)
  snapshot = snapshotOf(ruleFor('daemonsets', 'Fail'))
  expect(await objection()).toBe(objected)
  expect(await objection()).toBe(objected)
  expect(asked).toHaveLength(2)
  snapshot = snapshotOf('')
  expect(await objection()).toBeUndefined()
  expect(asked).toHaveLength(4)
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(await objection()).toBeUndefined()
  expect(asked).toHaveLength(6)
})

test.for([
  { status: 403, outcome: 'nothing is objected' },
  { status: 500, outcome: 'thrown' },
])('workloads cannot be listed: $status, $outcome', async ({ status, outcome }) => {
  const cluster = clusterWith('network', 'system-node-critical')
  cluster.failing.push({ line: /daemonsets/, times: 1, status })
  const snapshot = snapshotOf(ruleFor('daemonsets', 'Fail'))
  const objection = lockoutObjection(cluster.connection, {
    snapshot: () => snapshot,
    exemptNamespaces: [],
  })
  const answer = await objection().then(
    (why) => (why === undefined ? 'nothing is objected' : why),
    () => 'thrown',
  )
  expect(answer).toBe(outcome)
})
