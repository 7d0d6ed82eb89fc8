import { expect, test } from 'vitest'
import { operators } from '#src/core/analysis/mutants/operators.ts'
import type { JsonObject } from '#src/core/index.ts'
import { judgeMutants } from '#src/tester/mutants/mutants-report.ts'
import { tryMutants } from '#src/tester/mutants/try-mutants.ts'
import { type CasesFields, watchedSet } from '#test/support/verified-set.ts'

const limits = { isOver: () => false, mostOfPolicy: 1000 }

/** `text` of every mutant of one operator that survives the cases. */
function survivors(operator: string, policy: string, cases: CasesFields['cases']) {
  const { report } = judgeMutants(tryMutants([watchedSet(policy, { cases })], limits))
  return report.survivors.filter((one) => one.operator === operator).map(({ text }) => text)
}

interface RuleFields {
  readonly kind?: string
  readonly rule?: object
  readonly match?: object
  readonly [field: string]: unknown
}

function ruleText({ kind = 'ValidatingRule', rule = {}, match = {}, ...spec }: RuleFields): string {
  const rules = [
    {
      apiGroups: [''],
      apiVersions: ['v1'],
      operations: ['CREATE'],
      resources: ['configmaps'],
      ...rule,
    },
  ]
  return JSON.stringify({
    apiVersion: 'sallyport.dev/v1alpha1',
    kind,
    metadata: { name: 'sample' },
    spec: { matchConstraints: { resourceRules: rules, ...match }, ...spec },
  })
}

const validating = (expression: string, message = 'no') => ({
  validations: [{ expression, message }],
})

function configMap(data: JsonObject, metadata: JsonObject = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata }, data }
}

const allowed = (data: JsonObject, metadata?: JsonObject) => ({
  object: configMap(data, metadata),
  expect: { allowed: true },
})
const refused = (data: JsonObject, metadata?: JsonObject) => ({
  object: configMap(data, metadata),
  expect: { allowed: false, message: 'no' },
})
const unmatched = (fields: JsonObject) => ({ ...fields, expect: { allowed: true, matched: false } })

const pod = (spec: JsonObject = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a' },
  spec: { containers: [{ name: 'a', image: 'a' }], ...spec },
})
const onPods = { rule: { resources: ['pods'] } }
const add = (path: string) => ({
  patchType: 'JSONPatch',
  jsonPatch: { expression: `[JSONPatch{op: 'add', path: '${path}', value: 'x'}]` },
})
const ports = { ports: [{ containerPort: 80, hostPort: 80 }] }

