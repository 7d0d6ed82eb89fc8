import { expect, test } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import { type Journey, requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { decideByFailurePolicy } from '#src/core/engine/decide-by-failure-policy.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

interface Given {
  readonly policies: string
  readonly context?: string
  readonly object: JsonObject
  readonly journey?: Partial<Journey>
}

function decide({ policies: text, context = '', object, journey = {} }: Given): Decision {
  const { policies, problems } = loadPolicies([{ name: 'policies.yaml', text }], {
    kubernetesVersion: '1.37',
  })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const { snapshot } = createSnapshot({
    policies,
    context: [{ name: 'context.yaml', text: context }],
  })
  const request = requestFor(object, { door: 'validate', uid: '705ab4f5-6393-11e8', ...journey })
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const admission = admit(request, snapshot, facts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

const pod = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', ...metadata },
  spec,
})

const deployment = (template: JsonObject): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd', namespace: 'shop' },
  spec: { template },
})

const pods =
  'matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods]}]}'

const rule = (spec: string, name = 'r', kind = 'ValidatingRule'): string => `
apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: ${name}}
spec:
  ${pods}
${spec.replaceAll(/^/gm, '  ')}
`

const hostNetwork = rule(`podTemplates: true
validations:
- expression: "!has(object.spec.hostNetwork) || object.spec.hostNetwork != true"
  message: hostNetwork must be false`)

test('a rule that holds is a plain allow', () => {
  const decision = decide({ policies: hostNetwork, object: pod({}) })
  expect(decision).toMatchObject({
    allowed: true,
    status: undefined,
    findings: [],
    applied: ['r'],
    auditAnnotations: {},
  })
})

test('a denial names policy, field and message, and ends with the id of the decision', () => {
  const decision = decide({ policies: hostNetwork, object: pod({ hostNetwork: true }) })
  expect(decision.status).toEqual({
    message: 'r: spec.hostNetwork: hostNetwork must be false (decision 705ab4f5)',
    reason: 'Forbidden',
    code: 403,
  })
})

test('a workload is refused for the Pod that it describes, at the path in the workload', () => {
  const decision = decide({
    policies: hostNetwork,
    object: deployment({ spec: { hostNetwork: true } }),
  })
  expect(decision.status?.message).toBe(
    'r: spec.template.spec.hostNetwork: hostNetwork must be false (decision 705ab4f5)',
  )
})

test('without podTemplates a workload is not looked at', () => {
  const policies = hostNetwork.replace('podTemplates: true', 'podTemplates: false')
  expect(decide({ policies, object: deployment({ spec: { hostNetwork: true } }) }).allowed).toBe(
    true,
  )
})

test('of a workload the Pod is judged as it will be: requests are the limits, ports on the network of the host are its own', () => {
  const policies = rule(`podTemplates: true
variables:
- {name: main, expression: 'object.spec.containers[0]'}
validations:
- {expression: 'has(variables.main.resources.requests)', message: no requests}
- {expression: '!variables.main.ports.exists(p, has(p.hostPort))', message: a port of the host}`)
  const resources = { limits: { cpu: '1' } }
  const containers = [{ name: 'main', image: 'a', resources, ports: [{ containerPort: 80 }] }]
  const decision = decide({
    policies,
    object: deployment({ spec: { hostNetwork: true, containers } }),
  })
  expect(decision.findings.map(({ message }) => message)).toEqual(['a port of the host'])
})

test('an update that leaves the template alone is not judged again', () => {
  const object = deployment({ spec: { hostNetwork: true } })
  const journey = { operation: 'UPDATE', oldObject: { ...object, metadata: {} } } as const
  expect(decide({ policies: hostNetwork, object, journey }).allowed).toBe(true)
})

test('all reasons are listed, one a line', () => {
  const policies = [
    hostNetwork,
    rule('validations:\n- {expression: "false", message: never}', 's'),
  ].join('---')
  const decision = decide({ policies, object: pod({ hostNetwork: true }) })
  expect(decision.status?.message).toBe(
    'r: spec.hostNetwork: hostNetwork must be false\ns: never (decision 705ab4f5)',
  )
})

test('a first line of more than 256 characters is shortened, and the whole text follows', () => {
  const message = 'word '.repeat(80).trim()
  const decision = decide({
    policies: rule(`validations:\n- {expression: "false", message: ${message}}`),
    object: pod({}),
  })
  const lines = decision.status?.message.split('\n') ?? []
  expect(lines[0]?.length).toBeLessThanOrEqual(256)
  expect(lines[0]?.endsWith('…')).toBe(true)
  expect(lines[1]).toBe(`r: ${message} (decision 705ab4f5)`)
})

