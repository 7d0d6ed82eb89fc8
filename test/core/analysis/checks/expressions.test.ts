import { describe, expect, test } from 'vitest'
import { codesFor, rule, type Spec, validatingRule, warningsFor } from '../policy-text.ts'

function codesOf(fields: Spec): readonly string[] {
  return codesFor([validatingRule(fields)])
}

describe('never false', () => {
  test.for([
    'true',
    'object.metadata.name != "" || true',
    'object.metadata.name == object.metadata.name',
    'size(object.spec.containers) >= 0',
    'object.spec.containers.size() > -1',
    'has(object.spec.containers)',
    'has(object.metadata)',
    "object.metadata.name != 'a' || object.metadata.name != 'b'",
    'has(object.spec.hostname) || !has(object.spec.hostname)',
    "request.operation in ['CREATE', 'UPDATE', 'DELETE']",
    "request.operation == 'DELETE' ? false : true",
    "request.resource.resource == 'pods'",
    "object.spec.containers.all(c, c.name == 'a' || c.name != 'a')",
    '[].all(x, x == 1)',
    "has(object.spec.hostname) ? object.spec.hostname == '' || has(object.spec.hostname) : true",
    'object != null',
  ])('%s', (expression) => {
    expect(codesOf({ expression })).toEqual(['never-refuses'])
  })
})

describe('never true', () => {
  test.for([
    "object.metadata.name == 'a' && object.metadata.name == 'b'",
    'has(object.spec.hostname) && !has(object.spec.hostname)',
    'size(object.spec.containers) < 0',
    "request.operation == 'DELETE'",
    'object.metadata.name == "" && false',
    '[].exists(x, x == 1)',
    'object.metadata.name in []',
    '!(object.metadata.name == "a" || object.metadata.name != "a")',
  ])('%s', (expression) => {
    expect(codesOf({ expression })).toEqual(['always-refuses'])
  })
})

describe('either', () => {
  test.for([
    'false',
    "object.metadata.name == 'a' || object.metadata.name == 'b'",
    "object.metadata.name != 'a' && object.metadata.name != 'b'",
    'size(object.spec.containers) > 0',
    "request.operation == 'CREATE'",
    'has(object.spec.hostname)',
    'object.spec.containers.all(c, c.name == "a")',
    "object.metadata.name.matches('^a')",
    'oldObject == null || object.metadata.name == oldObject.metadata.name',
  ])('%s', (expression) => {
    expect(codesOf({ expression })).toEqual([])
  })
})

describe('match conditions', () => {
  test.for([
    {
      name: 'contradict each other',
      conditions: ["object.metadata.name == 'a'", "object.metadata.name == 'b'"],
      said: ['never holds where the conditions before it hold'],
    },
    {
      name: 'ask for another operation',
      conditions: ["request.operation == 'DELETE'"],
      said: ['never holds for'],
    },
    {
      name: 'ask for another kind',
      conditions: ["request.kind.kind == 'Service'"],
      said: ['never holds for'],
    },
    {
      name: 'ask for what the rules say',
      conditions: ["request.operation != 'DELETE'"],
      said: ['always holds'],
    },
    {
      name: 'ask for something',
      conditions: ["object.metadata.name != 'a'", "object.metadata.name != 'b'"],
      said: [],
    },
  ])('$name', ({ conditions, said }) => {
    const matchConditions = conditions.map((expression, index) => ({
      name: `c${index}`,
      expression,
    }))
    const warnings = warningsFor([
      validatingRule({ matchConditions, expression: 'object.spec.containers.size() < 9' }),
    ])
    expect(warnings).toEqual(said.map((text) => expect.stringContaining(text)))
  })
})

