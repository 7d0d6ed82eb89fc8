import { expect, test } from 'vitest'
import { admit } from '#src/core/pod-security-admission/admit.ts'
import { defaultConfiguration } from '#src/core/pod-security-admission/configuration.ts'
import type { Response } from '#src/core/pod-security-admission/response.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { configurationOf } from './given-configuration.ts'
import { goodSpec, hostDetail, hostSpec, namespaceOf, podOf, restrictedDetail } from './pods.ts'
import { requestFor } from './sent-request.ts'
import { withoutEvaluation } from './without-evaluation.ts'

const configuration = configurationOf(`
apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
exemptions: {usernames: [robot], namespaces: [kube-system], runtimeClasses: [kata]}
`)

const plain: Response = {
  kind: 'response',
  allowed: true,
  status: undefined,
  warnings: [],
  auditAnnotations: {},
}

function judged(fields: JsonObject, labels: JsonObject) {
  const namespace = { kind: 'found', value: namespaceOf(labels) } as const
  return withoutEvaluation(admit(requestFor('pods', fields), { configuration, namespace }))
}

const enforced = { enforce: 'baseline' }
const enforcedPolicy = { 'enforce-policy': 'baseline:latest' }
const forbidden = {
  message: `pods "web" is forbidden: violates PodSecurity "baseline:latest": ${hostDetail}`,
  reason: 'Forbidden',
  code: 403,
}

test.for([
  {
    name: 'what is allowed',
    spec: goodSpec,
    labels: enforced,
    answer: { auditAnnotations: enforcedPolicy },
  },
  {
    name: 'what is forbidden, without a warning',
    spec: hostSpec,
    labels: enforced,
    answer: { allowed: false, status: forbidden, auditAnnotations: enforcedPolicy },
  },
  {
    name: 'what is warned of and audited',
    spec: hostSpec,
    labels: { warn: 'restricted', 'warn-version': 'v1.30', audit: 'baseline' },
    answer: {
      warnings: [`would violate PodSecurity "restricted:v1.30": ${restrictedDetail}`],
      auditAnnotations: {
        'enforce-policy': 'privileged:latest',
        'audit-violations': `would violate PodSecurity "baseline:latest": ${hostDetail}`,
      },
    },
  },
  {
    name: 'what is forbidden and audited',
    spec: hostSpec,
    labels: { ...enforced, audit: 'restricted', warn: 'restricted' },
    answer: {
      allowed: false,
      status: forbidden,
      auditAnnotations: {
        ...enforcedPolicy,
        'audit-violations': `would violate PodSecurity "restricted:latest": ${restrictedDetail}`,
      },
    },
  },
  {
    name: 'an old version',
    spec: { ...goodSpec, securityContext: { runAsNonRoot: true } },
    labels: { enforce: 'restricted', 'enforce-version': 'v1.18' },
    answer: { auditAnnotations: { 'enforce-policy': 'restricted:v1.18' } },
  },
  {
    name: 'a namespace that asks for nothing',
    spec: hostSpec,
    labels: { 'enforce-version': 'v1.20' },
    answer: { auditAnnotations: { 'enforce-policy': 'privileged:latest' } },
  },
  {
    name: 'labels that are wrong',
    spec: goodSpec,
    labels: { enforce: 'x', 'audit-version': 'y' },
    answer: {
      auditAnnotations: {
        'enforce-policy': 'restricted:latest',
        error:
          'Failed to parse policy: [metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "x": must be one of privileged, baseline, restricted, metadata.labels[pod-security.kubernetes.io/audit-version]: Invalid value: "y": must be "latest" or "v1.x"]',
      },
    },
  },
  {
    name: 'a wrong label where nothing is asked',
    spec: hostSpec,
    labels: { warn: 'x' },
    answer: {
      auditAnnotations: {
        'enforce-policy': 'privileged:latest',
        error:
          'Failed to parse policy: metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: "x": must be one of privileged, baseline, restricted',
      },
    },
  },
  {
    name: 'an exempt runtime class',
    spec: { ...hostSpec, runtimeClassName: 'kata' },
    labels: enforced,
    answer: { auditAnnotations: { exempt: 'runtimeClass' } },
  },
  {
    name: 'another runtime class',
    spec: { ...hostSpec, runtimeClassName: 'gvisor' },
    labels: enforced,
    answer: { allowed: false, status: forbidden, auditAnnotations: enforcedPolicy },
  },
] as const)('CREATE: $name', ({ spec, labels, answer }) => {
  expect(judged({ object: podOf(spec) }, labels)).toEqual({ ...plain, ...answer })
})

