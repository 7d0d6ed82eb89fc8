import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ControlFinding, Decision } from '#src/core/admission/decision.ts'
import { type Journey, requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import { isObject, type JsonObject, type JsonValue } from '#src/core/source/json-value.ts'
import { printPath } from '#src/core/source/path.ts'
import { pod as randomPod } from '#test/core/pod-security/random-pod.ts'
import '#test/support/seed.ts'

const allPods =
  '{apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: ["pods", "pods/*"]}'

const rule = (spec: string, rules = allPods): string => `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: r}
spec:
  podTemplates: true
  matchConstraints: {resourceRules: [${rules}]}
${spec.replaceAll(/^/gm, '  ')}
`

/** A function that decides by the policies, which are loaded once. */
function door(text: string, kubernetesVersion: KubernetesVersion = '1.37') {
  const { policies, problems } = loadPolicies([{ name: 'p.yaml', text }], { kubernetesVersion })
  expect(problems).toEqual([])
  const { snapshot } = createSnapshot({ policies })
  return (object: JsonObject, journey: Partial<Journey> = {}): Decision => {
    const request = requestFor(object, { door: 'validate', uid: '705ab4f5-6393', ...journey })
    const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
    const admission = admit(request, snapshot, facts, () => false)
    if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
    return admission.decision
  }
}

const pod = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', ...metadata },
  spec,
})

const good = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
}

const container = (name: string, securityContext: JsonObject = {}, more: JsonObject = {}) => ({
  name,
  image: `registry.example/team/${name}:1`,
  securityContext: { ...good, ...securityContext },
  ...more,
})

const brief = ({ findings }: Decision) =>
  findings.map(({ path = [], message }) => `${printPath(path)}: ${message}`)

const controlsOf = ({ findings }: Decision) =>
  findings.map(({ podSecurity }) => podSecurity?.control)

const restricted = rule('podSecurity: {level: restricted}')
const escalates = pod({ containers: [container('app', { allowPrivilegeEscalation: true })] })

test('a Pod that keeps to the level is a plain allow', () => {
  const decision = door(restricted)(pod({ containers: [container('app')] }))
  expect(decision).toMatchObject({ isPlainAllow: true, applied: ['r'], auditAnnotations: {} })
})

test('a Pod is refused in the words of Kubernetes, at the field', () => {
  const decision = door(restricted)(escalates)
  expect(decision.status).toEqual({
    message:
      'r: spec.containers[0].securityContext.allowPrivilegeEscalation: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false) (decision 705ab4f5)',
    reason: 'Forbidden',
    code: 403,
  })
})

test('a finding says all that there is to know of the control', () => {
  expect(door(restricted)(escalates).findings).toEqual([
    {
      policyKind: 'ValidatingRule',
      policy: 'r',
      binding: 'r',
      index: undefined,
      effect: 'deny',
      cause: 'violation',
      message:
        'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)',
      reason: 'Forbidden',
      code: 403,
      expression: undefined,
      path: ['spec', 'containers', 0, 'securityContext', 'allowPrivilegeEscalation'],
      podSecurity: {
        level: 'restricted',
        version: 'latest',
        control: 'allowPrivilegeEscalation',
        found: true,
        allowed: ['false'],
        suggestion: [
          {
            op: 'replace',
            path: '/spec/containers/0/securityContext/allowPrivilegeEscalation',
            value: false,
          },
        ],
      },
      policyPlace: {
        source: 'p.yaml',
        path: 'spec.podSecurity',
        range: {
          start: expect.objectContaining({ line: 8, column: 16 }) as unknown,
          end: expect.objectContaining({ line: 8, column: 35 }) as unknown,
        },
      },
    },
  ])
})

test('each control that forbids is a finding, before the validations', () => {
  const decide = door(
    rule(`podSecurity: {level: restricted, version: v1.24}
validations:
- {expression: "false", message: never}`),
  )
  const decision = decide(
    pod({
      hostNetwork: true,
      containers: [container('a', { privileged: true }), container('b', { privileged: true })],
    }),
  )
  expect(brief(decision)).toEqual([
    'spec.hostNetwork: violates PodSecurity "restricted:v1.24": host namespaces (hostNetwork=true)',
    'spec.containers[0].securityContext.privileged: violates PodSecurity "restricted:v1.24": privileged (containers "a", "b" must not set securityContext.privileged=true)',
    ': never',
  ])
  expect(decision.findings.map(({ index }) => index)).toEqual([undefined, undefined, 0])
})

