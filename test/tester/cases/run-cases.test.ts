import { expect, test } from 'vitest'
import {
  type JsonObject,
  latestKubernetesVersion,
  loadPolicies,
  printJson,
  readYaml,
  type SourceDocument,
} from '#src/core/index.ts'
import { verified } from '#test/support/run-cases.ts'

const policyText = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: no-secret-names }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [configmaps, configmaps/status] }
  params: { word: secret }
  matchConditions:
    - name: not-the-robot
      expression: "!has(request.userInfo.username) || request.userInfo.username != 'robot'"
    - name: not-exempt
      expression: "!has(namespaceObject.metadata.labels.exempt)"
  validations:
    - expression: "request.operation == 'DELETE' || !object.metadata.name.contains(params.word)"
      messageExpression: "'the name must not contain ' + params.word"
    - expression: "request.operation != 'DELETE' || oldObject.metadata.name != 'kept'"
      message: this one stays
    - expression: "request.operation != 'UPDATE' || object.data == oldObject.data"
      message: the data stays as it is
    - expression: "!has(request.subResource)"
      message: no sub-resource
    - expression: "request.namespace != 'closed'"
      message: the namespace is closed
---
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: owner-wanted }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }]
  validations: [{ expression: "has(object.metadata.labels) && has(object.metadata.labels.owner)", message: no owner }]
  validationActions: [Warn]
---
apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: { name: owner }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }]
  matchConditions: [{ name: asks, expression: "has(object.metadata.labels)" }]
  mutations:
    - patchType: JSONPatch
      jsonPatch: { expression: "[JSONPatch{op: 'add', path: '/metadata/labels/owner', value: 'platform'}]" }
