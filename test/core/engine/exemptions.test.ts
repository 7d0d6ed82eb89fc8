import { describe, expect, test } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import { type Journey, requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { expiredExemptions } from '#src/core/engine/expired-exemptions.ts'
import type { Answer } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const rule = (name: string, spec: string, kind = 'ValidatingRule'): string => `---
apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: ["", apps], apiVersions: [v1], operations: ["*"], resources: [pods, deployments, namespaces, nodes] }
${spec.replaceAll(/^/gm, '  ')}
`

const exemption = (spec: string, metadata = 'name: legacy, namespace: sallyport'): string => `---
apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: { ${metadata} }
spec:
  expires: 2026-12-31
  reason: the new charts come in January
${spec.replaceAll(/^/gm, '  ')}
`

/** Two validations, of which one has a name. */
const labels = rule(
  'labels',
  `validations:
- { name: has-owner, expression: "has(object.metadata.labels) && 'owner' in object.metadata.labels", message: say whose it is }
- { expression: "has(object.metadata.labels) && 'team' in object.metadata.labels", message: say which team it is }`,
)

const restricted = rule('restricted', 'podTemplates: true\npodSecurity: { level: baseline }')

const stamp = rule(
  'stamp',
  `mutations:
- patchType: JSONPatch
  jsonPatch: { expression: "[JSONPatch{op: 'add', path: '/metadata/annotations', value: {'stamp': 'yes'}}]" }`,
  'MutatingRule',
)

const everywhere = 'namespaces: ["*"]'
const fromLabels = 'policies: [{ name: labels }]'

interface Given {
  readonly policies: string
  readonly context?: string
  readonly object?: JsonObject
  readonly journey?: Partial<Journey>
  readonly time?: string
  readonly answers?: ReadonlyMap<string, Answer>
  readonly exemptionNamespaces?: readonly string[]
}

const pod = (metadata: JsonObject = {}, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', ...metadata },
  spec: { containers: [{ name: 'app', image: 'app:1' }], ...spec },
})

const deployment = (metadata: JsonObject = {}, podLabels: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', ...metadata },
  spec: {
    template: {
      metadata: { labels: podLabels },
      spec: { hostNetwork: true, containers: [{ name: 'app', image: 'app:1' }] },
    },
  },
})

function snapshotOf({ policies: text, context = '', exemptionNamespaces }: Given) {
  const { policies, problems } = loadPolicies([{ name: 'policies.yaml', text }], {
    kubernetesVersion: '1.37',
  })
  const created = createSnapshot({
    policies,
    context: [{ name: 'context.yaml', text: context }],
    ...(exemptionNamespaces === undefined ? {} : { exemptionNamespaces }),
  })
  return { snapshot: created.snapshot, problems: [...problems, ...created.problems] }
}

