import { expect, test } from 'vitest'
import type { Door } from '#src/core/admission/request.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const container = { name: 'a', image: 'a' }
const pod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [container] },
}
const deployment: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { metadata: {}, spec: { containers: [container] } } },
}

const pods = '{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}'

function rule(spec: string, kind = 'ValidatingRule'): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata:
  name: r
spec:
  matchConstraints: {resourceRules: [${pods}]}
${spec.replaceAll(/^/gm, '  ')}
`
}

function decide(text: string, object: JsonObject, door: Door) {
  const { policies } = loadPolicies([{ name: 'p.yaml', text }], { kubernetesVersion: '1.37' })
  const { snapshot } = createSnapshot({ policies, context: [] })
  const userInfo = { username: 'jane', groups: ['dev'] }
  const request = requestFor(object, { door, uid: '705ab4f5', userInfo })
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const admission = admit(request, snapshot, facts, () => false)
  if (admission.kind !== 'decision') throw new Error('questions')
  const { allowed, findings, warnings } = admission.decision
  return { allowed, messages: findings.map(({ message }) => message), warnings }
}

const typo = 'validation:\n- expression: "true"'
const unknown =
  'policy "r" is broken: p.yaml:7:3: spec.validation: unknown field "validation" (and 1 more)'

interface Row {
  readonly name: string
  readonly text: string
  readonly object?: JsonObject
  readonly door?: Door
  readonly messages: readonly string[]
  readonly allowed?: boolean
  readonly warnings?: readonly string[]
}

test.for<Row>([
  {
    name: 'a misspelt field: it refuses what it matches',
    text: rule(`${typo}\nfailurePolicy: Fail\nmessage: none`),
    messages: [unknown],
  },
  {
    name: 'Fail is the default',
    text: rule('validations: true'),
    messages: [
      'policy "r" is broken: p.yaml:7:16: spec.validations: expected a list, found the boolean true',
    ],
  },
  {
    name: 'a failure policy that nobody knows is the default',
    text: rule('validations: [{expression: "true"}]\nfailurePolicy: Ignor'),
    messages: [
      'policy "r" is broken: p.yaml:8:18: spec.failurePolicy: Unsupported value: "Ignor": supported values: "Fail", "Ignore"',
    ],
  },
  {
    name: 'what the API server’s validation refuses',
    text: rule('validations: [{expression: "true", message: "a\\nb"}]'),
    messages: [
      'policy "r" is broken: p.yaml:7:47: spec.validations[0].message: Invalid value: "a\\nb": must not contain line breaks',
    ],
  },
  {
    name: 'under Ignore it lets pass',
    text: rule(`${typo}\nfailurePolicy: Ignore`),
    messages: [],
    allowed: true,
  },
  {
    name: 'never its own correction',
    text: rule(typo).replace(pods, pods.replaceAll(/\[[^\]]*\]/g, '["*"]')),
    object: {
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'ValidatingRule',
      metadata: { name: 'r' },
    },
    messages: [],
    allowed: true,
  },
  {
    name: 'what it does not match passes',
    text: rule(typo),
    object: deployment,
    messages: [],
    allowed: true,
  },
  {
    name: 'the Pods of workloads are refused where it asks for them',
    text: rule('podTemplates: true\nvalidations: 1'),
    object: deployment,
    messages: [
      'policy "r" is broken: p.yaml:8:16: spec.validations: expected a list, found the number 1',
    ],
  },
  {
    name: 'its actions hold',
    text: rule('validations: 1\nvalidationActions: [Warn]'),
    messages: [
      'policy "r" is broken: p.yaml:7:16: spec.validations: expected a list, found the number 1',
    ],
    allowed: true,
    warnings: [
      'r: policy "r" is broken: p.yaml:7:16: spec.validations: expected a list, found the number 1',
    ],
  },
  {
    name: 'where the match cannot be read it is left out',
    text: rule('validations: 1').replace('[CREATE]', 'CREATE'),
    messages: [],
    allowed: true,
  },
  {
    name: 'where nothing says what it matches it is left out, whatever else is wrong',
    text: rule(typo).replace(/ {2}matchConstraints.*\n/, ''),
    messages: [],
    allowed: true,
  },
  {
    name: 'a misspelt match may be anything',
    text: rule('validations: [{expression: "true"}]').replace(
      'matchConstraints',
      'matchConstriants',
    ),
    messages: [],
    allowed: true,
  },
  {
    name: 'a misspelt binding may leave the object out',
    text: rule('validations: [{expression: "true"}]\nmatchResource: {}'),
    messages: [],
    allowed: true,
  },
  {
    name: 'so may a selector that stands a level too high',
    text: rule('validations: [{expression: "true"}]\nnamespaceSelector: {}'),
    messages: [],
    allowed: true,
  },
  {
    name: 'half a resource rule beside an unknown field',
    text: rule(typo).replace('apiGroups: [""], ', ''),
    messages: [],
    allowed: true,
  },
  {
    name: 'a rule of no namespace is not one of all, whatever else is wrong',
    text: rule(typo, 'NamespacedValidatingRule'),
    messages: [],
    allowed: true,
  },
  {
    name: 'a rule without a name',
    text: rule(typo).replace('name: r', 'labels: {}'),
    messages: [],
    allowed: true,
  },
  {
    name: 'an action that nobody knows beside an unknown field',
    text: rule(`${typo}\nvalidationActions: [Refuse]`),
    messages: [unknown.replace(' (and 1 more)', '')],
  },
  {
    name: 'its match conditions hold',
    text: rule(
      `${typo}\nmatchConditions: [{name: a, expression: "object.metadata.name != 'web'"}]`,
    ),
    messages: [],
    allowed: true,
  },
  {
    name: 'a match condition that needs what is not there any more says nothing',
    text: rule(`${typo}\nparams: {a: 1}\nmatchConditions: [{name: a, expression: params.a == 2}]`),
    messages: [unknown.replace(' (and 1 more)', '')],
  },
  {
    name: 'a rule that mutates refuses at its door',
    text: rule('mutation: []', 'MutatingRule'),
    door: 'mutate',
    messages: ['policy "r" is broken: p.yaml:7:3: spec.mutation: unknown field "mutation"'],
  },
  {
    name: 'and lets pass under Ignore',
    text: rule('mutation: []\nfailurePolicy: Ignore', 'MutatingRule'),
    door: 'mutate',
    messages: [],
    allowed: true,
  },
  {
    name: 'an expression that does not compile',
    text: rule('validations:\n- expression: objekt.x == 1'),
    messages: [
      "policy \"r\" is broken: p.yaml:8:17: spec.validations[0].expression: undeclared reference to 'objekt' (in container '')",
    ],
  },
  {
    name: 'a variable that does not compile, for the expression that reads it',
    text: rule(
      'variables: [{name: a, expression: 1 +}]\nvalidations: [{expression: "true"}, {expression: variables.a == 1}]',
    ),
    messages: [
      expect.stringMatching(
        /^expression 'variables\.a == 1' resulted in error: policy "r" is broken: p\.yaml:7:40: spec\.variables\[0\]\.expression: Syntax error/,
      ) as unknown as string,
    ],
  },
  {
    name: 'the rest of the set works',
    text: `${rule('validations: 1')}---
${rule('validations: [{expression: "false", message: never}]').replace('name: r', 'name: s')}`,
    messages: [
      'policy "r" is broken: p.yaml:7:16: spec.validations: expected a list, found the number 1',
      'never',
    ],
  },
  {
    name: 'what the API server would not store is nowhere in force',
    text: rule(typo)
      .replace('sallyport.dev/v1alpha1', 'admissionregistration.k8s.io/v1')
      .replace('ValidatingRule', 'ValidatingAdmissionPolicy'),
    messages: [],
    allowed: true,
  },
])(
  '$name',
  ({ text, object = pod, door = 'validate', allowed = false, warnings = [], messages }) => {
    expect(decide(text, object, door)).toEqual({ allowed, messages, warnings })
  },
)