const rows: readonly {
  readonly operator: string
  readonly policy: RuleFields
  /** Cases that pass, and do not notice. */
  readonly idle: CasesFields['cases']
  /** What survives these. */
  readonly survives: readonly string[]
  /** A case that notices. */
  readonly killer: CasesFields['cases'][number]
}[] = [
  {
    operator: 'widen-match',
    policy: validating("object.metadata.name != 'b'"),
    idle: [allowed({}), unmatched({ object: configMap({}), operation: 'DELETE' })],
    survives: ['resourceRules[0].resources configmaps becomes *'],
    killer: unmatched({ object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } } }),
  },
  {
    operator: 'widen-match',
    policy: {
      ...validating('false'),
      rule: { operations: ['*'], resources: ['*'] },
      match: { objectSelector: { matchLabels: { judged: 'yes' } } },
    },
    idle: [refused({}, { labels: { judged: 'yes' } })],
    survives: ['objectSelector is left out'],
    killer: unmatched({ object: configMap({}) }),
  },
  {
    operator: 'narrow-match',
    policy: { ...validating('has(object.data)'), rule: { operations: ['CREATE', 'UPDATE'] } },
    idle: [allowed({ a: 'b' })],
    survives: ['resourceRules[0].operations without UPDATE'],
    killer: { ...allowed({ a: 'b' }), operation: 'UPDATE', oldObject: configMap({}) },
  },
  {
    operator: 'drop-exclude-rule',
    policy: {
      ...validating("object.data.a == 'b'"),
      match: {
        excludeResourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['*'],
            resources: ['configmaps'],
            resourceNames: ['free'],
          },
        ],
      },
    },
    idle: [allowed({ a: 'b' })],
    survives: ['excludeResourceRules[0] is left out'],
    killer: unmatched({ object: configMap({ a: 'c' }, { name: 'free' }) }),
  },
  {
    operator: 'drop-match-condition',
    policy: {
      ...validating("object.data.a == 'b'"),
      matchConditions: [{ name: 'not-free', expression: "object.metadata.name != 'free'" }],
    },
    idle: [allowed({ a: 'b' })],
    survives: ['the match condition not-free is left out'],
    killer: unmatched({ object: configMap({ a: 'c' }, { name: 'free' }) }),
  },
  {
    operator: 'drop-pod-templates',
    policy: { ...validating('!has(object.spec.nodeName)'), ...onPods, podTemplates: true },
    idle: [{ object: pod(), expect: { allowed: true } }],
    survives: ['podTemplates true becomes false'],
    killer: {
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a' },
        spec: {
          selector: { matchLabels: { app: 'a' } },
          template: {
            metadata: { labels: { app: 'a' } },
            spec: { nodeName: 'n', containers: [{ name: 'a', image: 'a' }] },
          },
        },
      },
      expect: { allowed: false },
    },
  },
  {
    operator: 'flip-failure-policy',
    policy: { ...validating('int(object.data.a) > 1'), failurePolicy: 'Fail' },
    idle: [allowed({ a: '2' })],
    survives: ['failurePolicy Fail becomes Ignore'],
    killer: { object: configMap({ a: 'b' }), expect: { allowed: false, cause: 'error' } },
  },
  {
    operator: 'lower-level',
    policy: { ...onPods, podSecurity: { level: 'baseline' } },
    idle: [{ object: pod(), expect: { allowed: true } }],
    survives: ['podSecurity.level baseline becomes privileged'],
    killer: { object: pod({ hostNetwork: true }), expect: { allowed: false } },
  },
  {
    operator: 'drop-exclusion',
    policy: { ...onPods, podSecurity: { level: 'baseline', exclude: [{ control: 'hostPorts' }] } },
    idle: [{ object: pod(), expect: { allowed: true } }],
    survives: ['the exclusion of hostPorts is left out'],
    killer: {
      object: pod({ containers: [{ name: 'a', image: 'a', ...ports }] }),
      expect: { allowed: true },
    },
  },
  {
    operator: 'drop-validation',
    policy: {
      validations: [{ expression: "object.data.a != 'x'" }, { expression: "object.data.b != 'x'" }],
    },
    idle: [
      allowed({ a: 'a', b: 'b' }),
      { object: configMap({ a: 'x', b: 'b' }), expect: { allowed: false } },
    ],
    survives: ['validations[1] is left out'],
    killer: { object: configMap({ a: 'a', b: 'x' }), expect: { allowed: false } },
  },
  {
    operator: 'drop-mutation',
    policy: { kind: 'MutatingRule', mutations: [add('/data/a'), add('/data/b')] },
    idle: [{ object: configMap({ z: 'z' }), expect: { allowed: true, fields: { 'data.a': 'x' } } }],
    survives: ['mutations[1] is left out'],
    killer: { object: configMap({ z: 'z' }), expect: { allowed: true, fields: { 'data.b': 'x' } } },
  },
  {
    operator: 'drop-clause',
    policy: validating("object.data.a == 'x' && object.data.b == 'x'"),
    idle: [allowed({ a: 'x', b: 'x' }), refused({ a: 'y', b: 'x' })],
    survives: ['object.data.b == "x" is left out'],
    killer: refused({ a: 'x', b: 'y' }),
  },
  {
    operator: 'drop-clause',
    policy: validating("object.data.a == 'x' || object.data.b == 'x' || object.data.c == 'x'"),
    idle: [
      allowed({ a: 'x', b: 'y', c: 'y' }),
      allowed({ a: 'y', b: 'x', c: 'y' }),
      refused({ a: 'y', b: 'y', c: 'y' }),
    ],
    survives: ['object.data.c == "x" is left out'],
    killer: allowed({ a: 'y', b: 'y', c: 'x' }),
  },
  {
    operator: 'negate-clause',
    policy: validating("object.data.a.startsWith('x') || object.data.a.endsWith('x')"),
    idle: [allowed({ a: 'x' })],
    survives: [
      'object.data.a.startsWith("x") becomes !object.data.a.startsWith("x")',
      'object.data.a.endsWith("x") becomes !object.data.a.endsWith("x")',
    ],
    killer: refused({ a: 'y' }),
  },
  {
    operator: 'flip-comparison',
    policy: validating('int(object.data.a) <= 5'),
    idle: [allowed({ a: '4' }), refused({ a: '6' })],
    survives: ['int(object.data.a) <= 5 becomes int(object.data.a) < 5'],
    killer: allowed({ a: '5' }),
  },
  {
    operator: 'change-constant',
    policy: validating('int(object.data.a) <= 5'),
    idle: [allowed({ a: '4' }), refused({ a: '6' })],
    survives: ['5 becomes 4'],
    killer: allowed({ a: '5' }),
  },
  {
    operator: 'change-constant',
    policy: {
      validations: [{ expression: 'false', messageExpression: "'no' + (true ? ' way' : '')" }],
    },
    idle: [refused({})],
    survives: ['true becomes false', '" way" becomes ""', '"" becomes "x"'],
    killer: { object: configMap({}), expect: { allowed: false, message: 'no way' } },
  },
  {
    operator: 'swap-quantifier',
    policy: validating("object.data.all(k, k != 'x')"),
    idle: [allowed({ a: 'b' }), refused({ x: 'b' })],
    survives: ['object.data.all(k, k != "x") becomes object.data.exists(k, k != "x")'],
    killer: refused({ a: 'b', x: 'b' }),
  },
  {
    operator: 'drop-has-guard',
    policy: validating("has(object.data.a) && object.data.a == 'x'"),
    idle: [allowed({ a: 'x' }), refused({ a: 'y' })],
    survives: ['has(object.data.a) is left out'],
    killer: refused({ b: 'x' }),
  },
  {
    operator: 'drop-has-guard',
    policy: validating("!has(object.data.a) ? true : object.data.a == 'x'"),
    idle: [allowed({ a: 'x' }), refused({ a: 'y' })],
    survives: ['!has(object.data.a) ? true : object.data.a == "x" becomes object.data.a == "x"'],
    killer: allowed({ b: 'x' }),
  },
  {
    operator: 'swap-arms',
    policy: validating("object.data.a == 'x' ? object.data.b == 'x' : object.data.c == 'x'"),
    idle: [allowed({ a: 'x', b: 'x', c: 'x' })],
    survives: [
      'object.data.a == "x" ? object.data.b == "x" : object.data.c == "x" becomes object.data.a == "x" ? object.data.c == "x" : object.data.b == "x"',
    ],
    killer: allowed({ a: 'x', b: 'x', c: 'y' }),
  },
]

