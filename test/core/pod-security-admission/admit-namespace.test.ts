import { expect, test } from 'vitest'
import { admit } from '#src/core/pod-security-admission/admit.ts'
import { defaultConfiguration } from '#src/core/pod-security-admission/configuration.ts'
import { allowed } from '#src/core/pod-security-admission/response.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { configurationOf } from './given-configuration.ts'
import { goodSpec, hostReason, hostSpec, namespaceOf, podOf } from './pods.ts'
import { requestFor } from './sent-request.ts'

const configuration = configurationOf(`
apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: {audit: baseline}
exemptions: {namespaces: [kube-system]}
`)
const pods = { kind: 'found', value: [podOf(goodSpec), podOf(hostSpec, { name: 'host' })] } as const

function created(labels: JsonObject, namespace = 'shop') {
  const object = namespaceOf(labels, namespace)
  const request = requestFor('namespaces', { object, name: namespace, namespace })
  return admit(request, { configuration })
}

function updated(before: JsonObject, after: JsonObject, namespace = 'shop') {
  const request = requestFor('namespaces', {
    operation: 'UPDATE',
    object: namespaceOf(after, namespace),
    oldObject: namespaceOf(before, namespace),
    name: namespace,
    namespace,
  })
  return admit(request, { configuration, pods })
}

function invalid(label: string, rule: string) {
  const why = `metadata.labels[pod-security.kubernetes.io/${label}]: Invalid value: "x": ${rule}`
  const message = `Namespace "shop" is invalid: ${why}`
  return { ...allowed, allowed: false, status: { message, reason: 'Invalid', code: 422 } }
}

const badLevel = 'must be one of privileged, baseline, restricted'
const badVersion = 'must be "latest" or "v1.x"'

test.for([
  { name: 'no labels', labels: {}, answer: allowed },
  {
    name: 'valid labels',
    labels: { enforce: 'restricted', 'warn-version': 'v1.99' },
    answer: allowed,
  },
  { name: 'a level that is none', labels: { warn: 'x' }, answer: invalid('warn', badLevel) },
  {
    name: 'a version that is none',
    labels: { 'audit-version': 'x' },
    answer: invalid('audit-version', badVersion),
  },
])('CREATE with $name', ({ labels, answer }) => {
  expect(created(labels)).toEqual(answer)
})

test('all wrong labels are named', () => {
  expect(created({ warn: 'x', enforce: 'y', 'enforce-version': 'z' })).toMatchObject({
    status: {
      message: `Namespace "shop" is invalid: [${[
        `metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "y": ${badLevel}`,
        `metadata.labels[pod-security.kubernetes.io/enforce-version]: Invalid value: "z": ${badVersion}`,
        `metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: "x": ${badLevel}`,
      ].join(', ')}]`,
    },
  })
})

test.for([
  { name: 'what the defaults say', labels: { audit: 'baseline' }, ignored: undefined },
  {
    name: 'privileged',
    labels: { enforce: 'privileged', audit: 'privileged' },
    ignored: undefined,
  },
  { name: 'a level', labels: { enforce: 'restricted' }, ignored: 'enforce=restricted:latest' },
  {
    name: 'a version of a default',
    labels: { 'audit-version': 'v1.30' },
    ignored: 'audit=baseline:v1.30',
  },
  {
    name: 'every mode',
    labels: {
      enforce: 'baseline',
      audit: 'restricted',
      warn: 'restricted',
      'warn-version': 'v1.1',
    },
    ignored: 'enforce=baseline:latest, audit=restricted:latest, warn=restricted:v1.1',
  },
  {
    name: 'less than the defaults',
    labels: { audit: 'privileged', warn: 'baseline' },
    ignored: 'warn=baseline:latest',
  },
])('an exempt namespace that asks for $name', ({ labels, ignored }) => {
  const text = `namespace "kube-system" is exempt from Pod Security, and the policy (${ignored}) will be ignored`
  const answer = { ...allowed, warnings: ignored === undefined ? [] : [text] }
  expect(created(labels, 'kube-system')).toEqual(answer)
  const isEnforced = ignored?.startsWith('enforce=') === true
  expect(updated({}, labels, 'kube-system')).toEqual(isEnforced ? answer : allowed)
})

test.for([
  {
    name: 'what was wrong and stays',
    before: { enforce: 'x' },
    after: { enforce: 'x' },
    answer: allowed,
  },
  {
    name: 'what becomes wrong',
    before: {},
    after: { enforce: 'x' },
    answer: invalid('enforce', badLevel),
  },
  {
    name: 'what was wrong in another way',
    before: { enforce: 'y' },
    after: { enforce: 'x' },
    answer: invalid('enforce', badLevel),
  },
  {
    name: 'what is put right',
    before: { enforce: 'x' },
    after: { enforce: 'restricted' },
    answer: allowed,
  },
])('UPDATE: $name', ({ before, after, answer }) => {
  expect(updated(before, after)).toEqual(answer)
})