`

const { policies, problems: policyProblems } = loadPolicies(
  [{ name: 'policy.yaml', text: policyText }],
  {
    kubernetesVersion: latestKubernetesVersion,
  },
)

const configMap = (name: string, rest: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...rest,
})

const labelled = configMap('app', { metadata: { name: 'app', labels: { app: 'web' } } })
const owned = configMap('app', {
  metadata: { name: 'app', labels: { app: 'web', owner: 'platform' } },
})
const patch = [{ op: 'add', path: '/metadata/labels/owner', value: 'platform' }]

function documentOf(value: JsonObject): SourceDocument {
  const [document] = readYaml({ name: 'cases.yaml', text: printJson(value) }).documents
  if (document === undefined) throw new Error('no document')
  return document
}

function casesOf(...cases: readonly JsonObject[]): SourceDocument {
  return documentOf({
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyCases',
    metadata: { name: 'names' },
    cases: cases.map((row, index) => ({ name: `case ${index}`, ...row })),
  })
}

test('the policies of these tests are sound', () => {
  expect(policyProblems).toEqual([])
})

test.for([
  { name: 'an allowed object', row: { object: owned, expect: { allowed: true } } },
  {
    name: 'a refused object',
    row: {
      object: configMap('secret'),
      expect: { allowed: false, message: 'the name must not contain secret' },
    },
  },
  {
    name: 'a part of the message',
    row: { object: configMap('secret'), expect: { allowed: false, message: 'must not contain' } },
  },
  {
    name: 'params of the case',
    row: {
      object: configMap('password'),
      params: { word: 'pass' },
      expect: { allowed: false, message: 'the name must not contain pass' },
    },
  },
  {
    name: 'a user',
    row: {
      object: configMap('secret'),
      userInfo: { username: 'robot' },
      expect: { allowed: true },
    },
  },
  {
    name: 'a namespace',
    row: {
      object: owned,
      namespace: 'closed',
      expect: { allowed: false, message: 'the namespace is closed' },
    },
  },
  {
    name: 'a namespace object',
    row: {
      object: configMap('secret'),
      namespaceObject: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'default', labels: { exempt: '' } },
      },
      expect: { allowed: true },
    },
  },
  {
    name: 'an update',
    row: {
      object: configMap('app', { data: { a: '2' } }),
      oldObject: configMap('app', { data: { a: '1' } }),
      operation: 'UPDATE',
      expect: { allowed: false, message: 'the data stays as it is' },
    },
  },
  {
    name: 'a delete',
    row: {
      object: configMap('kept'),
      operation: 'DELETE',
      expect: { allowed: false, message: 'this one stays' },
    },
  },
  {
    name: 'a sub-resource',
    row: {
      object: configMap('app', { data: {} }),
      oldObject: configMap('app', { data: {} }),
      operation: 'UPDATE',
      subResource: 'status',
      expect: { allowed: false, message: 'no sub-resource' },
    },
  },
  {
    name: 'warnings',
    row: {
      object: configMap('app'),
      expect: { allowed: true, warnings: ['owner-wanted: metadata.labels: no owner'] },
    },
  },
  {
    name: 'no warnings, because the mutation comes first',
    row: { object: labelled, expect: { allowed: true, warnings: [] } },
  },
  { name: 'a mutated object', row: { object: labelled, expect: { allowed: true, object: owned } } },
  { name: 'a patch', row: { object: labelled, expect: { allowed: true, patch } } },
  { name: 'some change', row: { object: labelled, expect: { allowed: true, unchanged: false } } },
  {
    name: 'no change',
    row: { object: configMap('app'), expect: { allowed: true, unchanged: true } },
  },
  {
    name: 'null for what is absent',
    row: { object: owned, oldObject: null, expect: { allowed: true, path: null } },
  },
])('passes: $name', ({ row }) => {
  const { results, problems } = verified(casesOf(row), policies)
  expect(problems).toEqual([])
  expect(results.map(({ differences }) => differences)).toEqual([[]])
})

test.for([
  {
    name: 'a refusal that was not expected',
    row: { object: configMap('secret'), expect: { allowed: true } },
    differences: [
      'expected to be allowed, was refused: no-secret-names: the name must not contain secret',
    ],
  },
  {
    name: 'a refusal that did not come',
    row: { object: owned, expect: { allowed: false, message: 'the name' } },
    differences: ['expected to be refused, was allowed'],
  },
  {
    name: 'another message',
    row: { object: configMap('secret'), expect: { allowed: false, message: 'The name' } },
    differences: [
      'expected a refusal that says "The name"; it is refused by no-secret-names: "the name must not contain secret" at metadata.name',
    ],
  },
  {
    name: 'another path',
    row: {
      object: configMap('secret'),
      expect: { allowed: false, message: 'the name', path: 'spec.nothing' },
    },
    differences: [
      'expected a refusal at spec.nothing; it is refused by no-secret-names: "the name must not contain secret" at metadata.name',
    ],
  },
  {
    name: 'another object',
    row: { object: owned, expect: { allowed: true, object: labelled } },
    differences: ['the object is another'],
  },
  {
    name: 'another patch',
    row: { object: labelled, expect: { allowed: true, patch: [] } },
    differences: ['the patch is another'],
  },
  {
    name: 'a change that was not expected',
    row: { object: labelled, expect: { allowed: true, unchanged: true } },
    differences: [`expected no change, was: ${JSON.stringify(patch)}`],
  },
  {
    name: 'a change that did not come',
    row: { object: configMap('app'), expect: { allowed: true, unchanged: false } },
    differences: ['expected a change, there was none'],
  },
  {
    name: 'another warning',
    row: { object: configMap('app'), expect: { allowed: true, warnings: [] } },
    differences: ['the warnings are others'],
  },
])('fails: $name', ({ row, differences }) => {
  const { results } = verified(casesOf(row), policies)
  expect(results.map((result) => result.differences.map(({ message }) => message))).toEqual([
    differences,
  ])
})

const sound = { object: owned, expect: { allowed: true } }
const refused = { allowed: false, message: 'x' }

test.for([
  {
    name: 'an unknown field',
    row: { ...sound, subresource: 'status' },
    code: 'unknown-field',
    path: 'cases[0].subresource',
  },
  {
    name: 'an unknown expectation',
    row: { ...sound, expect: { allowed: true, messages: [] } },
    code: 'unknown-field',
    path: 'cases[0].expect.messages',
  },
  {
    name: 'no object',
    row: { expect: { allowed: true } },
    code: 'required-field',
    path: 'cases[0].object',
  },
  {
    name: 'no expectation',
    row: { object: owned },
    code: 'required-field',
    path: 'cases[0].expect',
  },
  {
    name: 'no verdict',
    row: { ...sound, expect: {} },
    code: 'required-field',
    path: 'cases[0].expect.allowed',
  },
  {
    name: 'a verdict that is no boolean',
    row: { ...sound, expect: { allowed: 'true' } },
    code: 'wrong-type',
    path: 'cases[0].expect.allowed',
  },
  {
    name: 'an unknown operation',
    row: { ...sound, operation: 'create' },
    code: 'unsupported-value',
    path: 'cases[0].operation',
  },
  {
    name: 'an object that is none',
    row: { ...sound, object: [] },
    code: 'wrong-type',
    path: 'cases[0].object',
  },
  {
    name: 'a message of what is allowed',
    row: { ...sound, expect: { allowed: true, message: 'x' } },
    code: 'contradiction',
    path: 'cases[0].expect.message',
  },
  {
    name: 'a path of what is allowed',
    row: { ...sound, expect: { allowed: true, path: 'spec' } },
    code: 'contradiction',
    path: 'cases[0].expect.path',
  },
  {
    name: 'a refused object that is changed',
    row: { ...sound, expect: { ...refused, object: owned } },
    code: 'contradiction',
    path: 'cases[0].expect.object',
  },
  {
    name: 'a patch of a refused object',
    row: { ...sound, expect: { ...refused, patch: [] } },
    code: 'contradiction',
    path: 'cases[0].expect.patch',
  },
  {
    name: 'a refused object that stays unchanged',
    row: { ...sound, expect: { ...refused, unchanged: true } },
    code: 'contradiction',
    path: 'cases[0].expect.unchanged',
  },
])('does not run a document with $name', ({ row, code, path }) => {
  const { results, problems } = verified(casesOf(row, sound), policies)
  expect(results).toEqual([])
  expect(problems.map(({ code, path, line }) => ({ code, path, line }))).toEqual([
    { code, path, line: 1 },
  ])
})

test('two cases of one name are a problem', () => {
  const { problems } = verified(casesOf({ ...sound, name: 'a' }, { ...sound, name: 'a' }), policies)
  expect(problems.map(({ code, path }) => ({ code, path }))).toEqual([
    { code: 'duplicate-name', path: 'cases[1].name' },
  ])
})

test.for([
  { name: 'no cases', value: { cases: [] }, path: 'cases' },
  { name: 'another kind', value: { kind: 'Cases' }, path: 'kind' },
  { name: 'another version', value: { apiVersion: 'sallyport.dev/v1' }, path: 'apiVersion' },
  { name: 'an unknown field', value: { rows: [] }, path: 'rows' },
])('a document with $name is a problem', ({ value, path }) => {
  const sane = casesOf(sound).value as JsonObject
  const { results, problems } = verified(documentOf({ ...sane, ...value }), policies)
  expect({ results, paths: problems.map((problem) => problem.path) }).toEqual({
    results: [],
    paths: [path],
  })
})

test.for([
  {
    name: 'before its date',
    time: '2029-12-31T23:59:59Z',
    allowed: true,
    warnings: ['dated: no (enforced from 2030-01-01)'],
  },
  { name: 'from its date on', time: '2030-01-01T00:00:00Z', allowed: false, warnings: [] },
  { name: 'at no time', time: undefined, allowed: false, warnings: [] },
])('a case of a rule with a date, $name', ({ time, allowed, warnings }) => {
  const text = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: dated }
spec:
  enforceFrom: 2030-01-01
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }] }
  validations: [{ expression: "false", message: "no" }]
`
  const loaded = loadPolicies([{ name: 'policy.yaml', text }], {
    kubernetesVersion: latestKubernetesVersion,
  })
  const row = { object: owned, expect: { allowed, warnings }, ...(time && { time }) }
  const { results, problems } = verified(casesOf(row), loaded.policies)
  expect(problems).toEqual([])
  expect(results.flatMap(({ differences }) => differences)).toEqual([])
})