test.for([
  { name: 'user', fields: { userInfo: { username: 'robot' } }, exempt: 'user' },
  { name: 'namespace', fields: { namespace: 'kube-system' }, exempt: 'namespace' },
  {
    name: 'namespace before user',
    fields: { namespace: 'kube-system', userInfo: { username: 'robot' } },
    exempt: 'namespace',
  },
] as const)('exempt $name, which nobody needs to know more of', ({ fields, exempt }) => {
  const request = requestFor('pods', { object: podOf(hostSpec), ...fields })
  expect(admit(request, { configuration })).toEqual({ ...plain, auditAnnotations: { exempt } })
})

test('a dry run is judged as any other', () => {
  const fields = { object: podOf(hostSpec) }
  expect(judged({ ...fields, dryRun: true }, enforced)).toEqual(judged(fields, enforced))
})

test('a Pod without a name has none in the message', () => {
  const answer = judged({ object: podOf(hostSpec), name: '' }, enforced)
  expect(answer).toMatchObject({ status: { message: forbidden.message.replace(' "web"', '') } })
})

const [app] = goodSpec.containers
const changes: readonly {
  readonly name: string
  readonly change: JsonObject
  readonly isJudged: boolean
}[] = [
  { name: 'nothing', change: {}, isJudged: false },
  { name: 'a toleration', change: { tolerations: [{ operator: 'Exists' }] }, isJudged: false },
  {
    name: 'resources',
    change: { containers: [{ ...app, resources: { limits: { cpu: '1' } } }] },
    isJudged: false,
  },
  { name: 'an image', change: { containers: [{ ...app, image: 'other' }] }, isJudged: true },
  { name: 'no image', change: { containers: [{ name: 'app' }] }, isJudged: true },
  { name: 'one more container', change: { containers: [app, { name: 'b' }] }, isJudged: true },
  { name: 'no container', change: { containers: [] }, isJudged: true },
  { name: 'an init container', change: { initContainers: [{ name: 'b' }] }, isJudged: true },
  {
    name: 'a new ephemeral container',
    change: { ephemeralContainers: [{ name: 'b' }, { name: 'old', image: 'i' }] },
    isJudged: true,
  },
  {
    name: 'the image of an ephemeral container',
    change: { ephemeralContainers: [{ name: 'old', image: 'j' }] },
    isJudged: true,
  },
  { name: 'an ephemeral container less', change: { ephemeralContainers: [] }, isJudged: false },
]

test.for(changes)('UPDATE: $name is judged: $isJudged', ({ change, isJudged }) => {
  const spec = { ...hostSpec, ephemeralContainers: [{ name: 'old', image: 'i' }] }
  const fields = {
    operation: 'UPDATE',
    oldObject: podOf(spec),
    object: podOf({ ...spec, ...change }),
  }
  expect(judged(fields, enforced)).toMatchObject({ allowed: !isJudged })
  expect(judged({ ...fields, subResource: 'resize' }, enforced)).toMatchObject({
    allowed: !isJudged,
  })
})

test.for(['attach', 'binding', 'eviction', 'exec', 'log', 'portforward', 'proxy', 'status'])(
  'pods/%s is not looked at',
  (subResource) => {
    expect(judged({ subResource, object: podOf(hostSpec) }, enforced)).toEqual(plain)
  },
)