function decide(given: Given): Decision {
  const { object = pod(), journey = {}, time = '2026-06-01T00:00:00Z', answers } = given
  const { snapshot } = snapshotOf(given)
  const request = requestFor(object, { door: 'validate', uid: '705ab4f5-6393', ...journey })
  const facts = { time, answers: answers ?? new Map<string, Answer>() }
  const admission = admit(request, snapshot, facts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

/** What is still refused, and what is exempt, in short. */
function inShort({ findings, exemptions }: Decision) {
  return {
    refused: findings.map(({ policy, validation, podSecurity, index }) =>
      [policy, validation ?? podSecurity?.control ?? index]
        .filter((one) => one !== undefined)
        .join('/'),
    ),
    exempt: exemptions.map(({ policy, validation, control, index }) =>
      [policy, validation ?? control ?? index].filter((one) => one !== undefined).join('/'),
    ),
  }
}

describe('what is freed', () => {
  test.for([
    {
      name: 'all of a policy',
      policies: labels + exemption(`${fromLabels}\n${everywhere}`),
      refused: [],
      exempt: ['labels/has-owner', 'labels/1'],
    },
    {
      name: 'a validation by its name',
      policies:
        labels + exemption(`policies: [{ name: labels, validations: [has-owner] }]\n${everywhere}`),
      refused: ['labels/1'],
      exempt: ['labels/has-owner'],
    },
    {
      name: 'policies by a glob',
      policies: labels + restricted + exemption(`policies: [{ name: l*s }]\n${everywhere}`),
      refused: [],
      exempt: ['labels/has-owner', 'labels/1'],
    },
    {
      name: 'policies of one kind only',
      policies:
        labels + exemption(`policies: [{ kind: MutatingRule, name: labels }]\n${everywhere}`),
      refused: ['labels/has-owner', 'labels/1'],
      exempt: [],
    },
    {
      name: 'nothing of a policy that forbids it',
      policies:
        rule('labels', 'exemptible: false\nvalidations: [{ expression: "false" }]') +
        exemption(`${fromLabels}\n${everywhere}`),
      refused: ['labels/0'],
      exempt: [],
    },
    {
      name: 'nothing of a broken policy that forbids it',
      policies:
        rule('labels', 'exemptible: false\nvalidations: [{ name: A, expression: "true" }]') +
        exemption(`${fromLabels}\n${everywhere}`),
      refused: ['labels/0'],
      exempt: [],
    },
    {
      name: 'a validation that fails with an error',
      policies:
        rule('labels', 'validations: [{ name: a, expression: "object.spec.x == 1" }]') +
        exemption(`policies: [{ name: labels, validations: [a] }]\n${everywhere}`),
      refused: [],
      exempt: ['labels/a'],
    },
    {
      name: 'a match condition that fails, of the whole policy',
      policies:
        rule(
          'labels',
          'matchConditions: [{ name: c, expression: "object.spec.x == 1" }]\nvalidations: [{ name: a, expression: "false" }]',
        ) + exemption(`${fromLabels}\n${everywhere}`),
      refused: [],
      exempt: ['labels'],
    },
    {
      name: 'not a match condition that fails, where only a validation is named',
      policies:
        rule(
          'labels',
          'matchConditions: [{ name: c, expression: "object.spec.x == 1" }]\nvalidations: [{ name: a, expression: "false" }]',
        ) + exemption(`policies: [{ name: labels, validations: [a] }]\n${everywhere}`),
      refused: ['labels'],
      exempt: [],
    },
    {
      name: 'a control of a level',
      policies:
        restricted +
        exemption(`policies: [{ name: restricted, controls: [hostNamespaces] }]\n${everywhere}`),
      object: pod({}, { hostNetwork: true, hostPID: true, volumes: [{ name: 'a', hostPath: {} }] }),
      refused: ['restricted/hostPathVolumes'],
      exempt: ['restricted/hostNamespaces'],
    },
    {
      name: 'a finding with several actions once',
      policies:
        rule('labels', 'validations: [{ expression: "false" }]\nvalidationActions: [Warn, Audit]') +
        exemption(`${fromLabels}\n${everywhere}`),
      refused: [],
      exempt: ['labels/0'],
    },
  ])('$name', ({ refused, exempt, ...given }) => {
    expect(inShort(decide(given))).toEqual({ refused, exempt })
  })

  test.for([
    { item: '{ name: labels }', exempt: true },
    { item: '{ kind: NamespacedValidatingRule, namespace: "sh*", name: labels }', exempt: true },
    { item: '{ namespace: shop, name: labels, validations: [a] }', exempt: true },
    { item: '{ namespace: bank, name: labels }', exempt: false },
    { item: '{ kind: ValidatingRule, name: labels }', exempt: false },
  ])('a rule of a namespace, by $item: $exempt', ({ item, exempt }) => {
    const policies =
      rule('labels', 'validations: [{ name: a, expression: "false" }]')
        .replace('ValidatingRule', 'NamespacedValidatingRule')
        .replace('name: labels', 'name: labels, namespace: shop') +
      exemption(`policies: [${item}]\n${everywhere}`)
    expect(decide({ policies }).allowed).toBe(exempt)
  })

  test('a policy of Kubernetes itself never, whatever its name', () => {
    const policies = `${labels
      .replace('ValidatingRule', 'ValidatingAdmissionPolicy')
      .replace('sallyport.dev/v1alpha1', 'admissionregistration.k8s.io/v1')
      .replace('name: has-owner, ', '')}---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: labels }
spec: { policyName: labels, validationActions: [Deny] }
${exemption(`${fromLabels}\n${everywhere}`)}`
    expect(inShort(decide({ policies })).refused).toEqual(['labels/0', 'labels/1'])
    expect(snapshotOf({ policies }).problems).toMatchObject([
      {
        code: 'exemption-for-nothing',
        severity: 'warning',
        remedy: 'leave the objects out in matchResources of its ValidatingAdmissionPolicyBinding',
      },
    ])
  })
})

describe('for which objects', () => {
  const cases: readonly (Omit<Given, 'policies'> & {
    readonly name: string
    readonly scope: string
    readonly isExempt: boolean
  })[] = [
    { name: 'in the namespace', scope: 'namespaces: [sh?p]', isExempt: true },
    { name: 'in another namespace', scope: 'namespaces: [bank]', isExempt: false },
    { name: 'by name', scope: 'objects: [{ names: [web] }]', isExempt: true },
    { name: 'by kind and name', scope: 'objects: [{ kinds: [Pod], names: [w*] }]', isExempt: true },
    { name: 'of another kind', scope: 'objects: [{ kinds: [Job], names: [w*] }]', isExempt: false },
    {
      name: 'of another group',
      scope: 'objects: [{ kinds: [Pod.apps], names: [w*] }]',
      isExempt: false,
    },
    {
      name: 'by a second item',
      scope: 'objects: [{ names: [a] }, { names: [b, web] }]',
      isExempt: true,
    },
    {
      name: 'of that group',
      scope: 'objects: [{ kinds: [Deployment.apps], names: [web] }]',
      object: deployment(),
      isExempt: true,
    },
    {
      name: 'all that is given must hold',
      scope: 'namespaces: [shop]\nobjects: [{ names: [other] }]',
      isExempt: false,
    },
    {
      name: 'by labels',
      scope: 'matchResources: { objectSelector: { matchLabels: { tier: old } } }',
      object: pod({ labels: { tier: 'old' } }),
      isExempt: true,
    },
    {
      name: 'without the labels',
      scope: 'matchResources: { objectSelector: { matchLabels: { tier: old } } }',
      isExempt: false,
    },
    {
      name: 'not an update that takes the label away',
      scope: 'matchResources: { objectSelector: { matchLabels: { tier: old } } }',
      journey: { operation: 'UPDATE', oldObject: pod({ labels: { tier: 'old' } }) },
      isExempt: false,
    },
    {
      name: 'an update that gives the label',
      scope: 'matchResources: { objectSelector: { matchLabels: { tier: old } } }',
      object: pod({ labels: { tier: 'old' } }),
      journey: { operation: 'UPDATE', oldObject: pod() },
      isExempt: true,
    },
    {
      name: 'nothing outside of namespaces, where namespaces are selected',
      scope: 'matchResources: { namespaceSelector: { matchLabels: { tier: old } } }',
      object: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'web' } },
      isExempt: false,
    },
    {
      name: 'by operation',
      scope:
        'matchResources: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [UPDATE], resources: [pods] }] }',
      isExempt: false,
    },
    {
      name: 'by the labels of the namespace',
      scope: 'matchResources: { namespaceSelector: { matchLabels: { tier: old } } }',
      context: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { tier: old } }',
      isExempt: true,
    },
    {
      name: 'a condition that holds',
      scope: 'matchConditions: [{ name: a, expression: "request.namespace == \'shop\'" }]',
      isExempt: true,
    },
    {
      name: 'a condition that is false',
      scope: 'matchConditions: [{ name: a, expression: "has(object.metadata.labels)" }]',
      isExempt: false,
    },
    {
      name: 'a condition on the namespace',
      scope:
        'matchConditions: [{ name: a, expression: "namespaceObject.metadata.name == \'shop\'" }]',
      context: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }',
      isExempt: true,
    },
    {
      name: 'a generated name by its beginning',
      scope: 'objects: [{ names: [web-*] }]',
      object: pod({ name: '', generateName: 'web-' }),
      isExempt: true,
    },
    {
      name: 'a generated name whose end is not known',
      scope: 'objects: [{ names: [web-?] }]',
      object: pod({ name: '', generateName: 'web-' }),
      isExempt: false,
    },
    {
      name: 'a generated name that only happens to begin so',
      scope: 'objects: [{ names: ["*-"] }]',
      object: pod({ name: '', generateName: 'web-' }),
      isExempt: false,
    },
    {
      name: 'a namespace itself is in itself',
      scope: 'namespaces: [shop]',
      object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
      isExempt: true,
    },
    {
      name: 'keys that objects inherit',
      scope:
        'matchResources: { objectSelector: { matchExpressions: [{ key: constructor, operator: Exists }] } }',
      isExempt: false,
    },
  ]

  test.for(cases)('$name: $isExempt', ({ scope, isExempt, name: _, ...given }) => {
    const policies = labels + exemption(`${fromLabels}\n${scope}`)
    const { allowed, exemptions } = decide({ ...given, policies })
    expect({ allowed, uses: exemptions.length }).toEqual({
      allowed: isExempt,
      uses: isExempt ? 2 : 0,
    })
  })
})