test.for([
  {
    name: 'Deployment',
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    at: ['spec', 'template'],
    path: 'spec.template.spec.hostPID',
  },
  {
    name: 'CronJob',
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    at: ['spec', 'jobTemplate', 'spec', 'template'],
    path: 'spec.jobTemplate.spec.template.spec.hostPID',
  },
])('a $name is refused for the Pod that it describes', ({ apiVersion, kind, at, path }) => {
  const template: JsonValue = { spec: { hostPID: true, containers: [container('a')] } }
  const spec = at.reduceRight<JsonValue>((inner, step) => ({ [step]: inner }), template)
  const object = { apiVersion, kind, metadata: { name: 'd' }, ...(spec as JsonObject) }
  const decision = door(restricted)(object)
  expect(brief(decision)).toEqual([
    `${path}: violates PodSecurity "restricted:latest": host namespaces (hostPID=true)`,
  ])
  expect(decision.findings[0]?.podSecurity?.suggestion).toEqual([
    { op: 'remove', path: `/${[...at, 'spec', 'hostPID'].join('/')}` },
  ])
})

test('what only defaults have set in the Pod of a template is not to be taken out of the template', () => {
  const decide = door(
    rule('podSecurity: {level: baseline, version: latest}\nvalidationActions: [Deny]'),
  )
  const ports = [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }]
  const template = { spec: { hostNetwork: true, containers: [{ ...container('a'), ports }] } }
  const metadata = { name: 'a' }
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } }
  const found = decide(object).findings.find(
    ({ podSecurity }) => podSecurity?.control === 'hostPorts',
  )
  expect(found?.message).toContain('uses hostPorts 80, 81')
  expect(found?.podSecurity?.suggestion).toEqual([
    { op: 'remove', path: '/spec/template/spec/containers/0/ports/1/hostPort' },
  ])
})

test('without podTemplates a workload is let alone', () => {
  const decide = door(restricted.replace('podTemplates: true', 'podTemplates: false'))
  const spec = { template: { spec: { hostPID: true } } }
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec }
  expect(decide(object).isPlainAllow).toBe(true)
})

test.for<{ name: string; journey: Partial<Journey>; allowed: boolean }>([
  { name: 'an update', journey: { operation: 'UPDATE', oldObject: escalates }, allowed: false },
  {
    name: 'an ephemeral container',
    journey: { operation: 'UPDATE', oldObject: escalates, subResource: 'ephemeralcontainers' },
    allowed: false,
  },
  {
    name: 'a status, which is the kubelet’s',
    journey: { operation: 'UPDATE', oldObject: escalates, subResource: 'status' },
    allowed: true,
  },
])('$name: allowed $allowed', ({ journey, allowed }) => {
  expect(door(restricted)(escalates, journey).allowed).toBe(allowed)
})

test('a deletion, and what is no Pod, is not judged', () => {
  const everything = '{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"]}'
  const decide = door(rule('podSecurity: {level: restricted}', everything))
  expect(decide(escalates, { operation: 'DELETE' }).allowed).toBe(true)
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, spec: {} }
  expect(decide(map).allowed).toBe(true)
})

const exclude = (text: string, level = 'restricted'): string =>
  rule(`podSecurity:\n  level: ${level}\n  exclude:\n  - ${text}`)

const escalating = (...names: readonly string[]) =>
  pod({ containers: names.map((name) => container(name, { allowPrivilegeEscalation: true })) })

const unconfined = (key: string, ...names: readonly string[]) =>
  pod(
    { containers: names.map((name) => container(name)) },
    { annotations: { [key]: 'unconfined' } },
  )

const ports = (...hostPorts: readonly number[]) =>
  pod({
    containers: [container('a', {}, { ports: hostPorts.map((port) => ({ hostPort: port })) })],
  })

const appArmor = 'container.apparmor.security.beta.kubernetes.io/agent'