test.for(['ephemeralcontainers', 'resize', 'one-that-comes'])(
  'pods/%s carries a Pod',
  (subResource) => {
    expect(judged({ subResource, object: podOf(hostSpec) }, enforced)).toMatchObject({
      status: forbidden,
    })
  },
)

test.for(['DELETE', 'CONNECT'])('%s is not looked at', (operation) => {
  expect(judged({ operation, object: podOf(hostSpec) }, enforced)).toEqual(plain)
})

test('the namespace is asked for, and only where it decides', () => {
  const request = requestFor('pods', { object: podOf(hostSpec) })
  expect(admit(request, { configuration })).toEqual({ kind: 'namespace', name: 'shop' })
})

test('a namespace that cannot be found refuses the Pod', () => {
  const namespace = { kind: 'failed', message: 'namespaces "shop" not found' } as const
  const request = requestFor('pods', { object: podOf(goodSpec) })
  const message = 'Internal error occurred: failed to lookup namespace "shop"'
  expect(admit(request, { configuration: defaultConfiguration, namespace })).toEqual({
    ...plain,
    allowed: false,
    status: { message, reason: 'InternalError', code: 500 },
    auditAnnotations: { error: `${message}: namespaces "shop" not found` },
  })
})

const undecodable: readonly {
  readonly name: string
  readonly object: JsonValue
  readonly oldObject?: JsonValue
  readonly message: string
  readonly cause?: string
}[] = [
  { name: 'no object', object: null, message: 'failed to decode pod' },
  { name: 'an object of another kind', object: namespaceOf({}), message: 'failed to decode pod' },
  {
    name: 'an object of no kind',
    object: { ...podOf(goodSpec), kind: 'Pot' },
    message: 'failed to decode object',
    cause: 'no kind "Pot" is registered for version "v1"',
  },
  {
    name: 'containers that are a text',
    object: podOf({ containers: 'app' }),
    message: 'failed to decode object',
    cause:
      'json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container',
  },
  {
    name: 'a spec that is a list',
    object: podOf([]),
    message: 'failed to decode object',
    cause: 'json: cannot unmarshal array into Go struct field Pod.spec of type v1.PodSpec',
  },
  {
    name: 'a kind that is no text',
    object: { ...podOf(goodSpec), kind: 1 },
    message: 'failed to decode object',
    cause:
      "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string",
  },
  {
    name: 'an old object that is not there',
    object: podOf(goodSpec),
    oldObject: null,
    message: 'failed to decode old pod',
  },
  {
    name: 'an old object that is broken',
    object: podOf(goodSpec),
    oldObject: podOf({ hostNetwork: 'yes' }),
    message: 'failed to decode old object',
    cause:
      'json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool',
  },
]

test.for(undecodable)(
  'refused: $name',
  ({ object, oldObject = podOf(goodSpec), message, cause }) => {
    expect(judged({ operation: 'UPDATE', object, oldObject }, enforced)).toEqual({
      ...plain,
      allowed: false,
      status: { message, reason: 'BadRequest', code: 400 },
      auditAnnotations: { error: cause === undefined ? message : `${message}: ${cause}` },
    })
  },
)

test.for([
  { name: 'missing', spec: {} },
  { name: 'null', spec: { containers: null } },
  { name: 'a list of null', spec: { containers: [null] } },
])('containers that are $name can be decoded', ({ spec }) => {
  expect(judged({ object: podOf(spec) }, enforced)).toEqual({
    ...plain,
    auditAnnotations: enforcedPolicy,
  })
})

test('an object that does not say what it is, is what the request says', () => {
  const { metadata, spec } = podOf(hostSpec)
  const object = { metadata: metadata ?? null, spec: spec ?? null }
  expect(judged({ object }, enforced)).toMatchObject({ status: forbidden })
})
