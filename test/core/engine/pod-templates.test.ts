import { describe, expect, test } from 'vitest'
import type { Journey } from '#src/core/admission/request-for.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { decideByFailurePolicy } from '#src/core/engine/decide-by-failure-policy.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { parseWorkload } from '#src/core/kubernetes/workloads.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { printPath } from '#src/core/source/path.ts'
import { decideWith } from '#test/support/decide.ts'

const rule = (spec: string, kind = 'ValidatingRule') => `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: r}
spec:
  podTemplates: true
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
${spec.replaceAll(/^/gm, '  ')}
`

const noHostNetwork = rule(
  'validations: [{expression: "object.spec.?hostNetwork != optional.of(true)", message: "no"}]',
)
const named = rule(
  `mutations:
- patchType: JSONPatch
  jsonPatch: {expression: "[JSONPatch{op: 'add', path: '/spec/serviceAccountName', value: 'robot'}]"}`,
  'MutatingRule',
)

function snapshotOf(text: string, ...declared: readonly string[]) {
  const { policies, problems } = loadPolicies([{ name: 'p.yaml', text }], {
    kubernetesVersion: '1.37',
  })
  expect(problems).toEqual([])
  const podTemplates = declared.flatMap((one) => parseWorkload(one) ?? [])
  expect(podTemplates).toHaveLength(declared.length)
  return createSnapshot({ policies, podTemplates }).snapshot
}

const bad: JsonObject = { spec: { hostNetwork: true } }
const good: JsonObject = { spec: {} }

const volcanoJob = (...templates: readonly JsonObject[]): JsonObject => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name: 'j', namespace: 'shop' },
  spec: { tasks: templates.map((template, index) => ({ name: `t${index}`, template })) },
})

const train = (replicas: JsonObject): JsonObject => ({
  apiVersion: 'kubeflow.org/v1',
  kind: 'PyTorchJob',
  metadata: { name: 'j', namespace: 'shop' },
  spec: { pytorchReplicaSpecs: replicas },
})

const thing = (template: JsonObject): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: 'j', namespace: 'shop' },
  spec: { pods: [template] },
})

const pathsOf = (object: JsonObject, journey: Partial<Journey> = {}, ...declared: string[]) =>
  decideWith(snapshotOf(noHostNetwork, ...declared), object, { journey }).findings.map(
    ({ path = [] }) => printPath(path),
  )

describe('each template is judged, and found at its place', () => {
  test.for([
    {
      name: 'of a list',
      object: volcanoJob(bad, good, bad),
      paths: ['spec.tasks[0].template.spec.hostNetwork', 'spec.tasks[2].template.spec.hostNetwork'],
    },
    {
      name: 'of a map',
      object: train({ Master: { template: good }, Worker: { template: bad } }),
      paths: ['spec.pytorchReplicaSpecs.Worker.template.spec.hostNetwork'],
    },
    { name: 'none', object: volcanoJob(), paths: [] },
    {
      name: 'none where a template is no object',
      object: train({ Master: { template: 'x' } }),
      paths: [],
    },
  ])('$name', ({ object, paths }) => {
    expect(pathsOf(object)).toEqual(paths)
  })

  test('on an update only what changed', () => {
    const journey = { operation: 'UPDATE', oldObject: volcanoJob(bad, good) } as const
    expect(pathsOf(volcanoJob(bad, bad), journey)).toEqual([
      'spec.tasks[1].template.spec.hostNetwork',
    ])
    expect(pathsOf(volcanoJob(bad, good), journey)).toEqual([])
    expect(pathsOf(volcanoJob(bad, good, bad), journey)).toEqual([
      'spec.tasks[2].template.spec.hostNetwork',
    ])
  })
})