test.for([
  {
    name: 'Warn lets pass with a warning',
    actions: '[Warn]',
    allowed: true,
    warnings: ['r: no'],
    audit: {},
  },
  {
    name: 'Audit writes an annotation',
    actions: '[Audit]',
    allowed: true,
    warnings: [],
    audit: {
      validation_failure:
        '[{"message":"no","policy":"r","binding":"r","expressionIndex":0,"validationActions":["Audit"]}]',
      'decision-id': '705ab4f5',
    },
  },
])('$name', ({ actions, allowed, warnings, audit }) => {
  const policies = rule(
    `validationActions: ${actions}\nvalidations:\n- {expression: "false", message: "no"}`,
  )
  const decision = decide({ policies, object: pod({}) })
  expect(decision).toMatchObject({ allowed, warnings })
  expect(decision.auditAnnotations).toEqual(audit)
})

const broken = 'validations:\n- expression: object.spec.missing == 1'

test.for([
  { policy: 'Fail', allowed: false },
  { policy: 'Ignore', allowed: true },
])('an expression that fails: failurePolicy $policy decides', ({ policy, allowed }) => {
  const decision = decide({
    policies: rule(`failurePolicy: ${policy}\n${broken}`),
    object: pod({}),
  })
  expect(decision.allowed).toBe(allowed)
  expect(decision.findings.map(({ cause, message }) => ({ cause, message }))).toEqual(
    allowed
      ? []
      : [
          {
            cause: 'error',
            message:
              "expression 'object.spec.missing == 1' resulted in error: no such key: missing",
          },
        ],
  )
})

test('a match condition that is false skips, also where another fails', () => {
  const conditions =
    'matchConditions: [{name: fails, expression: "object.spec.missing == 1"}, {name: nope, expression: "false"}]'
  const decision = decide({
    policies: rule(`${conditions}\nvalidations:\n- expression: "false"`),
    object: pod({}),
  })
  expect(decision.skips).toEqual([
    { policy: 'r', binding: 'r', why: 'match condition "nope" is false' },
  ])
  expect(decision.allowed).toBe(true)
})

test('variables see those before them, and inline params are params', () => {
  const policies = rule(`params: {max: 3}
variables:
- {name: one, expression: params.max}
- {name: two, expression: variables.one + 1}
validations:
- expression: variables.two == 5
  messageExpression: "'two is ' + string(variables.two)"`)
  expect(decide({ policies, object: pod({}) }).findings[0]?.message).toBe('two is 4')
})

const admissionPolicy = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: p}
spec:
  ${pods}
  paramKind: {apiVersion: v1, kind: ConfigMap}
  validations:
  - {expression: "object.metadata.name in params.data", message: unknown name}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: b}
spec:
  policyName: p
  paramRef: {name: names, namespace: config, parameterNotFoundAction: Deny}
  validationActions: [Deny]