test('a time that is none is a problem of the case', () => {
  const row = { object: owned, expect: { allowed: true }, time: 'noon' }
  expect(verified(casesOf(row), policies).problems).toMatchObject([
    { code: 'invalid-date', path: 'cases[0].time', message: '"noon" is no time' },
  ])
})

const oneMap = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: one-map }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }] }
  lookups: [{ name: others, version: v1, resource: configmaps, namespace: request.namespace }]
  validations: [{ expression: lookups.others.size() == 0, message: there is one }]
`

test.for([
  { name: 'none', context: [], allowed: true },
  { name: 'one', context: [configMap('other')], allowed: false },
  {
    name: 'one elsewhere',
    context: [configMap('other', { metadata: { name: 'other', namespace: 'shop' } })],
    allowed: true,
  },
])('a case gives the objects that lookups find: $name', ({ context, allowed }) => {
  const loaded = loadPolicies([{ name: 'policy.yaml', text: oneMap }], {
    kubernetesVersion: latestKubernetesVersion,
  })
  const { results, problems } = verified(
    casesOf({ object: owned, context, expect: { allowed } }),
    loaded.policies,
  )
  expect([...loaded.problems, ...problems]).toEqual([])
  expect(results.flatMap(({ differences }) => differences)).toEqual([])
})

test('an object that no cluster could hold is a problem of the case', () => {
  const row = { object: owned, context: [{ kind: 'ConfigMap' }], expect: { allowed: true } }
  expect(verified(casesOf(row), policies).problems).toMatchObject([
    { code: 'not-an-object', path: 'cases[0].context[0]' },
  ])
})

test('a field that the old object has too is one of the new object', () => {
  const row = {
    operation: 'UPDATE',
    oldObjectFrom: { name: 'till' },
    objectFrom: { name: 'till', merge: { spec: { size: 2 } } },
    expect: { allowed: false, path: 'metadata.name' },
  }
  const rule = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: names }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [example.com], apiVersions: [v1], operations: [UPDATE], resources: [tills] }]
  validations: [{ expression: "object.metadata.name.startsWith('shop-')", message: another name }]
`
  const loaded = loadPolicies([{ name: 'policy.yaml', text: rule }], {
    kubernetesVersion: latestKubernetesVersion,
  })
  const till = {
    ...{ apiVersion: 'example.com/v1', kind: 'Till', metadata: { name: 'till' } },
    spec: { size: 1 },
  }
  const document = documentOf({
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyCases',
    metadata: { name: 'names' },
    objects: { till },
    cases: [{ name: 'an update', ...row }],
  })
  const { results, problems } = verified(document, loaded.policies)
  expect([...loaded.problems, ...problems]).toEqual([])
  expect(results.flatMap(({ differences }) => differences)).toEqual([])
})
