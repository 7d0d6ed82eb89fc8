import { describe, expect, test } from 'vitest'
import { lookedUpKinds } from '#src/core/policy/looked-up-kinds.ts'
import { policySetMaker } from '#src/core/policy/policy-set.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

const rule = (
  spec: string,
  kind = 'ValidatingRule',
  name = 'r',
) => `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: ${name}${kind.startsWith('Namespaced') ? ', namespace: shop' : ''}}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
${spec.replaceAll(/^/gm, '  ')}
`
const valid = 'validations: [{expression: "true"}]'
const load = (text: string) => policySetMaker('1.37')(readYaml({ name: 'p.yaml', text }).documents)
const lookup = (fields: string, kind?: string) =>
  load(rule(`lookups: [{${fields}}]\n${valid}`, kind))

describe('is a problem:', () => {
  test.for([
    {
      name: 'a name that is no identifier',
      fields: 'name: a-b, version: v1, resource: pods',
      problem: { code: 'invalid-name', path: 'spec.lookups[0].name', found: 'a-b' },
    },
    {
      name: 'a missing resource',
      fields: 'name: a, version: v1',
      problem: { code: 'required-field', path: 'spec.lookups[0].resource' },
    },
    {
      name: 'an unknown field',
      fields: 'name: a, version: v1, resource: pods, kind: Pod',
      problem: { code: 'unknown-field', path: 'spec.lookups[0].kind' },
    },
    {
      name: 'a kind instead of a resource',
      fields: 'name: a, version: v1, resource: Pod',
      problem: {
        code: 'no-such-resource',
        path: 'spec.lookups[0].resource',
        message: 'v1 has no resource "Pod"',
        remedy: 'did you mean "pods"?',
      },
    },
    {
      name: 'a resource of another group',
      fields: 'name: a, group: apps, version: v1, resource: configmaps',
      problem: {
        code: 'no-such-resource',
        message: 'apps/v1 has no resource "configmaps"',
        remedy: 'name the resource in the plural, as in its URL',
      },
    },
    {
      name: 'a sub-resource',
      fields: 'name: a, version: v1, resource: pods/status',
      problem: {
        code: 'unsupported-value',
        message: 'a lookup finds objects of one resource, found "pods/status"',
        remedy: 'name the resource without its sub-resource',
      },
    },
    {
      name: 'all versions',
      fields: 'name: a, version: "*", resource: pods',
      problem: { code: 'unsupported-value', path: 'spec.lookups[0].version' },
    },
    {
      name: 'a selector In without values',
      fields:
        'name: a, version: v1, resource: pods, labelSelector: {matchExpressions: [{key: a, operator: In}]}',
      problem: {
        code: 'required-field',
        path: 'spec.lookups[0].labelSelector.matchExpressions[0].values',
      },
    },
    {
      name: 'a namespace where there are none',
      fields: 'name: a, version: v1, resource: nodes, namespace: request.namespace',
      problem: {
        code: 'forbidden-field',
        path: 'spec.lookups[0].namespace',
        message: 'namespace must not be given: a Node is outside of namespaces',
        remedy: 'remove namespace',
      },
    },
    {
      name: 'a namespaced rule that looks elsewhere',
      kind: 'NamespacedValidatingRule',
      fields: `name: a, version: v1, resource: pods, namespace: "'bank'"`,
      problem: {
        code: 'reaches-out',
        path: 'spec.lookups[0].namespace',
        message: 'a namespaced policy looks into its own namespace only',
      },
    },
    {
      name: 'a namespaced rule that looks outside of namespaces',
      kind: 'NamespacedValidatingRule',
      fields: 'name: a, version: v1, resource: nodes',
      problem: {
        code: 'reaches-out',
        path: 'spec.lookups[0].resource',
        message: 'a Node is outside of namespaces',
      },
    },
  ])('$name', ({ fields, kind, problem }) => {
    const { problems, policySet } = lookup(fields, kind)
    expect(problems).toMatchObject([{ severity: 'error', line: 6, ...problem }])
    expect(policySet.policies.filter(({ policy }) => policy.broken === undefined)).toEqual([])
  })

  test('a name twice', () => {
    const { problems } = lookup(
      'name: a, version: v1, resource: pods}, {name: a, version: v1, resource: nodes',
    )
    expect(problems).toMatchObject([
      { code: 'duplicate-value', path: 'spec.lookups[1].name', message: 'Duplicate value: "a"' },
    ])
  })

  test('lookups in a kind of Kubernetes', () => {
    const text = rule(`lookups: []\n${valid}`, 'ValidatingAdmissionPolicy').replace(
      'sallyport.dev/v1alpha1',
      'admissionregistration.k8s.io/v1',
    )
    expect(load(text).problems[0]).toMatchObject({ code: 'unknown-field', path: 'spec.lookups' })
  })
})