const violated = (level: string) => [
  `existing pods in namespace "shop" violate the new PodSecurity enforce level "${level}"`,
  level.startsWith('restricted')
    ? `host: ${hostReason}, restricted volume types`
    : `host: ${hostReason}`,
]

test.for([
  { name: 'raised', before: {}, after: { enforce: 'restricted' }, level: 'restricted:latest' },
  {
    name: 'raised from baseline',
    before: { enforce: 'baseline' },
    after: { enforce: 'restricted' },
    level: 'restricted:latest',
  },
  {
    name: 'in another version',
    before: { enforce: 'baseline' },
    after: { enforce: 'baseline', 'enforce-version': 'v1.30' },
    level: 'baseline:v1.30',
  },
  {
    name: 'lower in another version',
    before: { enforce: 'restricted' },
    after: { enforce: 'baseline', 'enforce-version': 'v1.30' },
    level: 'baseline:v1.30',
  },
  {
    name: 'lowered',
    before: { enforce: 'restricted' },
    after: { enforce: 'baseline' },
    level: undefined,
  },
  {
    name: 'privileged',
    before: { enforce: 'baseline' },
    after: { enforce: 'privileged', 'enforce-version': 'v1.1' },
    level: undefined,
  },
  {
    name: 'the same',
    before: { enforce: 'baseline' },
    after: { enforce: 'baseline', warn: 'restricted' },
    level: undefined,
  },
])('UPDATE: the level is $name', ({ before, after, level }) => {
  const warnings = level === undefined ? [] : violated(level)
  expect(updated(before, after)).toEqual({ ...allowed, warnings })
})

test('the Pods are asked for, and only where a level is raised', () => {
  const fields = (labels: JsonObject) => ({
    operation: 'UPDATE',
    object: namespaceOf(labels),
    oldObject: namespaceOf({}),
  })
  const ask = (labels: JsonObject) =>
    admit(requestFor('namespaces', fields(labels)), { configuration })
  expect(ask({ enforce: 'baseline' })).toEqual({ kind: 'pods', namespace: 'shop' })
  expect(ask({ warn: 'baseline' })).toEqual(allowed)
  expect(ask({ enforce: 'privileged', 'enforce-version': 'v1.1' })).toEqual(allowed)
})

test('Pods that cannot be listed', () => {
  const request = requestFor('namespaces', {
    operation: 'UPDATE',
    object: namespaceOf({ enforce: 'baseline' }),
    oldObject: namespaceOf({}),
  })
  const failed = { kind: 'failed', message: 'no answer' } as const
  expect(admit(request, { configuration: defaultConfiguration, pods: failed })).toEqual({
    ...allowed,
    warnings: ['failed to list pods while checking new PodSecurity enforce level'],
  })
})

test.for(['DELETE', 'CONNECT'])('%s is not looked at', (operation) => {
  const request = requestFor('namespaces', { operation, object: namespaceOf({ enforce: 'x' }) })
  expect(admit(request, { configuration })).toEqual(allowed)
})

test('sub-resources are not looked at', () => {
  const request = requestFor('namespaces', {
    subResource: 'status',
    object: namespaceOf({ enforce: 'x' }),
  })
  expect(admit(request, { configuration })).toEqual(allowed)
})

const broken: readonly {
  readonly name: string
  readonly object: JsonValue
  readonly oldObject?: JsonValue
  readonly message: string
  readonly cause?: string
}[] = [
  { name: 'no object', object: null, message: 'failed to decode namespace' },
  { name: 'a Pod', object: podOf(goodSpec), message: 'failed to decode namespace' },
  {
    name: 'labels that are no texts',
    object: { metadata: { labels: { a: 1 } } },
    message: 'failed to decode object',
    cause:
      'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
  },
  {
    name: 'no old object',
    object: namespaceOf({}),
    oldObject: null,
    message: 'failed to decode  old namespace',
  },
  {
    name: 'an old object that is broken',
    object: namespaceOf({}),
    oldObject: { metadata: 'x' },
    message: 'failed to decode  old object',
    cause:
      'json: cannot unmarshal string into Go struct field Namespace.metadata of type v1.ObjectMeta',
  },
]

test.for(broken)('refused: $name', ({ object, oldObject = namespaceOf({}), message, cause }) => {
  const request = requestFor('namespaces', { operation: 'UPDATE', object, oldObject })
  expect(admit(request, { configuration, pods })).toEqual({
    ...allowed,
    allowed: false,
    status: { message, reason: 'BadRequest', code: 400 },
    auditAnnotations: { error: cause === undefined ? message : `${message}: ${cause}` },
  })
})
