import { expect, test } from 'vitest'
import { type Journey, requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { decideByFailurePolicy } from '#src/core/engine/decide-by-failure-policy.ts'
import { type Answer, unanswered } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { printPath } from '#src/core/source/path.ts'

const configuration = `
apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: {enforce: baseline, warn: restricted, warn-version: v1.30}
exemptions: {namespaces: [kube-system]}
`

function loaded(text: string) {
  return loadPolicies([{ name: 'p.yaml', text }], { kubernetesVersion: '1.37' })
}

function snapshotOf(text: string, context: readonly JsonObject[] = []) {
  const { policies, podSecurity, problems } = loaded(text)
  expect(problems).toEqual([])
  const objects = context.map((object) => JSON.stringify(object)).join('\n---\n')
  return createSnapshot({ policies, podSecurity, context: [{ name: 'c.yaml', text: objects }] })
    .snapshot
}

const namespace = (labels: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels },
})

const pod = (spec: JsonObject, name = 'web'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: { containers: [{ name: 'a', image: 'a:1' }], ...spec },
})

const host = { hostNetwork: true, hostPID: true }

function sent(object: JsonObject, journey: Partial<Journey> = {}) {
  return requestFor(object, {
    door: 'validate',
    uid: '705ab4f5-6393',
    namespace: 'shop',
    ...journey,
  })
}

function asked(
  object: JsonObject,
  context: readonly JsonObject[],
  answers: ReadonlyMap<string, Answer> = new Map(),
  journey: Partial<Journey> = {},
) {
  const facts = { time: '2026-01-01T00:00:00Z', answers }
  return admit(sent(object, journey), snapshotOf(configuration, context), facts, () => false)
}

function decided(...given: Parameters<typeof asked>) {
  const admission = asked(...given)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

test('a Pod is refused in Kubernetes words, with a finding for each control', () => {
  const { allowed, status, findings, auditAnnotations, warnings, applied } = decided(pod(host), [
    namespace(),
  ])
  expect(allowed).toBe(false)
  expect(status).toEqual({
    message:
      'pods "web" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true) (decision 705ab4f5)',
    reason: 'Forbidden',
    code: 403,
  })
  expect(
    findings.map(({ podSecurity, path, message }) => [podSecurity?.control, path, message]),
  ).toEqual([
    [
      'hostNamespaces',
      ['spec', 'hostNetwork'],
      'violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true)',
    ],
  ])
  expect(findings[0]?.podSecurity?.suggestion).toEqual([
    { op: 'remove', path: '/spec/hostPID' },
    { op: 'remove', path: '/spec/hostNetwork' },
  ])
  expect(auditAnnotations).toEqual({
    'PodSecurity.enforce-policy': 'baseline:latest',
    'decision-id': '705ab4f5',
  })
  expect(warnings).toEqual([])
  expect(applied).toEqual(['PodSecurity'])
})

test('several controls are told as one and found one by one', () => {
  const { status, findings } = decided(
    pod({ ...host, volumes: [{ name: 'v', hostPath: { path: '/' } }] }),
    [namespace()],
  )
  expect(status?.message).toBe(
    'pods "web" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true), hostPath volumes (volume "v") (decision 705ab4f5)',
  )
  expect(findings.map(({ path }) => printPath(path ?? []))).toEqual([
    'spec.hostNetwork',
    'spec.volumes[0].hostPath',
  ])
})

test('a workload is warned of at the path of its template', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template: { spec: pod({ hostNetwork: true })['spec'] ?? null } },
  }
  const labels = { 'pod-security.kubernetes.io/warn': 'baseline' }
  const { allowed, warnings, findings } = decided(deployment, [namespace(labels)])
  expect(allowed).toBe(true)
  expect(warnings).toEqual([
    'would violate PodSecurity "baseline:v1.30": host namespaces (hostNetwork=true)',
  ])
  expect(findings.map(({ effect, path }) => [effect, printPath(path ?? [])])).toEqual([
    ['warn', 'spec.template.spec.hostNetwork'],
  ])
})

