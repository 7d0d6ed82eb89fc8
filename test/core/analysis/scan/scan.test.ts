import { expect, test } from 'vitest'
import {
  createSnapshot,
  type JsonObject,
  loadPolicies,
  scannable,
  scanObject,
} from '#src/core/index.ts'

const kubernetesVersion = '1.37'

function judging(text: string) {
  const { policies } = loadPolicies([{ name: 'policy.yaml', text }], { kubernetesVersion })
  const { snapshot } = createSnapshot({ policies, kubernetesVersion })
  return scannable(snapshot)
}

function rule(rest: string, { resource = 'configmaps', operations = 'CREATE, UPDATE' } = {}) {
  return `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: a-rule}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [${operations}], resources: [${resource}]}
${rest}`
}

const refuses = "  validations: [{name: never, expression: 'false', message: 'is refused'}]"

test.for([
  { name: 'a policy that reads the object', text: rule(refuses), why: undefined },
  {
    name: 'one that asks for the operation, which is a creation',
    text: rule(
      `  matchConditions: [{name: new, expression: "request.operation == 'CREATE'"}]\n${refuses}`,
    ),
    why: undefined,
  },
  {
    name: 'one that reads the user',
    text: rule(`  validations: [{expression: "request.userInfo.username == 'me'"}]`),
    why: 'it reads request.userInfo, which nobody knows of what is stored',
  },
  {
    name: 'one that reads the user by its key',
    text: rule(`  validations: [{expression: "dyn(request)['userInfo']['username'] == 'me'"}]`),
    why: 'it reads request, which nobody knows of what is stored',
  },
  {
    name: 'one whose variable asks the authorizer',
    text: rule(`  variables: [{name: may, expression: "authorizer.group('').resource('pods').check('get').allowed()"}]
  validations: [{expression: variables.may}]`),
    why: 'it reads authorizer, which nobody knows of what is stored',
  },
  {
    name: 'one whose message names the user',
    text: rule(
      `  validations: [{expression: 'false', messageExpression: "'not ' + request.userInfo.username"}]`,
    ),
    why: 'it reads request.userInfo, which nobody knows of what is stored',
  },
  {
    name: 'one for deletions',
    text: rule(refuses, { operations: 'DELETE' }),
    why: 'it judges no creation',
  },
])('$name', ({ text, why }) => {
  const { snapshot, unscanned } = judging(text)
  const left = why === undefined ? [] : [{ policyKind: 'ValidatingRule', policy: 'a-rule', why }]
  expect(unscanned).toEqual(left)
  expect(snapshot.policySet.policies).toHaveLength(1 - left.length)
})

function results(text: string, object: JsonObject) {
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const scanned = scanObject(object, judging(text).snapshot, facts)
  return scanned.kind === 'results' ? scanned.results : scanned
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } }
const secret = { ...configMap, kind: 'Secret', stringData: { password: 'hunter2' } }

test.for([
  {
    name: 'a denial fails',
    text: rule(refuses),
    object: configMap,
    result: 'fail',
    message: 'is refused',
  },
  {
    name: 'so does one that is audited too',
    text: rule(`  validationActions: [Audit, Deny]\n${refuses}`),
    object: configMap,
    result: 'fail',
    message: 'is refused',
  },
  {
    name: 'a warning warns',
    text: rule(`  validationActions: [Warn]\n${refuses}`),
    object: configMap,
    result: 'warn',
    message: 'is refused',
  },
  {
    name: 'what is only audited warns',
    text: rule(`  validationActions: [Audit]\n${refuses}`),
    object: configMap,
    result: 'warn',
    message: 'is refused',
  },
  {
    name: 'what cannot be evaluated is an error',
    text: rule(`  validations: [{name: never, expression: "object.data.a == 'b'"}]`),
    object: configMap,
    result: 'error',
    message: "expression 'object.data.a == 'b'' resulted in error: no such key: data",
  },
  {
    name: 'nothing is told of the values of a Secret',
    text: rule(
      `  validations: [{name: never, expression: 'false', messageExpression: "object.stringData.password"}]`,
      { resource: 'secrets' },
    ),
    object: secret,
    result: 'fail',
    message: 'the message is not shown, for it may hold a value of the Secret',
  },
])('$name', ({ text, object, result, message }) => {
  expect(results(text, object)).toEqual([
    { policyKind: 'ValidatingRule', policy: 'a-rule', rule: 'never', result, message },
  ])
})

test('an exemption skips', () => {
  const exemption = `
---
apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: {name: until-march, namespace: sallyport}
spec:
  policies: [{kind: ValidatingRule, name: a-rule}]
  namespaces: [b]
  expires: "2026-03-01"
  reason: it takes time
`
  expect(results(rule(refuses) + exemption, configMap)).toEqual([
    {
      policyKind: 'ValidatingRule',
      policy: 'a-rule',
      rule: 'never',
      result: 'skip',
      message: 'exempt by sallyport/until-march until 2026-03-01: is refused',
    },
  ])
})