describe('the Pod of a template', () => {
  test.for([
    {
      name: 'the workload by name',
      scope: 'objects: [{ kinds: [Deployment], names: [web] }]',
      isExempt: true,
    },
    {
      name: 'the Pods that will come of it',
      scope: 'objects: [{ kinds: [Pod], names: [web-*] }]',
      isExempt: true,
    },
    {
      name: 'Pods of another workload',
      scope: 'objects: [{ kinds: [Pod], names: [webs-*] }]',
      isExempt: false,
    },
    {
      name: 'the labels of the Pod',
      scope: 'matchResources: { objectSelector: { matchLabels: { tier: old } } }',
      isExempt: true,
    },
    {
      name: 'the labels of the workload',
      scope: 'matchResources: { objectSelector: { matchLabels: { level: top } } }',
      isExempt: true,
    },
    {
      name: 'a condition on the Pod',
      scope: 'matchConditions: [{ name: a, expression: "object.spec.hostNetwork == true" }]',
      isExempt: true,
    },
  ])('$name: $isExempt', ({ scope, isExempt }) => {
    const policies = restricted + exemption(`policies: [{ name: restricted }]\n${scope}`)
    const object = deployment({ labels: { level: 'top' } }, { tier: 'old' })
    expect(decide({ policies, object }).allowed).toBe(isExempt)
  })

  test('a generated name of the workload is the beginning of the names of its Pods', () => {
    const scope = 'objects: [{ kinds: [Pod], names: [web-*] }]'
    const policies = restricted + exemption(`policies: [{ name: restricted }]\n${scope}`)
    const object = deployment({ name: '', generateName: 'web-' })
    expect(inShort(decide({ policies, object })).exempt).toEqual(['restricted/hostNamespaces'])
  })
})