describe('an expression', () => {
  const maps = (namespace = '') =>
    `lookups: [{name: owners, version: v1, resource: configmaps${namespace}}]`
  const found = (spec: string) =>
    load(rule(spec)).problems.map(({ code, path, line, message, remedy }) => ({
      code,
      path,
      line,
      message,
      ...(remedy === undefined ? {} : { remedy }),
    }))

  test('that reads no lookup that there is', () => {
    expect(found(`${maps()}\nvalidations: [{expression: "lookups.ovners.size() > 0"}]`)).toEqual([
      {
        code: 'expression',
        path: 'spec.validations[0].expression',
        line: 7,
        message: "undefined field 'ovners'",
        remedy: 'did you mean "owners"?',
      },
    ])
  })

  test('that reads no variable that there is has the hint as well', () => {
    const spec =
      'variables: [{name: owner, expression: "1"}]\nvalidations: [{expression: variables.ovner == 1}]'
    expect(found(spec)).toMatchObject([
      { message: "undefined field 'ovner'", remedy: 'did you mean "owner"?' },
    ])
  })

  test.for([
    {
      name: 'lookups without any',
      spec: 'validations: [{expression: "lookups.a.size() > 0"}]',
      message: "undeclared reference to 'lookups' (in container '')",
    },
    {
      name: 'a lookup inside of a lookup',
      spec: `${maps(', namespace: "string(lookups.owners[0].metadata.name)"')}\n${valid}`,
      message: "undeclared reference to 'lookups' (in container '')",
    },
    {
      name: 'a variable inside of a lookup',
      spec: `variables: [{name: a, expression: "'b'"}]\n${maps(', namespace: variables.a')}\n${valid}`,
      message: "undeclared reference to 'variables' (in container '')",
    },
    {
      name: 'a number as a namespace',
      spec: `${maps(', namespace: 1 + 1')}\n${valid}`,
      message: 'must evaluate to string but got int',
    },
    {
      name: 'a lookup as if it were one object',
      spec: `${maps()}\nvalidations: [{expression: "lookups.owners.metadata.name == 'a'"}]`,
      message: "type 'list(dyn)' does not support field selection",
    },
  ])('is broken with $name', ({ spec, message }) => {
    expect(found(spec)).toMatchObject([{ code: 'expression', message }])
  })

  test('of a namespace may have a type that only the object knows', () => {
    expect(found(`${maps(', namespace: object.metadata.namespace')}\n${valid}`)).toEqual([])
  })
})

test('the kinds to watch are known when policies are loaded', () => {
  const text = [
    rule(
      `lookups: [{name: a, version: v1, resource: pods}, {name: b, group: example.com, version: v1, resource: mice}]\n${valid}`,
    ),
    rule(
      `lookups: [{name: z, version: v1, resource: pods}]\nparamKind: {apiVersion: v1, kind: ConfigMap}\nparamRef: {name: p, parameterNotFoundAction: Deny}\n${valid}`,
      'NamespacedValidatingRule',
    ),
    rule(
      `paramKind: {apiVersion: v1, kind: Secret}\nparams: {a: 1}\n${valid}`,
      'ValidatingRule',
      's',
    ),
  ].join('---\n')
  const { policySet } = load(text)
  expect(policySet.policies).toHaveLength(3)
  expect(lookedUpKinds(policySet)).toEqual({
    resources: [
      { group: '', version: 'v1', resource: 'pods' },
      { group: 'example.com', version: 'v1', resource: 'mice' },
    ],
    paramKinds: [{ apiVersion: 'v1', kind: 'ConfigMap' }],
  })
})