test.for<{ name: string; text: string; object: JsonObject; message: string | undefined }>([
  {
    name: 'a control as a whole',
    text: 'control: allowPrivilegeEscalation',
    object: escalating('a', 'b'),
    message: undefined,
  },
  {
    name: 'another control',
    text: 'control: runAsNonRoot',
    object: escalating('a'),
    message: 'allowPrivilegeEscalation != false (container "a" must',
  },
  {
    name: 'an image: the others are still refused',
    text: '{control: allowPrivilegeEscalation, images: [other, "*/team/agent:*"]}',
    object: escalating('agent', 'b', 'c'),
    message: 'allowPrivilegeEscalation != false (containers "b", "c" must',
  },
  {
    name: 'an image, and there is no other',
    text: '{control: allowPrivilegeEscalation, images: ["*/team/agent:?"]}',
    object: escalating('agent'),
    message: undefined,
  },
  {
    name: 'a container by its name',
    text: '{control: allowPrivilegeEscalation, containers: ["agent-*", b]}',
    object: escalating('agent-1', 'a', 'b'),
    message: 'allowPrivilegeEscalation != false (container "a" must',
  },
  {
    name: 'image and container together: both must match',
    text: '{control: allowPrivilegeEscalation, images: ["*/a:1", "*/b:1"], containers: [b, c]}',
    object: escalating('a', 'b', 'c'),
    message: 'allowPrivilegeEscalation != false (containers "a", "c" must',
  },
  {
    name: 'a value',
    text: '{control: hostPorts, values: [8080, 9090]}',
    object: ports(8080, 80, 9090),
    message: 'hostPort (container "a" uses hostPort 80)',
  },
  {
    name: 'a value that is absent',
    text: '{control: allowPrivilegeEscalation, values: [null]}',
    object: pod({ containers: [{ ...container('a'), securityContext: { runAsNonRoot: true } }] }),
    message: 'unrestricted capabilities (container "a" must',
  },
  {
    name: 'a volume by its source',
    text: '{control: restrictedVolumes, values: [{path: /var/log, type: Directory}]}',
    object: pod({
      containers: [container('a')],
      volumes: [
        { name: 'logs', hostPath: { type: 'Directory', path: '/var/log' } },
        { name: 'root', hostPath: { path: '/' } },
      ],
    }),
    message: 'restricted volume types (volume "root" uses restricted volume type "hostPath")',
  },
  {
    name: 'an annotation by the container that it names',
    text: '{control: appArmorProfile, containers: [agent], images: ["*/agent:1"]}',
    object: unconfined(appArmor, 'a', 'agent'),
    message: undefined,
  },
  {
    name: 'an annotation for another container',
    text: '{control: appArmorProfile, containers: ["a*"]}',
    object: unconfined(`${appArmor}-2`, 'a', 'agent'),
    message: `forbidden AppArmor profile (annotation must not set AppArmor profile type to "${appArmor}-2="unconfined"")`,
  },
  {
    name: 'a container says nothing of what stands at the Pod',
    text: '{control: runAsUser, containers: ["*"]}',
    object: pod({ securityContext: { runAsUser: 0 }, containers: [container('a')] }),
    message: 'runAsUser=0 (pod must not set runAsUser=0)',
  },
  {
    name: 'a container without an image fits no image',
    text: '{control: privileged, images: ["?*"]}',
    object: pod({ containers: [{ name: 'a', securityContext: { ...good, privileged: true } }] }),
    message: 'privileged (container "a" must',
  },
])('$name is excluded', ({ text, object, message }) => {
  const [first, ...more] = door(exclude(text))(object).findings
  if (message === undefined) {
    expect(first).toBeUndefined()
    return
  }
  expect(first?.message.replace('violates PodSecurity "restricted:latest": ', '')).toContain(
    message,
  )
  expect(
    more.every(({ podSecurity }) => podSecurity?.control !== first?.podSecurity?.control),
  ).toBe(true)
})

test('the path is that of the first field that is not excluded', () => {
  const decision = door(exclude('{control: allowPrivilegeEscalation, containers: [a]}'))(
    escalating('a', 'b'),
  )
  expect(brief(decision)[0]).toMatch(/^spec\.containers\[1\]\.securityContext\.allowPriv/)
})

test('an exclusion holds for the Pods of workloads', () => {
  const decide = door(exclude('{control: hostNamespaces, values: [true]}'))
  const spec = { template: { spec: { hostPID: true, containers: [container('a')] } } }
  const object = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'd' }, spec }
  expect(decide(object).allowed).toBe(true)
})

const message =
  'violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true)'