test.for([
  {
    name: 'the same',
    expressions: ['size(object.metadata.name) > 1', 'size(object.metadata.name)  >  1'],
    index: 1,
  },
  {
    name: 'one of its conditions',
    expressions: [
      "object.metadata.name != 'a' && object.metadata.name != 'b'",
      "object.metadata.name != 'b'",
    ],
    index: 1,
  },
  {
    name: 'a weaker one',
    expressions: [
      "object.metadata.name != 'a'",
      "object.metadata.name != 'a' || has(object.spec.hostname)",
    ],
    index: 1,
  },
  {
    name: 'a stronger one',
    expressions: [
      "object.metadata.name != 'a'",
      "object.metadata.name != 'a' && has(object.spec.hostname)",
    ],
    index: undefined,
  },
])('an earlier validation says $name', ({ expressions, index }) => {
  const found = warningsFor([
    validatingRule({ validations: expressions.map((expression) => ({ expression })) }),
  ]).filter((text) => text.startsWith('unreachable-validation'))
  expect(found).toEqual(
    index === undefined
      ? []
      : [
          expect.stringContaining(
            `spec.validations[${index}].expression: spec.validations[0] fails wherever this one does`,
          ),
        ],
  )
})

const deletion = {
  matchConstraints: { resourceRules: [rule({ operations: ['DELETE', 'CREATE'] })] },
}

describe('what is null', () => {
  test.for([
    {
      name: 'object on DELETE refuses every deletion',
      fields: { ...deletion, expression: "object.metadata.name != 'a'" },
      said: [
        'holds-up-deletion spec.validations[0].expression: object is null on DELETE: object.metadata fails, and failurePolicy Fail refuses every deletion',
      ],
    },
    {
      name: 'object on DELETE, where a failure lets pass',
      fields: { ...deletion, failurePolicy: 'Ignore', expression: "object.metadata.name != 'a'" },
      said: [
        'reads-null spec.validations[0].expression: object is null on DELETE: object.metadata fails there each time, and failurePolicy Ignore decides',
      ],
    },
    {
      name: 'oldObject on CREATE',
      fields: { expression: 'object.metadata.name == oldObject.metadata.name' },
      said: [
        'reads-null spec.validations[0].expression: oldObject is null on CREATE: oldObject.metadata fails there each time, and failurePolicy Fail decides',
      ],
    },
    {
      name: 'asked for: null',
      fields: { ...deletion, expression: "object == null || object.metadata.name != 'a'" },
      said: [],
    },
    {
      name: 'asked for: the operation',
      fields: {
        ...deletion,
        expression: "request.operation == 'DELETE' || object.metadata.name != 'a'",
      },
      said: [],
    },
    {
      name: 'asked for: a field',
      fields: { ...deletion, expression: "!has(object.metadata) || object.metadata.name != 'a'" },
      said: [],
    },
    {
      name: 'asked for in a match condition',
      fields: {
        ...deletion,
        matchConditions: [{ name: 'new', expression: "request.operation == 'CREATE'" }],
        expression: "object.metadata.name != 'a'",
      },
      said: [],
    },
    {
      name: 'namespaceObject for what stands in none',
      fields: {
        matchConstraints: { resourceRules: [rule({ resources: ['nodes'] })] },
        expression: "namespaceObject.metadata.name != 'a'",
      },
      said: [
        expect.stringContaining(
          'reads-null spec.validations[0].expression: namespaceObject is null for what stands in no namespace (Node)',
        ),
      ],
    },
    {
      name: 'request.subResource of the resource itself',
      fields: { expression: "request.subResource != 'status'" },
      said: [expect.stringContaining('request.subResource is absent for Pod')],
    },
    {
      name: 'params without a paramRef',
      fields: {
        paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
        expression: "params.data.a == 'a'",
      },
      said: [expect.stringContaining('params is null, since no binding has a paramRef')],
    },
  ])('$name', ({ fields, said }) => {
    expect(warningsFor([validatingRule(fields)])).toEqual(said)
  })
})

