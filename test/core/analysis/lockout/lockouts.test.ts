import { expect, test } from 'vitest'
import { createSnapshot, loadPolicies, lockouts } from '#src/core/index.ts'

function found(text: string, options: Partial<Parameters<typeof lockouts>[1]> = {}) {
  const kubernetesVersion = '1.37'
  const { policies } = loadPolicies([{ name: 'policy.yaml', text }], { kubernetesVersion })
  const { snapshot } = createSnapshot({ policies, kubernetesVersion })
  return lockouts(snapshot, { time: '2026-01-01T00:00:00Z', ...options })
}

function rule(spec: string): string {
  return `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: a-rule}
spec:
  validationActions: [Deny]
${spec}`
}

function on(group: string, resource: string, rest: string): string {
  return rule(`
  matchConstraints:
    resourceRules:
      - {apiGroups: ["${group}"], apiVersions: ["*"], operations: ["*"], resources: [${resource}]}
${rest}`)
}

const never = "  validations: [{expression: 'false', message: never}]"
const always = "  validations: [{expression: 'true'}]"
const privileged = `  podTemplates: true
  podSecurity: {level: baseline}`

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'shop' } },
    template: {
      metadata: { labels: { app: 'shop' } },
      spec: { containers: [{ name: 'shop', image: 'shop:1' }] },
    },
  },
}

test.for([
  { name: 'nothing where there is no policy', text: '', options: {}, refused: [], waiting: [] },
  {
    name: 'a level that network plugins do not meet, in the workload and in its Pods',
    text: on('', 'pods', privileged),
    options: {},
    refused: [
      'DaemonSet calico-system/calico-node',
      'DaemonSet kube-flannel/kube-flannel-ds',
      'DaemonSet storage-system/csi-node-plugin',
    ],
    waiting: [],
  },
  {
    name: 'not in exempt namespaces',
    text: on('', 'pods', privileged),
    options: { exemptNamespaces: ['calico-system', 'kube-flannel'] },
    refused: ['DaemonSet storage-system/csi-node-plugin'],
    waiting: [],
  },
  {
    name: 'the heartbeat of a node does not come to a policy',
    text: on('coordination.k8s.io', 'leases', never),
    options: {},
    refused: [],
    waiting: [],
  },
  {
    name: 'a node that joins does, and so does its certificate',
    text: [on('', 'nodes', never), on('certificates.k8s.io', 'certificatesigningrequests', never)]
      .join('\n---')
      .replace('a-rule', 'another-rule'),
    options: {},
    refused: ['Node worker-1', 'CertificateSigningRequest csr-worker-1'],
    waiting: [],
  },
  {
    name: 'and does not wait for one that fails closed',
    text: on('', 'nodes', always),
    options: {},
    refused: [],
    waiting: [],
  },
  {
    name: 'it would be refused if it came',
    text: on('coordination.k8s.io', 'leases', never),
    options: { reaches: () => true },
    refused: ['Lease kube-node-lease/worker-1'],
    waiting: [],
  },
  {
    name: 'what the API server starts with does not come to a policy',
    text: on('rbac.authorization.k8s.io', 'clusterroles', never),
    options: {},
    refused: [],
    waiting: [],
  },
  {
    name: 'what must be there first waits for a policy that fails closed',
    text: on('', 'serviceaccounts', always),
    options: {},
    refused: [],
    waiting: ['ServiceAccount some-team/default'],
  },
  {
    name: 'and not for one that fails open',
    text: on('', 'serviceaccounts', `  failurePolicy: Ignore\n${always}`),
    options: {},
    refused: [],
    waiting: [],
  },
  {
    name: 'a warning locks nobody out',
    text: on('', 'pods', privileged).replace('[Deny]', '[Warn]'),
    options: { exemptNamespaces: ['calico-system', 'kube-flannel'] },
    refused: [],
    waiting: [],
  },
  {
    name: 'what runs in the cluster is asked in place of examples',
    text: on('apps', 'deployments', never),
    options: { objects: [deployment] },
    refused: ['Deployment shop/shop'],
    waiting: [],
  },
])('$name', ({ text, options, refused, waiting }) => {
  const all = found(text, options)
  const objects = (kind: string) => all.filter((one) => one.kind === kind).map((one) => one.object)
  expect({ refused: objects('refused'), waiting: objects('waits') }).toEqual({ refused, waiting })
})

test('it is said what for, by which policy and why', () => {
  expect(found(on('', 'serviceaccounts', never))).toEqual([
    {
      kind: 'refused',
      what: 'the service account of a new namespace',
      object: 'ServiceAccount some-team/default',
      namespace: 'some-team',
      policyKind: 'ValidatingRule',
      policy: 'a-rule',
      message: 'never',
      isExample: false,
    },
  ])
})
