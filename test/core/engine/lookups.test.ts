import { describe, expect, test } from 'vitest'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { decide, decideWith, snapshotOf } from '#test/support/decide.ts'

const everything =
  'matchConstraints: {resourceRules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}]}'

const rule = (spec: string, kind = 'ValidatingRule'): string => `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: r${kind.startsWith('Namespaced') ? ', namespace: shop' : ''}}
spec:
  ${everything}
${spec.replaceAll(/^/gm, '  ')}
`

const maps = (more = '') => `lookups: [{name: maps, version: v1, resource: configmaps${more}}]`

const says = (expression: string) =>
  `validations: [{expression: "false", messageExpression: "${expression}"}]`

const names = `lookups.maps.map(m, string(m.metadata.namespace) + '/' + string(m.metadata.name)).join(' ')`

const configMap = (name: string, namespace: string, labels = '') =>
  `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: ${namespace}, labels: {${labels}}}
`

const context = [
  configMap('b', 'shop', 'tier: front'),
  configMap('z', 'bank', 'tier: back'),
  configMap('a', 'shop', 'tier: back'),
  `apiVersion: v1
kind: ConfigMap
metadata: {name: c}
`,
  `apiVersion: v1
kind: Secret
metadata: {name: s, namespace: shop}
`,
  `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {looks: bank}}
`,
  `apiVersion: v1
kind: Namespace
metadata: {name: bank}
`,
].join('---\n')

const object: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'o', namespace: 'shop', annotations: { looks: 'bank' } },
}

const messages = (policies: string, more: { context?: string } = {}) =>
  decide(object, { policies, context, ...more }).findings.map(({ message }) => message)

describe('a lookup finds', () => {
  test.for([
    {
      name: 'all objects of a kind, by namespace and name',
      more: '',
      found: 'bank/z default/c shop/a shop/b',
    },
    { name: 'those of a namespace', more: `, namespace: "'shop'"`, found: 'shop/a shop/b' },
    { name: 'none in a namespace that is not there', more: `, namespace: "'nope'"`, found: '' },
    {
      name: 'those of the namespace of the request',
      more: ', namespace: request.namespace',
      found: 'shop/a shop/b',
    },
    {
      name: 'those where a field of the object says',
      more: `, namespace: "object.metadata.annotations['looks']"`,
      found: 'bank/z',
    },
    {
      name: 'those where a label of the namespace says',
      more: `, namespace: "namespaceObject.metadata.labels['looks']"`,
      found: 'bank/z',
    },
    {
      name: 'those where the params say',
      more: ', namespace: params.looks',
      found: 'bank/z',
    },
    {
      name: 'those with labels',
      more: ', labelSelector: {matchLabels: {tier: back}}',
      found: 'bank/z shop/a',
    },
    {
      name: 'those of a namespace with labels',
      more: `, namespace: "'shop'", labelSelector: {matchExpressions: [{key: tier, operator: In, values: [front]}]}`,
      found: 'shop/b',
    },
  ])('$name', ({ more, found }) => {
    const spec = `params: {looks: bank}\n${maps(more)}\n${says(names)}`
    expect(messages(rule(spec))).toEqual([found === '' ? 'failed expression: false' : found])
  })

  test('of a namespaced rule: those of its own namespace', () => {
    expect(messages(rule(`${maps()}\n${says(names)}`, 'NamespacedValidatingRule'))).toEqual([
      'shop/a shop/b',
    ])
  })

  test('objects outside of namespaces', () => {
    const spec = `lookups: [{name: namespaces, version: v1, resource: namespaces}]
${says("lookups.namespaces.map(n, string(n.metadata.name)).join(' ')")}`
    expect(messages(rule(spec))).toEqual(['bank shop'])
  })
})

const definition = (scope: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: mice.example.com}
spec:
  group: example.com
  scope: ${scope}
  names: {kind: Mouse, plural: mice, singular: mouse}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
`
const mouse = (namespace: string) => `apiVersion: example.com/v1
kind: Mouse
metadata: {name: m${namespace === '' ? '' : `, namespace: ${namespace}`}}
`

describe('custom resources', () => {
  const mice = (more = '', kind = 'ValidatingRule') =>
    rule(
      `lookups: [{name: mice, group: example.com, version: v1, resource: mice${more}}]
validations: [{expression: "lookups.mice.size() == 0", messageExpression: "string(lookups.mice.size()) + ' mice'"}]`,
      kind,
    )

  test('are found by the plural of their definition', () => {
    const held = [definition('Namespaced'), mouse('shop'), mouse('bank')].join('---\n')
    expect(messages(mice(), { context: held })).toEqual(['2 mice'])
    expect(messages(mice(', namespace: request.namespace'), { context: held })).toEqual(['1 mice'])
  })

  test('without a definition the kinds of the objects say which resources there are', () => {
    const cats = rule(
      `lookups: [{name: cats, group: example.com, version: v1, resource: cats}]