describe('what holds up deletion', () => {
  test.for([
    {
      name: 'an expression that is never true there',
      fields: { ...deletion, expression: "request.operation != 'DELETE'" },
      said: 'this is never true on DELETE: it refuses every deletion',
    },
    {
      name: 'a rule about finalizers',
      fields: {
        expression:
          "!has(object.metadata.finalizers) || object.metadata.finalizers.all(f, f != 'a')",
      },
      said: 'this may refuse to remove them',
    },
    {
      name: 'a policy about everything',
      fields: {
        matchConstraints: {
          resourceRules: [rule({ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'] })],
        },
        expression: "object.metadata.name != 'a'",
      },
      said: 'this matches all that controllers write',
    },
  ])('$name', ({ fields, said }) => {
    expect(warningsFor([validatingRule(fields)])).toEqual([expect.stringContaining(said)])
  })

  test.for([
    { name: 'nothing may be deleted', fields: { ...deletion, expression: 'false' } },
    {
      name: 'finalizers of what is not going',
      fields: {
        expression: 'has(object.metadata.deletionTimestamp) || !has(object.metadata.finalizers)',
      },
    },
    {
      name: 'everything that is not going',
      fields: {
        matchConstraints: { resourceRules: [rule({ apiGroups: ['*'], resources: ['*'] })] },
        matchConditions: [{ name: 'stays', expression: '!has(object.metadata.deletionTimestamp)' }],
        expression: "object.metadata.name != 'a'",
      },
    },
    {
      name: 'a warning',
      fields: {
        ...deletion,
        validationActions: ['Warn'],
        expression: "request.operation != 'DELETE'",
      },
    },
  ])('but not: $name', ({ fields }) => {
    expect(codesOf(fields)).not.toContain('holds-up-deletion')
  })
})

describe('a message that leaks a Secret', () => {
  const secrets = { matchConstraints: { resourceRules: [rule({ resources: ['secrets'] })] } }
  const guarded = "has(object.data) && 'password' in object.data ? "

  test.for([
    { name: 'a value', message: `${guarded}string(object.data.password) : ''`, leaks: true },
    {
      name: 'a value by its key',
      message: `${guarded}string(object.data['password']) : ''`,
      leaks: true,
    },
    {
      name: 'an optional value',
      message: "string(object.?data.?password.orValue(''))",
      leaks: true,
    },
    { name: 'the whole object', message: 'string(dyn(object))', leaks: true },
    {
      name: 'every value',
      message: "has(object.data) ? object.data.map(k, object.data[k]).join(', ') : ''",
      leaks: true,
    },
    { name: 'a variable', message: 'string(variables.secret)', leaks: true },
    {
      name: 'the names of keys',
      message: "has(object.data) ? object.data.map(k, k).join(', ') : ''",
      leaks: false,
    },
    {
      name: 'how many there are',
      message: "has(object.data) ? string(size(object.data)) : ''",
      leaks: false,
    },
    {
      name: 'whether there is one',
      message: `${guarded}'it has a password' : 'it has none'`,
      leaks: false,
    },
    { name: 'its name', message: "'not ' + object.metadata.name", leaks: false },
  ])('$name: $leaks', ({ message, leaks }) => {
    const fields = {
      variables: [{ name: 'secret', expression: "object.?data.?password.orValue('')" }],
      validations: [{ expression: "object.metadata.name != 'a'", messageExpression: message }],
    }
    expect(codesOf({ ...secrets, ...fields })).toEqual(leaks ? ['message-leaks-secret'] : [])
    expect(codesOf(fields)).not.toContain('message-leaks-secret')
  })

  test.for([
    {
      name: 'a rule that means Secrets too',
      fields: {
        matchConstraints: { resourceRules: [rule({ apiGroups: ['*'], resources: ['*'] })] },
      },
    },
    { name: 'an audit annotation', fields: secrets },
  ])('$name', ({ fields }) => {
    const auditAnnotations = [
      { key: 'what', valueExpression: "string(object.?data.?password.orValue(''))" },
    ]
    expect(
      codesOf({ ...fields, auditAnnotations, expression: "object.metadata.name != 'a'" }),
    ).toContain('message-leaks-secret')
  })
})

test.for([
  { name: 'is there', param: 'limits', more: {}, said: [] },
  {
    name: 'is not there',
    param: 'limit',
    more: {},
    said: [
      expect.stringContaining(
        'params-not-found spec.paramRef.name: there is no ConfigMap "shop/limit": all that it matches is refused',
      ),
    ],
  },
  {
    name: 'is not there, and need not be',
    param: 'limit',
    more: { parameterNotFoundAction: 'Allow' },
    said: [],
  },
])('a param that $name', ({ param, more, said }) => {
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'limits', namespace: 'shop' },
  }
  const policy = validatingRule({
    paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
    paramRef: { name: param, namespace: 'shop', parameterNotFoundAction: 'Deny', ...more },
    expression: "params.?data.?name.orValue('a') != object.metadata.name",
  })
  expect(warningsFor([policy], [configMap])).toEqual(said)
})
