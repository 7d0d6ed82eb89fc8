import { describe, expect, test } from 'vitest'
import { rule, validatingRule, warningsFor } from '../policy-text.ts'

/** What may be missing, as the warnings name it. */
function missingIn(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return warningsFor([validatingRule(fields)])
    .filter((text) => text.startsWith('field-may-be-missing'))
    .map((text) => /: (.*) may be missing/.exec(text)?.[1] ?? '')
}

describe('read where nobody made sure', () => {
  test.for([
    ['object.spec.hostNetwork == true', 'object.spec.hostNetwork'],
    [
      'object.spec.securityContext.runAsNonRoot == true',
      'object.spec.securityContext.runAsNonRoot',
    ],
    ['object.spec.containers.all(c, c.securityContext.privileged == false)', 'c.securityContext'],
    ["object.metadata.labels['team'] == 'a'", 'object.metadata.labels'],
    [
      "has(object.metadata.labels) && object.metadata.labels.team == 'a'",
      'object.metadata.labels.team',
    ],
    [
      "has(object.metadata.labels) && object.metadata.labels['a'] == 'a'",
      'object.metadata.labels["a"]',
    ],
    ['has(object.spec.affinity.nodeAffinity)', 'object.spec.affinity'],
    ['has(object.spec.hostPID) || object.spec.hostIPC', 'object.spec.hostIPC'],
    [
      'object.spec.containers.all(c, has(c.ports)) || object.spec.containers.exists(c, c.ports.size() > 1)',
      'c.ports',
    ],
    [
      'object.spec.containers.exists(c, has(c.ports)) && object.spec.containers.all(c, c.ports.size() > 1)',
      'c.ports',
    ],
    ['!has(object.spec.hostPID) && object.spec.hostPID', 'object.spec.hostPID'],
    ['has(object.spec.hostPID) ? true : object.spec.hostPID == true', 'object.spec.hostPID'],
    ['object.spec.hostPID && request.operation != "DELETE"', 'object.spec.hostPID'],
    ["request.operation == 'CREATE' ? object.spec.hostPID == true : true", 'object.spec.hostPID'],
  ])('%s', ([expression = '', missing]) => {
    expect(missingIn({ expression })).toEqual([missing])
  })
})

describe('somebody made sure', () => {
  test.for([
    'has(object.spec.hostNetwork) && object.spec.hostNetwork',
    'object.spec.hostNetwork && has(object.spec.hostNetwork)',
    '!has(object.spec.hostNetwork) || object.spec.hostNetwork == false',
    'has(object.spec.hostNetwork) ? object.spec.hostNetwork : true',
    '!has(object.spec.hostNetwork) ? true : object.spec.hostNetwork',
    'object.spec.?hostNetwork.orValue(false)',
    'object.?spec.hostNetwork.orValue(false)',
    'has(object.spec.hostNetwork) == false || object.spec.hostNetwork',
    '!(has(object.spec.hostPID) && object.spec.hostPID)',
    "has(object.metadata.labels) && 'team' in object.metadata.labels && object.metadata.labels['team'] == 'a'",
    "has(object.metadata.labels) && has(object.metadata.labels.team) && object.metadata.labels['team'] == 'a'",
    "has(object.metadata.labels) && object.metadata.labels.exists(k, k == 'team') && object.metadata.labels.team == 'a'",
    'object.spec.containers.all(c, has(c.ports)) && object.spec.containers.all(d, d.ports.size() > 1)',
    'object.spec.containers.filter(c, has(c.ports)).all(d, d.ports.size() > 1)',
    'object.spec.containers.filter(c, has(c.ports)).map(d, d.ports.size()).exists(n, n > 1)',
    '(object.spec.containers + object.spec.?initContainers.orValue([])).all(c, !has(c.ports) || c.ports.size() > 1)',
    '(has(object.spec.initContainers) ? object.spec.initContainers : []).all(c, c.image != "")',
    'object.?spec.?affinity.?nodeAffinity.hasValue() && object.spec.affinity.nodeAffinity != null',
    'object.spec.?affinity.hasValue() ? object.spec.affinity != null : true',
    "object.spec.?hostname.orValue('') != '' && object.spec.hostname.startsWith('a')",
    "object.spec.?hostname.orValue('') == 'a' && object.spec.hostname.startsWith('a')",
    'object.spec.?volumes.orValue([]).exists(v, has(v.secret)) && object.spec.volumes.size() > 1',
    "object.spec.?volumes.orValue([]).size() > 0 && object.spec.volumes[0].name == 'a'",
    "object.spec.?volumes.orValue([]).size() == 0 || object.spec.volumes[0].name == 'a'",
    'object.spec.?volumes.optMap(v, v.size() > 1).orValue(false) && object.spec.volumes.size() > 2',
    "request.operation == 'DELETE' && object.spec.hostPID",
  ])('%s', (expression) => {
    expect(missingIn({ expression })).toEqual([])
  })
})