describe('a kind that a user declares', () => {
  test('is judged as the known ones are', () => {
    expect(pathsOf(thing(bad))).toEqual([])
    expect(pathsOf(thing(bad), {}, 'things.example.com=spec.pods[*]')).toEqual([
      'spec.pods[0].spec.hostNetwork',
    ])
  })

  test('does not take the place of the known ones', () => {
    const paths = pathsOf(volcanoJob(bad), {}, 'things.example.com=spec.pods[*]')
    expect(paths).toEqual(['spec.tasks[0].template.spec.hostNetwork'])
  })

  test('is refused by the failure policy where nothing can be evaluated', () => {
    const failure = { message: 'no time', time: '' }
    const request = requestFor(thing(good), { door: 'validate', uid: 'u' })
    const declared = snapshotOf(noHostNetwork, 'things.example.com=spec.pods[*]')
    expect(decideByFailurePolicy(request, declared, failure).allowed).toBe(false)
    expect(decideByFailurePolicy(request, snapshotOf(noHostNetwork), failure).allowed).toBe(true)
  })
})

test.for([
  {
    name: 'of a list',
    object: volcanoJob(good, bad),
    declared: [],
    changed: volcanoJob(
      { spec: { serviceAccountName: 'robot' } },
      { spec: { hostNetwork: true, serviceAccountName: 'robot' } },
    ),
  },
  {
    name: 'of a map',
    object: train({ Master: { template: good, replicas: 1 }, Worker: { template: good } }),
    declared: [],
    changed: train({
      Master: { template: { spec: { serviceAccountName: 'robot' } }, replicas: 1 },
      Worker: { template: { spec: { serviceAccountName: 'robot' } } },
    }),
  },
  {
    name: 'of a declared kind',
    object: thing(good),
    declared: ['things.example.com=spec.pods[*]'],
    changed: thing({ spec: { serviceAccountName: 'robot' } }),
  },
])('mutations are put back at each template $name', ({ object, declared, changed }) => {
  const snapshot = snapshotOf(named, ...declared)
  const { patch, findings } = decideWith(snapshot, object, { journey: { door: 'mutate' } })
  expect(findings).toEqual([])
  expect(applyPatch(object, patch)).toMatchObject({ kind: 'patched', value: changed })
})

describe('the Pod of a template in a custom resource', () => {
  const usual = rule(
    'validations: [{expression: "object.spec.dnsPolicy == \'ClusterFirst\' && object.spec.containers[0].imagePullPolicy == \'IfNotPresent\'", message: "no"}]',
  )
  const refusals = (template: JsonObject) =>
    decideWith(snapshotOf(usual), volcanoJob(template), {}).findings.map(({ cause }) => cause)
  const containers = [{ name: 'app', image: 'web:1.0' }]

  test('has what the API server sets in Pods', () => {
    expect(refusals({ spec: { containers } })).toEqual([])
    expect(refusals({ spec: { containers, dnsPolicy: 'None' } })).toEqual(['violation'])
  })

  test('is judged as it is where nobody could create it', () => {
    expect(refusals({ spec: { containers: 'none' } })).toEqual(['error'])
  })
})

describe('what a controller made', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'u' }
  const replicaSet = (ownerReferences: readonly JsonObject[]): JsonObject => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web', namespace: 'shop', ownerReferences },
    spec: { template: { spec: { containers: [] } } },
  })
  const patchOf = (object: JsonObject) =>
    decideWith(snapshotOf(named), object, { journey: { door: 'mutate' } }).patch

  test('is not changed, or its controller would not know it any more', () => {
    expect(patchOf(replicaSet([{ ...owner, controller: true }]))).toEqual([])
    expect(patchOf(replicaSet([{ ...owner, controller: false }]))).toHaveLength(1)
    expect(patchOf(replicaSet([]))).toHaveLength(1)
  })

  test('is judged', () => {
    const object = replicaSet([{ ...owner, controller: true }])
    const bad = { ...object, spec: { template: { spec: { hostNetwork: true } } } }
    expect(pathsOf(bad)).toEqual(['spec.template.spec.hostNetwork'])
  })
})