describe('mutations', () => {
  const mutate = (policies: string) => decide({ policies, journey: { door: 'mutate' } })

  test('are left out, and that is said', () => {
    const decision = mutate(stamp + exemption(`policies: [{ name: stamp }]\n${everywhere}`))
    expect(decision).toMatchObject({
      allowed: true,
      isPlainAllow: false,
      patch: [],
      applied: [],
      exemptions: [
        { policyKind: 'MutatingRule', policy: 'stamp', message: 'its mutations are left out' },
      ],
      auditAnnotations: { 'exempted-by': 'sallyport/legacy until 2026-12-31: stamp' },
    })
  })

  test('are carried out where the exemption is for others', () => {
    const decision = mutate(stamp + exemption('policies: [{ name: stamp }]\nnamespaces: [bank]'))
    expect(decision.patch).toHaveLength(1)
    expect(decision.exemptions).toEqual([])
  })

  test('a failure of one says which exemption is over', () => {
    const broken = stamp.replace('/metadata/annotations', '/x/y')
    const policies = broken + exemption(`policies: [{ name: stamp }]\n${everywhere}`)
    const decision = decide({ policies, journey: { door: 'mutate' }, time: '2027-06-01T00:00:00Z' })
    expect(decision.status?.message).toContain('(exemption sallyport/legacy expired 2026-12-31)')
  })

  test('before a failure of the match, too', () => {
    const failing = stamp.replace(
      'mutations:',
      'matchConditions: [{ name: c, expression: "object.spec.x == 1" }]\n  mutations:',
    )
    expect(mutate(failing).allowed).toBe(false)
    const decision = mutate(failing + exemption(`policies: [{ name: stamp }]\n${everywhere}`))
    expect(decision).toMatchObject({ allowed: true, exemptions: [{ policy: 'stamp' }] })
  })
})

