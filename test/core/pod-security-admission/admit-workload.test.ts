import { expect, test } from 'vitest'
import { admit } from '#src/core/pod-security-admission/admit.ts'
import { defaultConfiguration } from '#src/core/pod-security-admission/configuration.ts'
import { allowed } from '#src/core/pod-security-admission/response.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { configurationOf } from './given-configuration.ts'
import { deploymentOf, goodSpec, hostDetail, hostSpec, namespaceOf, podOf } from './pods.ts'
import { requestFor } from './sent-request.ts'
import { withoutEvaluation } from './without-evaluation.ts'

const labels = { enforce: 'baseline', audit: 'baseline', 'audit-version': 'v1.30' }
const wouldViolate = (version: string) =>
  `would violate PodSecurity "baseline:${version}": ${hostDetail}`
const noted = {
  ...allowed,
  warnings: [wouldViolate('latest')],
  auditAnnotations: { 'audit-violations': wouldViolate('v1.30') },
}

const wrongLabel = {
  ...allowed,
  auditAnnotations: {
    error:
      'Failed to parse policy: metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: "x": must be one of privileged, baseline, restricted',
  },
}

function judged(
  resource: Parameters<typeof requestFor>[0],
  fields: JsonObject,
  asked: JsonObject = labels,
) {
  const namespace = { kind: 'found', value: namespaceOf(asked) } as const
  const known = { configuration: defaultConfiguration, namespace }
  return withoutEvaluation(admit(requestFor(resource, fields), known))
}

const template = { spec: hostSpec }

test.for([
  { resource: 'deployments', object: deploymentOf(hostSpec) },
  { resource: 'podtemplates', object: { apiVersion: 'v1', kind: 'PodTemplate', template } },
  {
    resource: 'replicationcontrollers',
    object: { apiVersion: 'v1', kind: 'ReplicationController', spec: { template } },
  },
  {
    resource: 'cronjobs',
    object: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      spec: { jobTemplate: { spec: { template } } },
    },
  },
] as const)(
  '$resource: the template is warned of and audited, not refused',
  ({ resource, object }) => {
    expect(judged(resource, { object })).toEqual(noted)
  },
)

test('every update is judged', () => {
  const object = deploymentOf(hostSpec)
  expect(judged('deployments', { operation: 'UPDATE', object, oldObject: object })).toEqual(noted)
})

test.for([
  { name: 'what is allowed', fields: { object: deploymentOf(goodSpec) } },
  { name: 'a sub-resource', fields: { object: deploymentOf(hostSpec), subResource: 'scale' } },
  { name: 'a deletion', fields: { oldObject: deploymentOf(hostSpec), operation: 'DELETE' } },
])('$name: nothing is said', ({ fields }) => {
  expect(judged('deployments', fields)).toEqual(allowed)
})

test('nothing is said where only enforcement is asked for', () => {
  const asked = { enforce: 'restricted', warn: 'privileged' }
  expect(judged('deployments', { object: deploymentOf(hostSpec) }, asked)).toEqual(allowed)
})

test.for([
  { asked: { audit: 'baseline' }, warnings: 0, annotations: ['audit-violations'] },
  { asked: { warn: 'baseline' }, warnings: 1, annotations: [] },
])('one mode alone: $asked', ({ asked, warnings, annotations }) => {
  const answer = judged('deployments', { object: deploymentOf(hostSpec) }, asked)
  if (answer.kind !== 'response') throw new Error(answer.kind)
  expect(answer.warnings).toHaveLength(warnings)
  expect(Object.keys(answer.auditAnnotations)).toEqual(annotations)
})

test('nothing is said of what has no template', () => {
  expect(judged('services', { object: podOf(hostSpec) })).toEqual(allowed)
})

test.for([
  {
    name: 'a ReplicationController may lack one',
    resource: 'replicationcontrollers',
    kind: 'ReplicationController',
    apiVersion: 'v1',
    isJudged: false,
  },
  {
    name: 'a Deployment has an empty one',
    resource: 'deployments',
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    isJudged: true,
  },
] as const)('no template: $name', ({ resource, kind, apiVersion, isJudged }) => {
  for (const spec of [{}, { template: null }, null]) {
    const answer = judged(resource, { object: { apiVersion, kind, spec } }, { warn: 'x' })
    expect(answer).toEqual(isJudged ? wrongLabel : allowed)
  }
})

test('wrong labels go to the audit log', () => {
  const answer = judged('deployments', { object: deploymentOf(goodSpec) }, { warn: 'x' })
  expect(answer).toEqual(wrongLabel)
})

const errors: readonly {
  readonly name: string
  readonly object: JsonValue
  readonly error: string
}[] = [
  {
    name: 'no object',
    object: null,
    error: 'failed to extract pod template: unexpected object type: /, Kind=',
  },
  {
    name: 'an object of another kind',
    object: { apiVersion: 'apps/v1', kind: 'ControllerRevision' },
    error:
      'failed to extract pod template: unexpected object type: apps/v1, Kind=ControllerRevision',
  },
  {
    name: 'a core object of another kind',
    object: namespaceOf({}),
    error: 'failed to extract pod template: unexpected object type: /v1, Kind=Namespace',
  },
  {
    name: 'a template that is a text',
    object: { ...deploymentOf({}), spec: { template: 'x' } },
    error:
      'failed to decode object: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.template of type v1.PodTemplateSpec',
  },
  {
    name: 'an object of no kind',
    object: { apiVersion: 'apps/v2', kind: 'Deployment' },
    error: 'failed to decode object: no kind "Deployment" is registered for version "apps/v2"',
  },
]

test.for(errors)('allowed and noted: $name', ({ object, error }) => {
  expect(judged('deployments', { object })).toEqual({ ...allowed, auditAnnotations: { error } })
})

test('a namespace that cannot be found', () => {
  const namespace = { kind: 'failed', message: 'namespaces "shop" not found' } as const
  const request = requestFor('deployments', { object: deploymentOf(hostSpec) })
  expect(admit(request, { configuration: defaultConfiguration, namespace })).toEqual({
    ...allowed,
    auditAnnotations: { error: 'failed to lookup namespace "shop": namespaces "shop" not found' },
  })
})

test('exemptions', () => {
  const configuration = configurationOf(`
apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: {warn: restricted}
exemptions: {usernames: [robot], namespaces: [kube-system], runtimeClasses: [kata]}
`)
  const object = deploymentOf({ ...hostSpec, runtimeClassName: 'kata' })
  const exempt = (fields: JsonObject) =>
    admit(requestFor('deployments', { object, ...fields }), {
      configuration,
      namespace: { kind: 'found', value: namespaceOf({}) },
    })
  const answer = (by: 'user' | 'namespace' | 'runtimeClass') => ({
    ...allowed,
    auditAnnotations: { exempt: by },
  })
  expect(exempt({ userInfo: { username: 'robot' } })).toEqual(answer('user'))
  expect(exempt({ namespace: 'kube-system' })).toEqual(answer('namespace'))
  expect(exempt({})).toEqual(answer('runtimeClass'))
})