test.for([
  {
    actions: '[Warn]',
    warnings: [`r: spec.hostNetwork: ${message}`],
    audit: {},
  },
  {
    actions: '[Audit]',
    warnings: [],
    audit: {
      validation_failure: JSON.stringify([
        { message, policy: 'r', binding: 'r', expressionIndex: 0, validationActions: ['Audit'] },
      ]),
      'decision-id': '705ab4f5',
    },
  },
  {
    actions: '[Audit, Warn]',
    warnings: [`r: spec.hostNetwork: ${message}`],
    audit: {
      validation_failure: JSON.stringify([
        {
          message,
          policy: 'r',
          binding: 'r',
          expressionIndex: 0,
          validationActions: ['Audit', 'Warn'],
        },
      ]),
      'decision-id': '705ab4f5',
    },
  },
])('$actions lets pass', ({ actions, warnings, audit }) => {
  const decide = door(rule(`podSecurity: {level: baseline}\nvalidationActions: ${actions}`))
  const decision = decide(pod({ hostNetwork: true, hostPID: true }))
  expect(decision).toMatchObject({ allowed: true, warnings })
  expect(decision.auditAnnotations).toEqual(audit)
})

const probing = pod({
  containers: [container('a', {}, { livenessProbe: { httpGet: { host: 'x' } } })],
})

test.for<{ release: KubernetesVersion; version: string; refused: boolean }>([
  { release: '1.37', version: 'latest', refused: true },
  { release: '1.34', version: 'latest', refused: true },
  { release: '1.33', version: 'latest', refused: false },
  { release: '1.33', version: 'v1.36', refused: false },
  { release: '1.33', version: 'v1.99', refused: false },
  { release: '1.37', version: 'v1.99', refused: true },
  { release: '1.37', version: 'v1.33', refused: false },
])('Kubernetes $release, $version: probes refused $refused', ({ release, version, refused }) => {
  const decide = door(rule(`podSecurity: {level: baseline, version: ${version}}`), release)
  expect(brief(decide(probing))).toEqual(
    refused
      ? [
          `spec.containers[0].livenessProbe.httpGet.host: violates PodSecurity "baseline:${version}": probe or lifecycle host (container "a" uses probe or lifecycle host "x")`,
        ]
      : [],
  )
})

test('privileged allows everything', () => {
  const decide = door(rule('podSecurity: {level: privileged}'))
  expect(decide(pod({ hostNetwork: true })).isPlainAllow).toBe(true)
})

test.for<{ name: string; spec: JsonValue | undefined; controls: readonly string[] }>([
  { name: 'is missing', spec: {}, controls: [] },
  { name: 'is null', spec: { containers: null }, controls: [] },
  { name: 'is a text', spec: { containers: 'a' }, controls: [] },
  {
    name: 'holds null',
    spec: { containers: [null] },
    controls: [
      'allowPrivilegeEscalation',
      'capabilities_restricted',
      'runAsNonRoot',
      'seccompProfile_restricted',
    ],
  },
])('a Pod whose list of containers $name is judged without an error', ({ spec, controls }) => {
  const decision = door(exclude('{control: hostPorts, images: [a], containers: [a]}'))({
    ...pod({}),
    spec: spec ?? null,
  })
  expect(controlsOf(decision)).toEqual(controls)
})

test('what all findings suggest, applied one by one, is allowed', () => {
  const decide = door(restricted)
  let seen = 0
  fc.assert(
    fc.property(randomPod, fc.boolean(), (random, isWorkload) => {
      const object: JsonObject = isWorkload
        ? { apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: { template: random } }
        : { apiVersion: 'v1', kind: 'Pod', ...random }
      let current = object
      let findings = decide(current).findings
      while (findings[0]?.podSecurity !== undefined) {
        seen++
        const { control } = findings[0].podSecurity
        current = changed(current, findings[0].podSecurity)
        findings = decide(current).findings
        expect(findings.map(({ podSecurity }) => podSecurity?.control)).not.toContain(control)
      }
      expect(findings).toEqual([])
    }),
    { numRuns: 150 },
  )
  expect(seen).toBeGreaterThan(500)
})

function changed(object: JsonObject, { suggestion }: ControlFinding): JsonObject {
  const result = applyPatch(object, suggestion)
  if (result.kind !== 'patched' || !isObject(result.value)) throw new Error(JSON.stringify(result))
  return result.value
}