describe('always there', () => {
  test.for([
    { name: 'what Go prints always', expression: "object.spec.containers[0].name == 'a'" },
    { name: 'an empty struct', expression: 'has(object.spec.containers[0].resources.limits)' },
    { name: 'a default', expression: "object.spec.restartPolicy == 'Always'" },
    {
      name: 'a default of the schema',
      expression: 'object.spec.containers.all(c, !has(c.ports) || c.ports[0].protocol == "TCP")',
    },
    { name: 'what a plugin sets', expression: "object.spec.serviceAccountName != 'default'" },
    { name: 'what API validation asks for', expression: "object.spec.containers[0].image != ''" },
    { name: 'a name', expression: "object.metadata.name != '' && object.metadata.namespace != ''" },
  ])('$name', ({ expression }) => {
    expect(missingIn({ expression })).toEqual([])
  })
})

test('what a template lacks is missing in its Pod only', () => {
  const expression = "object.metadata.name != '' && object.spec.serviceAccountName != 'default'"
  expect(
    warningsFor([validatingRule({ expression, podTemplates: true })]).filter((text) =>
      text.includes('template:'),
    ),
  ).toEqual([
    expect.stringContaining(
      'object.metadata.name may be missing, where the object is a Pod of a template',
    ),
    expect.stringContaining(
      'object.spec.serviceAccountName may be missing, where the object is a Pod of a template',
    ),
  ])
})

test.for([
  {
    name: 'a match condition',
    fields: {
      matchConditions: [{ name: 'has', expression: 'has(object.spec.hostNetwork)' }],
      expression: 'object.spec.hostNetwork',
    },
    missing: [],
  },
  {
    name: 'an earlier validation',
    fields: {
      validations: [
        { expression: 'has(object.spec.hostNetwork)' },
        { expression: 'object.spec.hostNetwork == false' },
      ],
    },
    missing: [],
  },
  {
    name: 'a variable that asks',
    fields: {
      variables: [{ name: 'asked', expression: 'has(object.spec.hostNetwork)' }],
      expression: '!variables.asked || object.spec.hostNetwork == false',
    },
    missing: [],
  },
  {
    name: 'a variable that is read behind a question',
    fields: {
      variables: [{ name: 'host', expression: 'object.spec.hostNetwork' }],
      expression: 'has(object.spec.hostNetwork) ? variables.host == false : true',
    },
    missing: [],
  },
  {
    name: 'a variable that is read without one',
    fields: {
      variables: [{ name: 'host', expression: 'object.spec.hostNetwork' }],
      expression: 'variables.host == false',
    },
    missing: ['object.spec.hostNetwork'],
  },
  {
    name: 'a variable that nobody reads',
    fields: {
      variables: [{ name: 'host', expression: 'object.spec.hostNetwork' }],
      expression: 'object.spec.containers.size() < 9',
    },
    missing: [],
  },
  {
    name: 'a message, where the validation says what is not there',
    fields: {
      validations: [
        {
          expression: '!has(object.spec.hostname)',
          messageExpression: "'not ' + object.spec.hostname",
        },
      ],
    },
    missing: [],
  },
  {
    name: 'a member of a union behind its type',
    fields: {
      matchConstraints: { resourceRules: [rule({ resources: ['services'] })] },
      expression: "object.spec.type != 'ExternalName' || object.spec.externalName != 'a'",
    },
    missing: [],
  },
  {
    name: 'the metadata of everything',
    fields: {
      matchConstraints: { resourceRules: [rule({ apiGroups: ['*'], resources: ['*'] })] },
      expression: "object.metadata.labels.a == 'a' && object.spec.what == 'a'",
    },
    missing: ['object.metadata.labels'],
  },
])('$name', ({ fields, missing }) => {
  expect(missingIn(fields)).toEqual(missing)
})

test('fields of a CustomResourceDefinition are required, have a default, or may be missing', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gates.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'gates', kind: 'Gate' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              required: ['spec'],
              properties: {
                spec: {
                  type: 'object',
                  required: ['size'],
                  properties: {
                    size: { type: 'integer' },
                    colour: { type: 'string', default: 'red' },
                    owner: { type: 'string' },
                  },
                },
              },
            },
          },
        },
      ],
    },
  }
  const policy = validatingRule({
    matchConstraints: {
      resourceRules: [rule({ apiGroups: ['example.com'], resources: ['gates'] })],
    },
    expression: "object.spec.size > 1 && object.spec.colour == 'red' && object.spec.owner == 'a'",
  })
  expect(warningsFor([policy], [crd])).toEqual([
    expect.stringContaining('object.spec.owner may be missing, where the object is a Gate'),
  ])
})