validations: [{expression: "lookups.cats.size() == 0", message: a cat}]`,
    )
    const cat = mouse('shop').replace('Mouse', 'Cat')
    expect(messages(cats, { context: cat })).toEqual(['a cat'])
  })

  test('of a kind that nobody knows are an error, which the failure policy decides', () => {
    expect(messages(mice(), { context: mouse('shop') })).toEqual([
      `expression 'lookups.mice.size() == 0' resulted in error: lookup "mice" fails to evaluate: no kind is known for the resource "mice" of example.com/v1; is its CustomResourceDefinition missing?`,
    ])
    const lenient = mice().replace('spec:', 'spec:\n  failurePolicy: Ignore')
    expect(messages(lenient, { context: mouse('shop') })).toEqual([])
  })

  test.for([
    {
      name: 'a namespace where there are none',
      policies: mice(', namespace: request.namespace'),
      message: 'its namespace must not be given: a Mouse is outside of namespaces',
    },
    {
      name: 'a namespaced rule that reaches out',
      policies: mice('', 'NamespacedValidatingRule'),
      message: 'a namespaced policy looks up nothing outside of namespaces',
    },
  ])('$name is an error', ({ policies, message }) => {
    const held = [definition('Cluster'), mouse('')].join('---\n')
    expect(messages(policies, { context: held })[0]).toContain(
      `lookup "mice" fails to evaluate: ${message}`,
    )
  })
})

describe('what a lookup says of its namespace fails', () => {
  test.for([
    { more: ', namespace: object.spec.nope', message: 'no such key: spec' },
    { more: ', namespace: "params.count"', message: 'its namespace is no text, or empty' },
    { more: `, namespace: "''"`, message: 'its namespace is no text, or empty' },
  ])('$message', ({ more, message }) => {
    const spec = `params: {count: 1}\n${maps(more)}\nvalidations: [{expression: "lookups.maps.size() == 0"}]`
    expect(messages(rule(spec))).toEqual([
      `expression 'lookups.maps.size() == 0' resulted in error: lookup "maps" fails to evaluate: ${message}`,
    ])
  })
})

describe('lookups are read by', () => {
  test.for([
    {
      name: 'variables',
      spec: `variables: [{name: count, expression: lookups.maps.size()}]\nvalidations: [{expression: "variables.count == 0", message: some}]`,
      found: ['some'],
    },
    {
      name: 'match conditions',
      spec: 'matchConditions: [{name: m, expression: lookups.maps.size() == 0}]\nvalidations: [{expression: "false", message: some}]',
      found: [],
    },
    {
      name: 'a macro inside of another',
      spec: 'validations: [{expression: "!lookups.maps.exists(m, lookups.maps.exists(n, n.metadata.name > m.metadata.name))", message: some}]',
      found: ['some'],
    },
    {
      name: 'has()',
      spec: 'validations: [{expression: "!has(lookups.maps)", message: some}]',
      found: ['some'],
    },
  ])('$name', ({ spec, found }) => {
    expect(messages(rule(`${maps()}\n${spec}`))).toEqual(found)
  })

  test('audit annotations', () => {
    const spec = `${maps()}\nauditAnnotations: [{key: found, valueExpression: "string(lookups.maps.size())"}]`
    const { auditAnnotations } = decide(object, { policies: rule(spec), context })
    expect(auditAnnotations).toMatchObject({ 'r.found': '4' })
  })

  test.for(['MutatingRule', 'NamespacedMutatingRule'])('the mutations of a %s', (kind) => {
    const spec = `${maps()}
mutations:
- patchType: ApplyConfiguration
  applyConfiguration: {expression: "Object{metadata: Object.metadata{labels: {'maps': string(lookups.maps.size())}}}"}
- patchType: JSONPatch
  jsonPatch: {expression: "[JSONPatch{op: 'add', path: '/metadata/labels/first', value: string(lookups.maps[0].metadata.name)}]"}`
    const journey = { door: 'mutate' } as const
    const { patch, findings } = decide(object, { policies: rule(spec, kind), context, journey })
    const isOwn = kind.startsWith('Namespaced')
    expect(findings).toEqual([])
    expect(patch).toEqual([
      {
        op: 'add',
        path: '/metadata/labels',
        value: isOwn ? { maps: '2', first: 'a' } : { maps: '4', first: 'z' },
      },
    ])
  })

  test('a mutation sees where the one before it points', () => {
    const spec = `${maps(`, namespace: "object.metadata.annotations['looks']"`)}
mutations:
- patchType: JSONPatch
  jsonPatch: {expression: "[JSONPatch{op: 'add', path: '/metadata/annotations/first', value: string(lookups.maps[0].metadata.name)}, JSONPatch{op: 'replace', path: '/metadata/annotations/looks', value: 'shop'}]"}
- patchType: JSONPatch
  jsonPatch: {expression: "[JSONPatch{op: 'add', path: '/metadata/annotations/second', value: string(lookups.maps[0].metadata.name)}]"}`
    const journey = { door: 'mutate' } as const
    const { patch } = decide(object, { policies: rule(spec, 'MutatingRule'), context, journey })
    expect(patch).toEqual(
      expect.arrayContaining([
        { op: 'add', path: '/metadata/annotations/first', value: 'z' },
        { op: 'add', path: '/metadata/annotations/second', value: 'a' },
      ]),
    )
  })
})

test('the authorizer is known to the namespace even where a message is the first to read', () => {
  const spec = `${maps(`, namespace: "authorizer.path('/x').check('get').allowed() ? 'shop' : 'bank'"`)}\n${says(names)}`
  const review = `apiVersion: authorization.k8s.io/v1