describe('when it does not count', () => {
  const whole = labels + exemption(`${fromLabels}\n${everywhere}`)
  const note = ({ status }: Decision) =>
    /\(exemption.*?\)(?= \(decision|$)/m.exec(status?.message ?? '')?.[0]

  test.for([
    { name: 'on its last day it counts', time: '2026-12-31T23:59:59Z', said: undefined },
    {
      name: 'the day after it has expired',
      time: '2027-01-01T00:00:00Z',
      said: '(exemption sallyport/legacy expired 2026-12-31)',
    },
    {
      name: 'at an unknown time',
      time: '',
      said: '(exemption sallyport/legacy is not honoured: the time of the request is not known)',
    },
    {
      name: 'from another namespace',
      exemptionNamespaces: ['security'],
      said: '(exemption sallyport/legacy is not honoured: namespace "sallyport" may not exempt)',
    },
    { name: 'from a namespace that may', exemptionNamespaces: ['a', 'sallyport'], said: undefined },
    {
      name: 'a condition that fails',
      policies:
        labels +
        exemption(`${fromLabels}\nmatchConditions: [{ name: a, expression: "object.x == 1" }]`),
      said: "(exemption sallyport/legacy failed: expression 'object.x == 1' resulted in error: no such key: x)",
    },
    {
      name: 'a condition that is broken',
      policies:
        labels + exemption(`${fromLabels}\nmatchConditions: [{ name: a, expression: "params" }]`),
      said: expect.stringContaining('(exemption sallyport/legacy failed: compilation error:'),
    },
    {
      name: 'a namespace that cannot be had',
      policies:
        labels +
        exemption(
          `${fromLabels}\nmatchResources: { namespaceSelector: { matchLabels: { a: b } } }`,
        ),
      answers: new Map<string, Answer>([
        ['namespace/shop', { kind: 'failed', message: 'the API server is away' }],
      ]),
      said: '(exemption sallyport/legacy failed: the API server is away)',
    },
    {
      name: 'one that is over and for others says nothing',
      policies: labels + exemption(`${fromLabels}\nnamespaces: [bank]`),
      time: '2027-01-01T00:00:00Z',
      said: undefined,
      allowed: false,
    },
    {
      name: 'one that counts beside one that is over',
      policies: whole + exemption(`${fromLabels}\n${everywhere}`, 'name: a, namespace: elsewhere'),
      said: undefined,
    },
  ])('$name', ({ said, name: _, allowed = said === undefined, ...given }) => {
    const decision = decide({ policies: whole, ...given })
    expect(decision.allowed).toBe(allowed)
    expect(note(decision)).toEqual(said)
  })

  test('a warning says it too', () => {
    const policies =
      rule(
        'labels',
        'validations: [{ expression: "false", message: nobody may }]\nvalidationActions: [Warn]',
      ) + exemption(`${fromLabels}\n${everywhere}`)
    expect(decide({ policies, time: '2027-06-01T00:00:00Z' }).warnings).toEqual([
      'labels: nobody may (exemption sallyport/legacy expired 2026-12-31)',
    ])
  })

  test('the conditions of one that may not exempt are not evaluated', () => {
    const policies =
      labels +
      exemption(
        `${fromLabels}\nmatchConditions: [{ name: a, expression: "authorizer.path('/a').check('get').allowed()" }]`,
        'name: legacy, namespace: shop',
      )
    expect(decide({ policies }).status?.message).toContain(
      'exemption shop/legacy is not honoured: namespace "shop" may not exempt',
    )
  })
})

test('a condition may ask, and is asked only where there is something to free from', () => {
  const condition = "authorizer.path('/a').check('get').allowed()"
  const policies =
    labels + exemption(`${fromLabels}\nmatchConditions: [{ name: a, expression: "${condition}" }]`)
  const { snapshot } = snapshotOf({ policies })
  const ask = (object: JsonObject) =>
    admit(
      requestFor(object, { door: 'validate', uid: 'u' }),
      snapshot,
      { time: '2026-06-01T00:00:00Z', answers: new Map() },
      () => false,
    )
  expect(ask(pod())).toMatchObject({ kind: 'questions', questions: [{ kind: 'access' }] })
  expect(ask(pod({ labels: { owner: 'a', team: 'b' } }))).toMatchObject({
    kind: 'decision',
    decision: { isPlainAllow: true },
  })
})

test('every use is in the decision and in the audit annotation', () => {
  const policies =
    labels +
    restricted +
    exemption(
      'policies: [{ name: labels, validations: [has-owner] }, { name: restricted, controls: [hostNamespaces] }]\nnamespaces: [shop]\nrequestedBy: shop team',
    ) +
    exemption(
      'policies: [{ name: labels }]\nnamespaces: [shop]',
      'name: team, namespace: sallyport',
    )
  const decision = decide({ policies, object: pod({}, { hostPID: true }) })
  expect(decision).toMatchObject({ allowed: true, isPlainAllow: false, findings: [] })
  expect(decision.exemptions).toEqual([
    {
      exemption: 'sallyport/legacy',
      policyKind: 'ValidatingRule',
      policy: 'labels',
      index: 0,
      validation: 'has-owner',
      control: undefined,
      message: 'say whose it is',
      expires: '2026-12-31',
      reason: 'the new charts come in January',
      requestedBy: 'shop team',
    },
    {
      exemption: 'sallyport/team',
      policyKind: 'ValidatingRule',
      policy: 'labels',
      index: 1,
      validation: undefined,
      control: undefined,
      message: 'say which team it is',
      expires: '2026-12-31',
      reason: 'the new charts come in January',
      requestedBy: undefined,
    },
    {
      exemption: 'sallyport/legacy',
      policyKind: 'ValidatingRule',
      policy: 'restricted',
      index: undefined,
      validation: undefined,
      control: 'hostNamespaces',
      message: 'violates PodSecurity "baseline:latest": host namespaces (hostPID=true)',
      expires: '2026-12-31',
      reason: 'the new charts come in January',
      requestedBy: 'shop team',
    },
  ])
  expect(decision.auditAnnotations).toEqual({
    'exempted-by':
      'sallyport/legacy until 2026-12-31: labels/has-owner, restricted/hostNamespaces; sallyport/team until 2026-12-31: labels',
    'decision-id': '705ab4f5',
  })
})

test('the name of a validation stands in the finding and in the audit annotation of the failure', () => {
  const policies = labels.replace('validations:', 'validationActions: [Audit]\n  validations:')
  const { findings, auditAnnotations } = decide({ policies })
  expect(findings.map(({ index, validation }) => ({ index, validation }))).toEqual([
    { index: 0, validation: 'has-owner' },
    { index: 1, validation: undefined },
  ])
  expect(JSON.parse(auditAnnotations['validation_failure'] ?? '')).toMatchObject([
    { expressionIndex: 0, validation: 'has-owner' },
    { expressionIndex: 1 },
  ])
})

describe('what an exemption names in vain is a warning', () => {
  test.for([
    {
      name: 'a policy that there is not',
      policies: labels + exemption(`policies: [{ name: label }]\n${everywhere}`),
      path: 'spec.policies[0].name',
      message: 'no policy is named "label"',
    },
    {
      name: 'a policy of another kind',
      policies:
        labels + exemption(`policies: [{ kind: MutatingRule, name: labels }]\n${everywhere}`),
      path: 'spec.policies[0].name',
      message: 'no MutatingRule is named "labels"',
    },
    {
      name: 'a policy that forbids exemptions',
      policies:
        rule('labels', 'exemptible: false\nvalidations: [{ expression: "false" }]') +
        exemption(`${fromLabels}\n${everywhere}`),
      path: 'spec.policies[0].name',
      message: 'ValidatingRule "labels" forbids exemptions',
    },
    {
      name: 'a validation that there is not',
      policies:
        labels +
        exemption(`policies: [{ name: labels, validations: [has-owners] }]\n${everywhere}`),
      path: 'spec.policies[0].validations[0]',
      message: 'no validation of the policy is named "has-owners"',
      remedy: 'did you mean "has-owner"?',
    },
    {
      name: 'a control that the level does not ask for',
      policies:
        restricted +
        exemption(`policies: [{ name: restricted, controls: [runAsNonRoot] }]\n${everywhere}`),
      path: 'spec.policies[0].controls[0]',
      message: 'the policy does not ask for "runAsNonRoot"',
    },
    {
      name: 'a validation of mutations',
      policies: stamp + exemption(`policies: [{ name: stamp, validations: [a] }]\n${everywhere}`),
      path: 'spec.policies[0].validations[0]',
      message: 'no validation of the policy is named "a"',
    },
    {
      name: 'anything, from a namespace that may not exempt',
      policies: labels + exemption(`${fromLabels}\n${everywhere}`, 'name: legacy, namespace: shop'),
      code: 'exemption-from-elsewhere',
      path: 'metadata.namespace',
      message: 'the exemption is not honoured: namespace "shop" may not exempt',
      remedy: 'move it to sallyport, or name its namespace with --exemption-namespace',
    },
  ])('$name', ({ policies, name: _, code = 'exemption-for-nothing', ...problem }) => {
    expect(snapshotOf({ policies }).problems).toMatchObject([
      { ...problem, code, severity: 'warning', line: expect.any(Number) },
    ])
  })

  test('what has ended, once the time is known', () => {
    const { snapshot } = snapshotOf({
      policies: labels + exemption(`${fromLabels}\n${everywhere}`),
    })
    expect(expiredExemptions(snapshot, '2026-12-31T00:00:00Z')).toEqual([])
    expect(expiredExemptions(snapshot, '')).toEqual([])
    expect(expiredExemptions(snapshot, '2027-01-01T00:00:00Z')).toMatchObject([
      { code: 'exemption-expired', severity: 'warning', path: 'spec.expires', found: '2026-12-31' },
    ])
  })
})

describe('where exemptions come from', () => {
  const one = exemption(`${fromLabels}\n${everywhere}`)

  test('the context, as well as the folder of the policies', () => {
    const { problems } = snapshotOf({ policies: labels, context: one })
    expect(problems).toEqual([])
    expect(decide({ policies: labels, context: one }).exemptions).toHaveLength(2)
  })

  test('two of one name: the first counts, the second is an error', () => {
    const given = { policies: labels + one, context: one.replace('["*"]', '[bank]') }
    expect(snapshotOf(given).problems).toMatchObject([
      {
        code: 'duplicate-name',
        severity: 'error',
        source: 'context.yaml',
        path: 'metadata.name',
        message: 'PolicyExemption "sallyport/legacy" stands already in policies.yaml:15',
      },
    ])
    expect(decide(given).allowed).toBe(true)
  })

  test('a broken one in the context is an error with its place, and frees nobody', () => {
    const context = one.replace('reason', 'reasons')
    const { problems } = snapshotOf({ policies: labels, context })
    expect(problems.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: 'unknown-field', path: 'spec.reasons' },
    ])
    expect(decide({ policies: labels, context }).allowed).toBe(false)
  })

  test('a version that there is not is an error, not an object of the cluster', () => {
    const context = one.replace('v1alpha1', 'v1')
    expect(snapshotOf({ policies: labels, context }).problems).toMatchObject([
      { code: 'not-a-policy', severity: 'error' },
    ])
  })
})