test.for(rows)(
  '$operator survives cases that do not notice: $survives',
  ({ operator, policy, idle, survives }) => {
    expect(survivors(operator, ruleText(policy), idle)).toEqual(survives)
  },
)

test.for(rows)('$operator is killed by a case that notices: $survives', (row) => {
  const { operator, policy, idle, survives, killer } = row
  const left = survivors(operator, ruleText(policy), [...idle, killer])
  expect(left.length).toBeLessThan(survives.length)
})

test('every operator has a row', () => {
  const tested = new Set(rows.map(({ operator }) => operator))
  expect(operators.map(({ name }) => name).filter((name) => !tested.has(name))).toEqual([])
})

test.for([
  { name: 'an operand that is there twice', expression: 'a(1) && a(1)', operator: 'drop-clause' },
  {
    name: 'what the rules let in only',
    expression: "request.operation == 'CREATE' && has(object.data)",
    operator: 'drop-clause',
  },
  {
    name: 'all and exists of one element',
    expression: '[object.metadata.name].all(x, x.size() > 0)',
    operator: 'swap-quantifier',
  },
])('no mutant is made of $name', ({ expression, operator }) => {
  const text = expression.replaceAll('a(1)', 'has(object.data)')
  const policy = ruleText(validating(text))
  expect(survivors(operator, policy, [allowed({ a: 'b' })])).toEqual([])
})

