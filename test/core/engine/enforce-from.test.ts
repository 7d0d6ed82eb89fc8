import { describe, expect, test } from 'vitest'
import { requestFor } from '#src/core/admission/request-for.ts'
import { failureAnswer } from '#src/core/engine/answer-review.ts'
import { decideByFailurePolicy } from '#src/core/engine/decide-by-failure-policy.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { decide, snapshotOf } from '#test/support/decide.ts'
import { admissionReview } from '#test/support/review.ts'

const rule = (spec: string, date = '2030-06-01', kind = 'ValidatingRule'): string =>
  `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: r${kind.startsWith('Namespaced') ? ', namespace: default' : ''}}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps, pods]}]}
  enforceFrom: ${date}
${spec.replaceAll(/^/gm, '  ')}
`

const never = 'validations: [{expression: "false", message: never}]'

const object: JsonObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }
const before = '2030-05-31T23:59:59.999Z'
const after = '2030-06-01T00:00:00Z'

describe('a date', () => {
  test.for([
    { date: '2030-06-01', time: '2030-05-31T23:59:59.999999999Z', enforced: false },
    { date: '2030-06-01', time: '2030-06-01T00:00:00Z', enforced: true },
    { date: '2030-06-01', time: '2030-06-01T01:59:59+02:00', enforced: false },
    { date: '"2030-06-01T09:00:00+02:00"', time: '2030-06-01T06:59:59Z', enforced: false },
    { date: '"2030-06-01T09:00:00+02:00"', time: '2030-06-01T07:00:00Z', enforced: true },
    { date: '"2030-06-01T09:00:00.5z"', time: '2030-06-01T09:00:00.4Z', enforced: false },
    { date: '"2030-06-01T09:00:00.5z"', time: '2030-06-01T09:00:00.5Z', enforced: true },
    { date: '2000-01-01', time: '2030-06-01T00:00:00Z', enforced: true },
    { date: '2030-06-01', time: '', enforced: true },
    { date: '2030-06-01', time: 'today', enforced: true },
  ])('$date at "$time": enforced $enforced', ({ date, time, enforced }) => {
    expect(decide(object, { policies: rule(never, date), time }).allowed).toBe(!enforced)
  })
})

describe.each(['ValidatingRule', 'NamespacedValidatingRule'])('%s', (kind) => {
  const name = kind === 'ValidatingRule' ? 'r' : 'default/r'

  test('warns and audits until then, and says from when it refuses', () => {
    const decision = decide(object, { policies: rule(never, undefined, kind), time: before })
    expect(decision).toMatchObject({
      allowed: true,
      status: undefined,
      warnings: [`${name}: never (enforced from 2030-06-01)`],
      findings: [
        { effect: 'warn', enforceFrom: '2030-06-01', message: 'never' },
        { effect: 'audit', enforceFrom: '2030-06-01', message: 'never' },
      ],
    })
    expect(JSON.parse(decision.auditAnnotations['validation_failure'] ?? '')).toEqual([
      {
        message: 'never',
        policy: name,
        binding: name,
        expressionIndex: 0,
        validationActions: ['Warn', 'Audit'],
      },
    ])
  })

  test('refuses from then on, and speaks of no date', () => {
    const decision = decide(object, { policies: rule(never, undefined, kind), time: after })
    expect(decision.status?.message).toBe(`${name}: never (decision 705ab4f5)`)
    expect(decision.findings.map((finding) => 'enforceFrom' in finding)).toEqual([false])
  })
})

describe('until then nothing refuses:', () => {
  test.for([
    {
      name: 'an expression that fails',
      spec: 'validations: [{expression: "object.data.a == \'b\'"}]',
    },
    {
      name: 'a match condition that fails',
      spec: `${never}\nmatchConditions: [{name: m, expression: "object.data.a == 'b'"}]`,
    },
    {
      name: 'params that are missing',
      spec: `${never}\nparamKind: {apiVersion: v1, kind: ConfigMap}\nparamRef: {name: p, parameterNotFoundAction: Deny}`,
    },
    {
      name: 'an audit annotation that fails',
      spec: `validations: [{expression: "true"}]\nauditAnnotations: [{key: k, valueExpression: "string(object.data.a)"}]`,
    },
    { name: 'Deny beside Audit', spec: `${never}\nvalidationActions: [Deny, Audit]` },
  ])('$name', ({ spec }) => {
    const effects = (time: string) =>
      decide(object, { policies: rule(spec), time }).findings.map(({ effect }) => effect)
    expect(effects(before)).toEqual(['warn', 'audit'])
    expect(effects(after)[0]).toBe('deny')
  })

  test('a control of the Pod Security Standards', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { hostPID: true } }
    const policies = rule('podSecurity: {level: baseline}')
    expect(decide(pod, { policies, time: before }).allowed).toBe(true)
    expect(decide(pod, { policies, time: after }).allowed).toBe(false)
  })

  test('a bug and a deadline', () => {
    const snapshot = snapshotOf({ policies: rule(never) })
    const request = requestFor(object, { door: 'validate', uid: 'u' })
    const decided = (time: string) =>
      decideByFailurePolicy(request, snapshot, { message: 'no time', time })
    expect(decided(before)).toMatchObject({
      allowed: true,
      warnings: ['r: no time (enforced from 2030-06-01)'],
    })
    expect(decided(after).allowed).toBe(false)
    const body = JSON.stringify(admissionReview({ object }))
    const failure = { message: 'no time', time: before }
    expect(failureAnswer(body, 'validate', snapshot, failure)).toMatchObject({
      kind: 'answered',
      decision: { allowed: true },
    })
  })
})

test.for(['Warn', 'Audit'])('%s says the same before and after, without a date', (action) => {
  const policies = rule(`${never}\nvalidationActions: [${action}]`)
  const [early, late] = [before, after].map((time) => decide(object, { policies, time }))
  expect(early).toEqual(late)
  expect(early?.findings).toMatchObject([{ effect: action.toLowerCase() }])
})
