import { describe, expect, test } from 'vitest'
import { decodeReview } from '#src/core/admission/decode-review.ts'
import type { Request } from '#src/core/admission/request.ts'
import { admitObject } from '#src/core/analysis/policy-objects/admit-object.ts'
import { type Answer, questionKey } from '#src/core/engine/facts.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { admissionReview } from '#test/support/review.ts'
import { snapshotOf } from '#test/support/webhook.ts'

const pods = {
  resourceRules: [
    { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
  ],
}

function rule(spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'limits', ...metadata },
    spec: { matchConstraints: pods, ...spec },
  }
}

const good = rule({ validations: [{ expression: 'has(object.spec.hostname)' }] })
const broken = rule({
  validations: [{ expression: 'true &&\n  objekt.spec.hostname == "x"' }, { expression: '1' }],
})

function requestOf(object: JsonObject | null, fields: Readonly<Record<string, unknown>> = {}) {
  const kind = String(object?.['kind'] ?? 'ValidatingRule')
  const body = admissionReview({
    kind: { group: 'sallyport.dev', version: 'v1alpha1', kind },
    resource: {
      group: 'sallyport.dev',
      version: 'v1alpha1',
      resource: `${kind.toLowerCase()}s`,
    },
    requestKind: null,
    requestResource: null,
    name: 'limits',
    namespace: '',
    object,
    ...fields,
  })
  const decoded = decodeReview(JSON.stringify(body), 'validate')
  if (decoded.kind !== 'request') throw new Error(decoded.message)
  return decoded.request
}

const policies = 'sallyport.dev/v1alpha1'
const snapshot = snapshotOf(`
apiVersion: ${policies}
kind: ValidatingRule
metadata: { name: limits }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ name: hostname, expression: has(object.spec.hostname) }]
`)
const surroundings = { snapshot, exemptionNamespaces: ['sallyport'] }

function decided(request: Request, answers: ReadonlyMap<string, Answer> = new Map()) {
  const admission = admitObject(request, surroundings, { time: '2026-11-22T00:00:00Z', answers })
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  const { allowed, status, warnings } = admission.decision
  return { allowed, code: status?.code, lines: status?.message.split('\n') ?? [], warnings }
}