test('mutants that there is no time for are told', () => {
  const set = watchedSet(ruleText(validating('int(object.data.a) <= 5')), {
    cases: [allowed({ a: '4' })],
  })
  let asked = 0
  const { tried, untried } = tryMutants([set], { isOver: () => ++asked > 3, mostOfPolicy: 1000 })
  expect(tried).toHaveLength(3)
  expect(untried).toBeGreaterThan(0)
  const { untried: beyond } = tryMutants([set], { isOver: () => false, mostOfPolicy: 2 })
  expect(beyond).toBe(untried + 1)
})

const fiveOrLess = ruleText(validating('int(object.data.a) <= 5'))
const fiveCases = [
  allowed({ a: '4' }),
  refused({ a: '6' }),
  refused({ a: '7' }),
  unmatched({ object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } } }),
  unmatched({ object: configMap({}), operation: 'DELETE' }),
  { object: configMap({ a: 'b' }), expect: { allowed: false, cause: 'error' } },
]
const flip = 'int(object.data.a) <= 5 becomes int(object.data.a) < 5'

test.for([
  {
    name: 'by their texts',
    accepted: [flip, '5 becomes 4'],
    survived: 0,
    problems: [],
  },
  {
    name: 'one that is killed',
    accepted: [flip, '5 becomes 4', '5 becomes 6'],
    survived: 0,
    problems: ['the mutant "5 becomes 6" is killed by "case 1"'],
  },
  {
    name: 'one that there is not',
    accepted: [flip, '5 becomes 4', '01234567'],
    survived: 0,
    problems: ['there is no mutant "01234567"'],
  },
  { name: 'only one of two', accepted: [flip], survived: 1, problems: [] },
])('mutants are accepted with a reason: $name', ({ accepted, survived, problems }) => {
  const acceptedMutants = accepted.map((mutant) => ({ mutant, reason: 'nobody writes five' }))
  const set = watchedSet(fiveOrLess, { cases: fiveCases, acceptedMutants })
  const judged = judgeMutants(tryMutants([set], limits))
  expect(judged.report.survived).toBe(survived)
  expect(judged.report.accepted).toBe(2 - survived)
  expect(judged.problems.map(({ message }) => message)).toEqual(problems)
})

test('an id is the same as long as the policy, the part and the change are', () => {
  const idsOf = (text: string) =>
    tryMutants([watchedSet(text, { cases: fiveCases })], limits).tried.map(
      ({ mutant }) => [mutant.text, mutant.id] as const,
    )
  const before = new Map(idsOf(fiveOrLess))
  const longer = ruleText({
    ...validating('int(object.data.a) <= 5'),
    variables: [{ name: 'added', expression: "'x'" }],
  })
  const after = new Map(idsOf(longer))
  expect([...before].filter(([text, id]) => after.get(text) !== id)).toEqual([])
  expect(new Set(before.values()).size).toBe(before.size)
})

test('a mutant is accepted by its id', () => {
  const [first] = judgeMutants(tryMutants([watchedSet(fiveOrLess, { cases: fiveCases })], limits))
    .report.survivors
  const acceptedMutants = [{ mutant: first?.id ?? '', reason: 'so it is' }]
  const set = watchedSet(fiveOrLess, { cases: fiveCases, acceptedMutants })
  const { report } = judgeMutants(tryMutants([set], limits))
  expect(report.survivors.find(({ id }) => id === first?.id)?.accepted).toBe('so it is')
})