test('what nothing is said of is a plain allow', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'shop' } }
  expect(decided(service, []).isPlainAllow).toBe(true)
})

test('a namespace that the snapshot does not have is a question', () => {
  expect(asked(pod({}), [])).toEqual({
    kind: 'questions',
    questions: [{ kind: 'namespace', name: 'shop' }],
  })
})

test('a namespace that nobody finds: the Pod cannot be judged', () => {
  const answers = new Map<string, Answer>([
    ['namespace/shop', { kind: 'failed', message: 'namespaces "shop" not found' }],
  ])
  const { status, findings, auditAnnotations } = decided(pod({}), [], answers)
  expect(status).toEqual({
    message: 'Internal error occurred: failed to lookup namespace "shop" (decision 705ab4f5)',
    reason: 'InternalError',
    code: 500,
  })
  expect(findings.map(({ cause }) => cause)).toEqual(['error'])
  expect(auditAnnotations['PodSecurity.error']).toContain('namespaces "shop" not found')
})

const raised = [
  namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' }),
  { operation: 'UPDATE', oldObject: namespace() },
] as const

test('the Pods of a namespace whose level is raised are a question', () => {
  const [object, journey] = raised
  const question = { kind: 'pods', namespace: 'shop' } as const
  expect(asked(object, [namespace()], new Map(), journey)).toEqual({
    kind: 'questions',
    questions: [question],
  })
  const known = new Map<string, Answer>([
    ['pods/shop', { kind: 'listed', objects: [pod(host, 'old')] }],
  ])
  const warnings = [
    'existing pods in namespace "shop" violate the new PodSecurity enforce level "restricted:latest"',
    'old: host namespaces, allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile',
  ]
  expect(decided(object, [namespace()], known, journey).warnings).toEqual(warnings)
  expect(decided(object, [namespace(), pod(host, 'old')], new Map(), journey).warnings).toEqual(
    warnings,
  )
  const unknown = new Map([['pods/shop', unanswered(question)]])
  expect(decided(object, [namespace()], unknown, journey).warnings).toEqual([
    'failed to list pods while checking new PodSecurity enforce level',
  ])
})

test('wrong labels are refused as an invalid namespace', () => {
  const { status } = decided(namespace({ 'pod-security.kubernetes.io/enforce': 'high' }), [])
  expect(status).toMatchObject({ reason: 'Invalid', code: 422 })
  expect(status?.message).toMatch(/^Namespace "shop" is invalid: metadata\.labels/)
})

test.for([
  { name: 'a Pod', object: pod({}), allowed: false },
  { name: 'a namespace', object: namespace(), allowed: true },
])('where nothing can be evaluated: $name', ({ object, allowed }) => {
  const snapshot = snapshotOf(configuration)
  const decision = decideByFailurePolicy(sent(object), snapshot, { message: 'no time', time: '' })
  expect(decision.allowed).toBe(allowed)
})

test('without a configuration nobody looks at labels', () => {
  const { policies, podSecurity } = loaded('')
  const { snapshot } = createSnapshot({ policies, podSecurity })
  const admission = admit(sent(pod(host)), snapshot, { time: '', answers: new Map() }, () => false)
  expect(admission).toMatchObject({ kind: 'decision', decision: { isPlainAllow: true } })
})

test.for([
  {
    name: 'two of them',
    text: `${configuration}---${configuration}`,
    problems: [['duplicate-name', 8, true]],
  },
  {
    name: 'a broken one',
    text: configuration.replace('baseline', 'high'),
    problems: [['invalid-value', 4, false]],
  },
  {
    name: 'an unknown field',
    text: `${configuration}more: 1`,
    problems: [['unknown-field', 6, false]],
  },
] as const)('$name is a problem', ({ text, problems }) => {
  const { problems: found, podSecurity } = loaded(text)
  expect(found.map(({ code, line }) => [code, line, podSecurity !== undefined])).toEqual(problems)
})
