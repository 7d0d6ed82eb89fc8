import { expect, test } from 'vitest'
import { webhookEntries } from '#src/core/analysis/webhooks/webhook-entries.ts'
import { snapshotOf } from './sent-to-webhooks.ts'

const surroundings = { namespace: 'sallyport', exemptNamespaces: ['lab'] }

/** A rule that refuses; `about` is GROUP/VERSION/RESOURCE. */
function refusing(about: string, more: object = {}, match: object = {}): object {
  const [group, version, ...resource] = about.split('/')
  const rule = {
    apiGroups: [group],
    apiVersions: [version],
    resources: [resource.join('/')],
    operations: ['CREATE'],
  }
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: `p${about.replaceAll(/[^a-z0-9]/g, '')}` },
    spec: {
      matchConstraints: { resourceRules: [rule], ...match },
      validations: [{ expression: 'false' }],
      ...more,
    },
  }
}

const podSecurity = {
  apiVersion: 'pod-security.admission.config.k8s.io/v1',
  kind: 'PodSecurityConfiguration',
}

const always = ['policies.sallyport.dev Ignore', 'probe.sallyport.dev Fail']

test.for([
  { name: 'no policies', documents: [], validating: [] },
  {
    name: 'one for each failure policy',
    documents: [refusing('/v1/pods'), refusing('/v1/services', { failurePolicy: 'Ignore' })],
    validating: ['validate-fail.sallyport.dev Fail', 'validate-ignore.sallyport.dev Ignore'],
  },
  {
    name: 'nodes never fail closed',
    documents: [refusing('/v1/nodes')],
    validating: ['validate-fail-system.sallyport.dev Ignore'],
  },
  {
    name: 'nor by a wildcard',
    documents: [refusing('*/*/*/*')],
    validating: ['validate-fail.sallyport.dev Fail', 'validate-fail-system.sallyport.dev Ignore'],
  },
  {
    name: 'a resource in two versions',
    documents: [
      refusing('autoscaling/v1/horizontalpodautoscalers'),
      refusing('autoscaling/v2/horizontalpodautoscalers'),
    ],
    validating: [
      'validate-fail.sallyport.dev Fail',
      'validate-fail-2.sallyport.dev Fail',
      'validate-fail-3.sallyport.dev Fail',
    ],
  },
  {
    name: 'versions of different resources do not meet',
    documents: [refusing('/v1/pods'), refusing('autoscaling/v2/horizontalpodautoscalers')],
    validating: ['validate-fail.sallyport.dev Fail'],
  },
  {
    name: 'Pod Security refuses Pods and warns of workloads',
    documents: [podSecurity],
    validating: ['validate-fail.sallyport.dev Fail', 'validate-ignore.sallyport.dev Ignore'],
  },
])('$name', ({ documents, validating }) => {
  const wanted = webhookEntries(snapshotOf(documents, []), surroundings)
  const said = wanted.validating.map(({ name, failurePolicy }) => `${name} ${failurePolicy}`)
  expect(said).toEqual([...validating, ...always])
  expect(wanted.mutating).toEqual([])
})

test('exempt namespaces and a selector that all policies have', () => {
  const match = { namespaceSelector: { matchLabels: { tier: 'a' } }, objectSelector: {} }
  const documents = [refusing('/v1/pods', {}, match), refusing('/v1/services', {}, match)]
  const [first] = webhookEntries(snapshotOf(documents, []), surroundings).validating
  expect(first?.namespaceSelector).toEqual({
    matchLabels: { tier: 'a' },
    matchExpressions: [
      {
        key: 'kubernetes.io/metadata.name',
        operator: 'NotIn',
        values: ['kube-node-lease', 'kube-system', 'lab', 'sallyport'],
      },
    ],
  })
  expect(first?.objectSelector).toEqual({})
})

test('Pod Security alone is about every namespace but the exempt ones', () => {
  const { validating } = webhookEntries(snapshotOf([podSecurity], []), surroundings)
  const requirements = validating.flatMap(
    ({ namespaceSelector }) => namespaceSelector.matchExpressions ?? [],
  )
  expect(requirements.filter(({ operator }) => operator === 'In')).toEqual([])
  expect(requirements.filter(({ operator }) => operator === 'NotIn').length).toBeGreaterThan(1)
})

test('a selector that one policy lacks is left to us', () => {
  const match = { objectSelector: { matchLabels: { tier: 'a' } } }
  const documents = [refusing('/v1/pods', {}, match), refusing('/v1/services')]
  const [first] = webhookEntries(snapshotOf(documents, []), surroundings).validating
  expect(first?.objectSelector).toEqual({})
})