`

test.for([
  {
    name: 'the param allows it',
    context:
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: names, namespace: config}, data: {a: x}}',
    message: undefined,
  },
  {
    name: 'the param does not',
    context:
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: names, namespace: config}, data: {b: x}}',
    message:
      "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: unknown name (decision 705ab4f5)",
  },
  {
    name: 'there is no param',
    context: '',
    message:
      "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction (decision 705ab4f5)",
  },
])('a ValidatingAdmissionPolicy through its binding: $name', ({ context, message }) => {
  expect(decide({ policies: admissionPolicy, context, object: pod({}) }).status?.message).toBe(
    message,
  )
})

test.for([
  { name: 'selected', labels: '{env: prod}', allowed: false },
  { name: 'not selected', labels: '{env: test}', allowed: true },
])('a namespace that is $name', ({ labels, allowed }) => {
  const selector = pods.replace(
    'matchConstraints: {',
    'matchConstraints: {namespaceSelector: {matchLabels: {env: prod}}, ',
  )
  const policies = rule('validations:\n- expression: "false"').replace(pods, selector)
  const context = `{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: ${labels}}}`
  expect(decide({ policies, context, object: pod({}, { namespace: 'shop' }) }).allowed).toBe(
    allowed,
  )
})

test('a namespace that the snapshot lacks is a question', () => {
  const selector = pods.replace(
    'matchConstraints: {',
    'matchConstraints: {namespaceSelector: {matchLabels: {env: prod}}, ',
  )
  const policies = rule('validations:\n- expression: "false"').replace(pods, selector)
  expect(() => decide({ policies, object: pod({}, { namespace: 'shop' }) })).toThrow(
    '[{"kind":"namespace","name":"shop"}]',
  )
})

const addLabel = (name: string, expression: string, extra = ''): string =>
  rule(
    `${extra}mutations:\n- patchType: ApplyConfiguration\n  applyConfiguration: {expression: "${expression}"}`,
    name,
    'MutatingRule',
  )

function mutated(policies: string, object: JsonObject): { decision: Decision; object: JsonValue } {
  const decision = decide({ policies, object, journey: { door: 'mutate' } })
  const result = applyPatch(object, decision.patch)
  if (result.kind !== 'patched') throw new Error(result.message)
  return { decision, object: result.value }
}

test('mutations see what earlier ones made, and the patch is what differs', () => {
  const policies = [
    addLabel('a', "Object{metadata: Object.metadata{labels: {'a': '1'}}}"),
    addLabel(
      'b',
      "Object{metadata: Object.metadata{labels: {'b': object.metadata.labels.a + '2'}}}",
    ),
  ].join('---')
  const object = pod({}, { labels: { x: 'y' } })
  const { decision, object: after } = mutated(policies, {
    ...object,
    metadata: { ...(object['metadata'] as JsonObject), namespace: 'default' },
  })
  expect(after).toMatchObject({ metadata: { labels: { x: 'y', a: '1', b: '12' } } })
  expect(decision.patch).toEqual([
    { op: 'add', path: '/metadata/labels/a', value: '1' },
    { op: 'add', path: '/metadata/labels/b', value: '12' },
  ])
  expect(decision.auditAnnotations).toEqual({
    changed: 'a: metadata.labels.a; b: metadata.labels.b',
    'decision-id': '705ab4f5',
  })
})

test('an apply configuration does not make an object one of another kind', () => {
  const policies = addLabel(
    'a',
    "Object{kind: 'Node', apiVersion: 'v2', spec: Object.spec{nodeName: 'n'}}",
  )
  const { decision } = mutated(policies, pod({}))
  expect(decision.patch).toEqual([{ op: 'add', path: '/spec/nodeName', value: 'n' }])
})

test('a mutation of the described Pod becomes a patch of the template', () => {
  const policies = addLabel(
    'a',
    "Object{spec: Object.spec{priorityClassName: 'high'}}",
    'podTemplates: true\n',
  )
  const { decision } = mutated(
    policies,
    deployment({ metadata: { labels: { x: 'y' } }, spec: { containers: [] } }),
  )
  expect(decision.patch).toEqual([
    { op: 'add', path: '/spec/template/spec/priorityClassName', value: 'high' },
  ])
})

test('IfNeeded runs once more, Never does not', () => {
  const counting =
    "Object{metadata: Object.metadata{labels: {'n': string(int(object.metadata.?labels.?n.orValue('0')) + 1)}}}"
  const runs = ['IfNeeded', 'Never'].map((policy) => {
    const { object } = mutated(addLabel('a', counting, `reinvocationPolicy: ${policy}\n`), pod({}))
    return (object as { metadata: { labels: { n: string } } }).metadata.labels.n
  })
  expect(runs).toEqual(['2', '1'])
})

test('a mirror Pod is left alone', () => {
  const policies = addLabel('a', "Object{metadata: Object.metadata{labels: {'a': '1'}}}")
  expect(
    mutated(policies, pod({}, { annotations: { 'kubernetes.io/config.mirror': 'x' } })).decision
      .patch,
  ).toEqual([])
})

test('a mutation that fails under Fail denies, with the API server’s reason', () => {
  const policies = addLabel('a', "Object{spec: Object.spec{nodeSelector: {'a': 'b'}}}")
  expect(decide({ policies, object: pod({}), journey: { door: 'mutate' } }).status?.message).toBe(
    'a: error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.nodeSelector (decision 705ab4f5)',
  )
})

test.for([
  { name: 'one that the rules and selectors mean', namespace: 'shop', allowed: false },
  { name: 'one that a selector leaves out', namespace: 'kube-system', allowed: true },
])('where nothing can be evaluated, $name: allowed $allowed', ({ namespace, allowed }) => {
  const selector = pods.replace(
    'matchConstraints: {',
    'matchConstraints: {namespaceSelector: {matchExpressions: [{key: system, operator: DoesNotExist}]}, ',
  )
  const text = hostNetwork.replace(pods, selector)
  const { policies } = loadPolicies([{ name: 'p.yaml', text }], { kubernetesVersion: '1.37' })
  const namespaces =
    '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: kube-system, labels: {system: "true"}}}'
  const { snapshot } = createSnapshot({ policies, context: [{ name: 'c.yaml', text: namespaces }] })
  const request = requestFor(pod({}, { namespace }), { door: 'validate', uid: 'u' })
  expect(decideByFailurePolicy(request, snapshot, { message: 'no time', time: '' }).allowed).toBe(
    allowed,
  )
})

test('fields that are null are absent, in what is matched as well', () => {
  const policies = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: r}
spec:
  matchConstraints:
    objectSelector: null
    namespaceSelector: {matchLabels: null, matchExpressions: null}
    excludeResourceRules: null
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods], resourceNames: null, scope: null}
  matchResources: {objectSelector: {matchExpressions: [{key: a, operator: DoesNotExist, values: null}]}}
  validations: [{expression: "false"}]
`
  expect(decide({ policies, object: pod({}) }).allowed).toBe(false)
})
