import { expect, test } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { noFacts } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

interface Policy {
  readonly mutations: readonly string[]
  readonly spec?: JsonObject
  readonly objectSelector?: JsonObject
}

/** Policies by the names p0, p1, …; a mutation that begins with a bracket is a JSON Patch. */
function decide(policies: readonly Policy[], object: JsonObject): Decision {
  const documents = policies.flatMap(({ mutations, spec = {}, objectSelector }, index) => [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      metadata: { name: `p${index}` },
      spec: {
        reinvocationPolicy: 'Never',
        matchConstraints: {
          resourceRules: [
            { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] },
          ],
          ...(objectSelector === undefined ? {} : { objectSelector }),
        },
        mutations: mutations.map((expression) =>
          expression.startsWith('[')
            ? { patchType: 'JSONPatch', jsonPatch: { expression } }
            : { patchType: 'ApplyConfiguration', applyConfiguration: { expression } },
        ),
        ...spec,
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name: `b${index}` },
      spec: { policyName: `p${index}` },
    },
  ])
  const text = documents.map((document) => JSON.stringify(document)).join('\n---\n')
  const loaded = loadPolicies([{ name: 'p', text }], { kubernetesVersion: '1.37' })
  const { snapshot } = createSnapshot({ policies: loaded.policies, kubernetesVersion: '1.37' })
  const { object: held } = asHeld(object, snapshot.kinds, '1.37')
  const request = requestFor(held, { door: 'mutate', uid: '12345678' })
  const admission = admit(request, snapshot, noFacts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { n: '1' } }
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: { containers: [{ name: 'a', image: 'a:1' }] },
}

const append = 'Object{data: {"n": object.data.n + "+"}}'
const label = 'Object{metadata: Object.metadata{labels: {"x": "y"}}}'
const again = { reinvocationPolicy: 'IfNeeded' }
const replaceN = (value: string) => [{ op: 'replace', path: '/data/n', value }]

test.for<{ name: string; policies: readonly Policy[]; patch: unknown }>([
  {
    name: 'a policy that asks for it runs once more, after its own change',
    policies: [{ mutations: [append], spec: again }],
    patch: replaceN('1++'),
  },
  {
    name: 'a policy that does not ask runs once',
    policies: [{ mutations: [append] }],
    patch: replaceN('1+'),
  },
  {
    name: 'a patch that changes nothing makes it run once more too',
    policies: [
      { mutations: [append], spec: again },
      { mutations: ['[JSONPatch{op: "test", path: "/data/n", value: "no"}]'] },
    ],
    patch: replaceN('1++'),
  },
  {
    name: 'a policy whose mutation failed and is ignored runs once more where another one was carried out',
    policies: [
      {
        mutations: ['Object{data: {"n": object.data.m + "!"}}'],
        spec: { ...again, failurePolicy: 'Ignore' },
      },
      { mutations: ['Object{data: {"m": "2"}}'] },
    ],
    patch: [
      { op: 'replace', path: '/data/n', value: '2!' },
      { op: 'add', path: '/data/m', value: '2' },
    ],
  },
  {
    name: 'selectors look at the object as it was at the start of the round',
    policies: [
      { mutations: [label] },
      { mutations: [append], objectSelector: { matchLabels: { x: 'y' } } },
    ],
    patch: [{ op: 'add', path: '/metadata/labels', value: { x: 'y' } }],
  },
  {
    name: 'match conditions look at the object as it stands',
    policies: [
      { mutations: [label] },
      {
        mutations: [append],
        spec: { matchConditions: [{ name: 'c', expression: 'has(object.metadata.labels)' }] },
      },
    ],
    patch: [
      { op: 'add', path: '/metadata/labels', value: { x: 'y' } },
      { op: 'replace', path: '/data/n', value: '1+' },
    ],
  },
])('$name', ({ policies, patch }) => {
  expect(decide(policies, configMap)).toMatchObject({ allowed: true, patch })
})