kind: SubjectAccessReview
spec: {nonResourceAttributes: {path: /x, verb: get}}
status: {allowed: true}
`
  const held = [context, review].join('---\n')
  expect(messages(rule(spec), { context: held })).toEqual(['shop/a shop/b'])
})

describe('a lookup is made', () => {
  /** A snapshot that notes what is listed. */
  const counted = (policies: string) => {
    const snapshot = snapshotOf({ policies, context })
    const listed: string[] = []
    const objects = {
      ...snapshot.objects,
      listAll: (kind: { readonly kind: string }) => {
        listed.push(kind.kind)
        return snapshot.objects.listAll(kind as never)
      },
    }
    return { snapshot: { ...snapshot, objects }, listed }
  }

  test('once, however often it is read', () => {
    const spec = `${maps()}
variables: [{name: count, expression: lookups.maps.size()}]
validations:
- {expression: "lookups.maps.size() + variables.count == 0", messageExpression: "string(lookups.maps.size())"}
- {expression: "lookups.maps.size() == 1", messageExpression: "string(variables.count)"}
auditAnnotations: [{key: k, valueExpression: "string(lookups.maps.size())"}]`
    const { snapshot, listed } = counted(rule(spec))
    expect(decideWith(snapshot, object, {}).findings).toHaveLength(2)
    expect(listed).toEqual(['ConfigMap'])
  })

  test('only where it is read', () => {
    const { snapshot, listed } = counted(
      rule(`${maps()}\nvalidations: [{expression: "true || lookups.maps.size() == 0"}]`),
    )
    expect(decideWith(snapshot, object, {}).allowed).toBe(true)
    expect(listed).toEqual([])
  })

  test('for each policy anew, so that texts that are the same do not share it', () => {
    const variable = 'variables: [{name: count, expression: lookups.maps.size()}]'
    const one = (name: string, namespace: string) =>
      rule(
        `${maps(`, namespace: "'${namespace}'"`)}\n${variable}\nvalidations: [{expression: "false", messageExpression: "string(variables.count)"}]`,
      ).replace('{name: r}', `{name: ${name}}`)
    expect(messages([one('a', 'shop'), one('b', 'bank')].join('---\n'))).toEqual(['2', '1'])
  })
})

test('its cost counts: the namespace expression, and each object that is looked at', () => {
  const held = Array.from({ length: 40 }, (_, index) => configMap(`m${index}`, 'shop')).join(
    '---\n',
  )
  const costly = `'[1,2,3,4,5,6,7,8,9,10]'`
  const spin = `[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10].map(c, [1,2,3,4,5,6,7,8,9,10].map(d, a + b + c + d)))).size() > 0 ? 'shop' : ${costly}`
  const cheap = rule(
    `${maps(`, namespace: "'shop'"`)}\nvalidations: [{expression: "lookups.maps.size() == 40"}]`,
  )
  expect(decide(object, { policies: cheap, context: held }).allowed).toBe(true)
  const many = Array.from(
    { length: 400 },
    (_, index) => `{name: l${index}, version: v1, resource: configmaps, namespace: "${spin}"}`,
  )
  const dear = rule(
    `lookups: [${many.join(', ')}]\nvalidations: [{expression: "${many.map((_, index) => `lookups.l${index}.size() == 40`).join(' && ')}"}]`,
  )
  expect(decide(object, { policies: dear, context: held }).findings).toMatchObject([
    { cause: 'error', message: expect.stringContaining('running out of cost budget') },
  ])
})

test('what the blamed field is, a lookup does not hide', () => {
  const spec = `${maps()}\nvalidations: [{expression: "!lookups.maps.exists(m, m.metadata.namespace == object.metadata.namespace)", message: taken}]`
  const [finding] = decide(object, { policies: rule(spec), context }).findings
  expect(finding?.path).toEqual(['metadata', 'namespace'])
})

test('a context that is never read is not sorted', () => {
  const { snapshot, problems } = createSnapshot({
    policies: snapshotOf({ policies: rule('validations: [{expression: "true"}]') }).policySet,
    context: [{ name: 'c.yaml', text: context }],
  })
  expect(problems).toEqual([])
  const kind = { apiVersion: 'v1', kind: 'ConfigMap' }
  expect(snapshot.objects.listAll(kind)).toBe(snapshot.objects.listAll(kind))
  expect(snapshot.objects.list(kind, 'shop')).toBe(snapshot.objects.list(kind, 'shop'))
  expect(snapshot.objects.list(kind, 'nope')).toEqual([])
  expect(snapshot.objects.kindOf({ group: '', version: 'v1', resource: 'pods' })).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
  })
  expect(snapshot.objects.kindOf({ group: '', version: 'v2', resource: 'pods' })).toBeUndefined()
})