describe('what a broken object is told', () => {
  test.for([
    {
      name: 'every expression, with line and column inside it',
      object: broken,
      lines: [
        /^spec\.validations\[0\]\.expression:2:3: undeclared reference to 'objekt'.*declare a variable/,
        /^spec\.validations\[1\]\.expression.*: must evaluate to bool but got int/,
      ],
    },
    {
      name: 'a field without a position',
      object: rule({ validations: [{ expression: 'true' }], enforceFrom: 'soon' }),
      lines: [/^spec\.enforceFrom: "soon" is no date \(.*\) \(decision /],
    },
    {
      name: 'a field that there is not',
      object: rule({ validations: [{ expression: 'true' }], failurePolice: 'Fail' }),
      lines: [
        /^spec\.failurePolice: unknown field "failurePolice" \(did you mean "failurePolicy"\?/,
      ],
    },
    {
      name: 'a namespaced rule that reaches out',
      object: {
        ...rule({
          validations: [{ expression: 'true' }],
          paramRef: { name: 'x', namespace: 'other', parameterNotFoundAction: 'Deny' },
        }),
        kind: 'NamespacedValidatingRule',
        metadata: { name: 'limits', namespace: 'shop' },
      },
      lines: [
        /^spec\.paramRef\.namespace: a namespaced policy reads params of its own namespace only/,
      ],
    },
    {
      name: 'an exemption for everything',
      object: exemption({}),
      lines: [/^spec: the exemption does not say for which objects it is/],
    },
  ])('$name', ({ object, lines }) => {
    const { allowed, code, lines: told } = decided(requestOf(object))
    expect({ allowed, code }).toEqual({ allowed: false, code: 422 })
    expect(told).toHaveLength(lines.length)
    for (const [index, line] of lines.entries()) expect(told[index]).toMatch(line)
  })
})

function exemption(spec: JsonObject, namespace = 'sallyport'): JsonObject {
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyExemption',
    metadata: { name: 'old', namespace },
    spec: { policies: [{ name: 'limits' }], expires: '2099-01-01', reason: 'old', ...spec },
  }
}

describe('what passes', () => {
  const deleting = {
    ...broken,
    metadata: { name: 'limits', deletionTimestamp: '2026-11-22T00:00:00Z' },
  }
  test.for([
    { name: 'a good one', object: good },
    { name: 'an exemption', object: exemption({ namespaces: ['shop'] }) },
    {
      name: 'a label on an old broken one',
      object: { ...broken, metadata: { name: 'limits', labels: { a: 'b' } } },
      fields: { operation: 'UPDATE', oldObject: broken },
    },
    {
      name: 'what is being deleted, whatever changes',
      object: deleting,
      fields: { operation: 'UPDATE', oldObject: { ...deleting, spec: {} } },
    },
    { name: 'a deletion', object: null, fields: { operation: 'DELETE', oldObject: broken } },
    { name: 'a status', object: broken, fields: { subResource: 'status' } },
    {
      name: 'a kind of somebody else',
      object: broken,
      fields: { resource: { group: 'sallyport.dev', version: 'v1', resource: 'reports' } },
    },
  ])('$name', ({ object, fields }) => {
    expect(decided(requestOf(object, fields)).allowed).toBe(true)
  })

  test('a broken spec that changes does not', () => {
    const request = requestOf(broken, { operation: 'UPDATE', oldObject: good })
    expect(decided(request).allowed).toBe(false)
  })
})

test.for([
  {
    name: 'an exemption from elsewhere',
    object: exemption({ namespaces: ['shop'] }, 'shop'),
    warning: /^metadata\.namespace: the exemption is not honoured: namespace "shop" may not exempt/,
  },
  {
    name: 'an exemption from nothing',
    object: exemption({ namespaces: ['shop'], policies: [{ name: 'limit' }] }),
    warning: /^spec\.policies\[0\]\.name: no policy is named "limit"/,
  },
  {
    name: 'a field that may be missing',
    object: rule({ validations: [{ expression: "object.spec.hostname == 'x'" }] }),
    warning: /^spec\.validations\[0\]\.expression:1:\d+: .*hostname/,
  },
])('$name is a warning', ({ object, warning }) => {
  const { allowed, warnings } = decided(requestOf(object))
  expect(allowed).toBe(true)
  expect(warnings.some((text) => warning.test(text))).toBe(true)
})

test('a very large one is read and compiled, and not looked at any further', () => {
  const missing = { expression: "object.spec.hostname == 'x'" }
  const warned = decided(requestOf(rule({ validations: [missing] })))
  const many = Array.from({ length: 700 }, () => missing)
  const large = decided(requestOf(rule({ validations: many })))
  expect([warned.warnings.length > 0, large.warnings]).toEqual([true, []])
  const wrong = decided(requestOf(rule({ validations: [...many, { expression: '1' }] })))
  expect(wrong.lines).toEqual([expect.stringMatching(/^spec\.validations\[700\]\.expression/)])
})

describe('what its author may not read', () => {
  const secrets = { name: 'secrets', version: 'v1', resource: 'secrets' }
  const reads = [{ expression: 'size(lookups.secrets) == 0' }]
  const withLookup = (fields: JsonObject) =>
    rule({ lookups: [{ ...secrets, ...fields }], validations: reads })
  const param = (reference: JsonObject, kind = 'ConfigMap') =>
    rule({
      paramKind: { apiVersion: 'v1', kind },
      paramRef: { parameterNotFoundAction: 'Deny', ...reference },
      validations: [{ expression: 'params != null' }],
    })
  const inShop = (object: JsonObject) => ({
    ...object,
    kind: 'NamespacedValidatingRule',
    metadata: { name: 'limits', namespace: 'shop' },
  })

  const rows = [
    {
      name: 'a lookup everywhere',
      object: withLookup({}),
      attributes: { verb: 'list', version: 'v1', resource: 'secrets' },
    },
    {
      name: 'a lookup in one namespace',
      object: withLookup({ namespace: "'shop'" }),
      attributes: { verb: 'list', version: 'v1', resource: 'secrets', namespace: 'shop' },
    },
    {
      name: 'a lookup in a namespace that is found out',
      object: withLookup({ namespace: 'request.namespace' }),
      attributes: { verb: 'list', version: 'v1', resource: 'secrets' },
    },
    {
      name: 'a lookup of a namespaced rule',
      object: inShop(withLookup({})),
      attributes: { verb: 'list', version: 'v1', resource: 'secrets', namespace: 'shop' },
    },
    {
      name: 'a param by name',
      object: param({ name: 'limits', namespace: 'conf' }),
      attributes: {
        verb: 'get',
        version: 'v1',
        resource: 'configmaps',
        name: 'limits',
        namespace: 'conf',
      },
    },
    {
      name: 'params by labels',
      object: param({ selector: { matchLabels: { a: 'b' } } }),
      attributes: { verb: 'list', version: 'v1', resource: 'configmaps' },
    },
    {
      name: 'a param of a kind that nobody knows',
      object: param({ name: 'limits' }, 'Widget'),
      attributes: { verb: 'get', version: 'v1', resource: '*', name: 'limits' },
    },
  ]

  test.for(rows)('$name is asked about', ({ object, attributes }) => {
    const request = requestOf(object)
    const admission = admitObject(request, surroundings, { time: '', answers: new Map() })
    const question = {
      kind: 'access',
      spec: { resourceAttributes: attributes, user: 'jane', groups: ['developers'] },
    } as const
    expect(admission).toEqual({ kind: 'questions', questions: [question] })
    const answered = (answer: Answer) =>
      decided(request, new Map([[questionKey(question), answer]]))
    expect(answered({ kind: 'reviewed', status: { allowed: true } }).allowed).toBe(true)
    const denied = answered({ kind: 'reviewed', status: { allowed: false } })
    expect(denied).toMatchObject({ allowed: false, code: 403 })
    expect(denied.lines[0]).toContain(`user "jane" may ${attributes.verb} ${attributes.resource}`)
    expect(answered({ kind: 'failed', message: 'nobody knows' })).toMatchObject({
      allowed: false,
      code: 403,
      lines: [expect.stringContaining('nobody knows')],
    })
  })

  test('an administrator may read everything', () => {
    const userInfo = { username: 'root', groups: ['system:masters'] }
    expect(decided(requestOf(withLookup({}), { userInfo })).allowed).toBe(true)
  })
})