test('a mutation sees the defaults of what the one before brought, and the patch leaves them out', () => {
  const added = { name: 's', image: 's' }
  const policies = [
    {
      mutations: [
        `[JSONPatch{op: "add", path: "/spec/containers/-", value: ${JSON.stringify(added)}}]`,
        'Object{metadata: Object.metadata{annotations: {"pull": object.spec.containers[1].imagePullPolicy}}}',
      ],
    },
  ]
  const { patch } = decide(policies, pod)
  expect(patch).toContainEqual({ op: 'add', path: '/spec/containers/1', value: added })
  expect(patch).toContainEqual({
    op: 'add',
    path: '/metadata/annotations',
    value: { pull: 'Always' },
  })
})

test('a default of what stood there between two mutations is written, as it would not come again', () => {
  const image = (name: string) =>
    `[JSONPatch{op: "replace", path: "/spec/containers/1/image", value: "${name}"}]`
  const add =
    '[JSONPatch{op: "add", path: "/spec/containers/-", value: Object.spec.containers{name: "s", image: "s:latest"}}]'
  const { patch } = decide([{ mutations: [add, image('s:1')] }], pod)
  const value = { name: 's', image: 's:1', imagePullPolicy: 'Always' }
  const [operation] = patch
  expect(patch).toHaveLength(1)
  expect(operation).toMatchObject({ op: 'add', path: '/spec/containers/1', value })
})

const failing = 'Object{data: {"n": object.data.nope}}'

test.for<{ name: string; policies: readonly Policy[]; object: JsonObject; status: unknown }>([
  {
    name: 'a mutation that fails: reason Invalid, code 403',
    policies: [{ mutations: [failing] }],
    object: configMap,
    status: {
      reason: 'Invalid',
      code: 403,
      message: `policy 'p0' with binding 'b0' denied request: expression '${failing}' resulted in error: no such key: nope (decision 12345678)`,
    },
  },
  {
    name: 'what cannot be decoded: an internal error, whatever the failure policy says',
    policies: [
      { mutations: [failing] },
      {
        mutations: ['[JSONPatch{op: "add", path: "/nope", value: 1}]'],
        spec: { failurePolicy: 'Ignore' },
      },
    ],
    object: configMap,
    status: {
      reason: 'InternalError',
      code: 500,
      message: expect.stringMatching(
        /^Internal error occurred: strict decoding error: unknown field "nope"/,
      ),
    },
  },
  {
    name: 'a list of maps that an expression makes is no list of objects',
    policies: [{ mutations: ['Object{spec: Object.spec{containers: [{"name": "s"}]}}'] }],
    object: pod,
    status: {
      reason: 'Invalid',
      code: 403,
      message: expect.stringContaining(
        '.spec.containers: element 0: associative list with keys may not have non-map elements',
      ),
    },
  },
  {
    name: 'a match condition that fails on what a mutation made, although its policy runs no more',
    policies: [
      {
        mutations: [append],
        spec: { matchConditions: [{ name: 'c', expression: 'object.data.n == "1"' }] },
      },
      { mutations: ['[JSONPatch{op: "remove", path: "/data"}]'] },
    ],
    object: configMap,
    status: {
      reason: 'Invalid',
      code: 403,
      message: expect.stringContaining('no such key: data'),
    },
  },
])('$name', ({ policies, object, status }) => {
  expect(decide(policies, object)).toMatchObject({ allowed: false, patch: [], status })
})

test('of many changes the audit annotation says as much as fits', () => {
  const fields = Array.from({ length: 2_000 }, (_, index) => `"field${index}": "x"`)
  const decision = decide([{ mutations: [`Object{data: {${fields.join(', ')}}}`] }], configMap)
  expect(decision.patch).toHaveLength(2_000)
  expect(decision.auditAnnotations['changed']).toHaveLength(10 * 1024)
})
