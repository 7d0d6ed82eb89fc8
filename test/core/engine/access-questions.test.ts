import { describe, expect, test } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import type { Door } from '#src/core/admission/request.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { type Admission, admit } from '#src/core/engine/admit.ts'
import { type Answer, type Question, questionKey, unanswered } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { type AuthorizerRow, answersFrom } from '../../support/authorizer-table.ts'

const deployment: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { metadata: {}, spec: { containers: [{ name: 'a', image: 'a' }] } } },
}

interface Given {
  readonly policies: string
  readonly context?: string
  readonly door?: Door
}

/** Asks once with the answers that are known. */
function ask(
  { policies: text, context = '', door = 'validate' }: Given,
  answers: Answers,
): Admission {
  const { policies, problems } = loadPolicies([{ name: 'policies.yaml', text }], {
    kubernetesVersion: '1.37',
  })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const texts = [{ name: 'context.yaml', text: context }]
  const { snapshot } = createSnapshot({ policies, context: texts })
  const userInfo = { username: 'jane', groups: ['dev'] }
  const request = requestFor(deployment, { door, uid: '705ab4f5', userInfo })
  return admit(request, snapshot, { time: '2026-01-01T00:00:00Z', answers }, () => false)
}

type Answers = ReadonlyMap<string, Answer>
const nothing: Answers = new Map()

/** Asks and answers until there is a decision; how many questions came in each round. */
function decide(given: Given, answer: (question: Question) => Answer) {
  const rounds: number[] = []
  let answers = nothing
  for (;;) {
    const admission = ask(given, answers)
    if (admission.kind === 'decision') return { decision: admission.decision, rounds }
    const { questions } = admission
    rounds.push(questions.length)
    answers = new Map([
      ...answers,
      ...questions.map((each) => [questionKey(each), answer(each)] as const),
    ])
  }
}

function fromTable(...table: readonly AuthorizerRow[]) {
  const answer = answersFrom(table)
  return (question: Question): Answer =>
    question.kind === 'access' ? answer(question) : unanswered(question)
}

const rule = (spec: string, kind = 'ValidatingRule', name = 'r') => `
apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: ${name}}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]}
${spec.replaceAll(/^/gm, '  ')}
`

const validation = (expression: string, more = '') =>
  rule(`${more}\nvalidations:\n- expression: ${JSON.stringify(expression)}\n  message: not allowed`)

const may = (verb: string) => `authorizer.requestResource.check('${verb}').allowed()`

function messageOf({ status }: Decision): string {
  return status?.message ?? ''
}

test('a question is what a SubjectAccessReview asks', () => {
  const admission = ask({ policies: validation(may('deploy')) }, nothing)
  expect(admission).toEqual({
    kind: 'questions',
    questions: [
      {
        kind: 'access',
        spec: {
          resourceAttributes: {
            namespace: 'shop',
            verb: 'deploy',
            group: 'apps',
            version: '*',
            resource: 'deployments',
            name: 'web',
          },
          user: 'jane',
          groups: ['dev'],
        },
      },
    ],
  })
})

describe('rounds', () => {
  const a = may('a')
  const b = may('b')
  const isA = "authorizer.requestResource.check('a').reason() == 'yes'"

  test.for([
    { name: 'both sides of a conjunction at once', expression: `${a} && ${b}`, rounds: [2] },
    { name: 'both sides of a disjunction at once', expression: `${a} || ${b}`, rounds: [2] },
    { name: 'the same question once', expression: `${a} && ${isA}`, rounds: [1] },
    { name: 'a branch when it is known which', expression: `${a} ? ${b} : false`, rounds: [1, 1] },
    { name: 'nothing that is not evaluated', expression: `true || ${a}`, rounds: [] },
    {
      name: 'each element of a list',
      expression: `['a', 'b'].all(v, authorizer.requestResource.check(v).allowed())`,
      rounds: [2],
    },
  ])('$name', ({ expression, rounds }) => {
    const result = decide(
      { policies: validation(expression) },
      fromTable({ decision: 'allow', reason: 'yes' }),
    )
    expect(result.rounds).toEqual(rounds)
    expect(result.decision.allowed).toBe(true)
  })

  test('all policies ask in one round, each question once', () => {
    const policies = [a, `${a} && ${b}`, b]
      .map((expression, index) =>
        rule(
          `validations: [{expression: ${JSON.stringify(expression)}}]`,
          'ValidatingRule',
          `r${index}`,
        ),
      )
      .join('---')
    expect(decide({ policies }, fromTable({ decision: 'allow' })).rounds).toEqual([2])
  })
})

describe('decisions', () => {
  test.for<{ name: string; table: readonly AuthorizerRow[]; allowed: boolean }>([
    { name: 'allowed', table: [{ verb: 'deploy', decision: 'allow' }], allowed: true },
    { name: 'denied', table: [{ decision: 'deny' }], allowed: false },
    { name: 'no opinion', table: [], allowed: false },
    {
      name: 'the first row',
      table: [{ user: 'jane', decision: 'deny' }, { decision: 'allow' }],
      allowed: false,
    },
    { name: 'another user', table: [{ user: 'joe', decision: 'allow' }], allowed: false },
  ])('$name', ({ table, allowed }) => {
    const { decision } = decide({ policies: validation(may('deploy')) }, fromTable(...table))
    expect(decision.allowed).toBe(allowed)
  })

  test('a match condition may ask', () => {
    const policies = validation(
      'false',
      `matchConditions: [{name: c, expression: "${may('deploy')}"}]`,
    )
    expect(decide({ policies }, fromTable({ decision: 'deny' })).decision.allowed).toBe(true)
    expect(decide({ policies }, fromTable({ decision: 'allow' })).decision.allowed).toBe(false)
  })

  test('a variable may ask', () => {
    const policies = validation(
      'variables.may',
      `variables: [{name: may, expression: "${may('deploy')}"}]`,
    )
    expect(decide({ policies }, fromTable({ decision: 'allow' })).decision.allowed).toBe(true)
    expect(decide({ policies }, fromTable()).decision.allowed).toBe(false)
  })

  test('a mutation may ask, and later policies see what came of it', () => {
    const policies = rule(
      `mutations:
- patchType: ApplyConfiguration
  applyConfiguration:
    expression: "Object{metadata: Object.metadata{labels: {'may': string(${may('deploy')})}}}"`,
      'MutatingRule',
    )
    const { decision } = decide({ policies, door: 'mutate' }, fromTable({ decision: 'allow' }))
    expect(decision.patch).toEqual([
      { op: 'add', path: '/metadata/labels', value: { may: 'true' } },
    ])
  })

  test("the Pod of a workload's template is what is asked about", () => {
    const policies = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: r}
spec:
  podTemplates: true
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  validations: [{expression: "${may('create')}"}]
`
    const { decision } = decide(
      { policies },
      fromTable({ resource: 'pods', namespace: 'shop', decision: 'allow' }),
    )
    expect(decision.allowed).toBe(true)
  })
})

describe('no answer', () => {
  const policies = (failurePolicy: string) =>
    validation(may('deploy'), `failurePolicy: ${failurePolicy}`)

  test('the failure policy decides, and the message says what is missing', () => {
    const { decision } = decide({ policies: policies('Fail') }, unanswered)
    expect(decision.allowed).toBe(false)
    expect(messageOf(decision)).toContain(
      'it is not known whether user "jane" may deploy deployments.apps "web" in namespace "shop": put a SubjectAccessReview that says it into --context',
    )
    expect(decide({ policies: policies('Ignore') }, unanswered).decision.allowed).toBe(true)
  })

  test('it is absorbed as any error is', () => {
    const given = { policies: validation(`${may('deploy')} || true`) }
    expect(decide(given, unanswered).decision.allowed).toBe(true)
  })
})

test('where Kubernetes binds no authorizer', () => {
  const policies = rule(`variables: [{name: may, expression: "${may('deploy')}"}]
validations: [{expression: "false", message: fixed, messageExpression: "'may: ' + string(variables.may)"}]
auditAnnotations: [{key: may, valueExpression: "string(${may('deploy')})"}]`)
  const { decision, rounds } = decide({ policies }, fromTable({ decision: 'allow' }))
  expect(rounds).toEqual([])
  expect(messageOf(decision)).toContain('fixed')
  expect(JSON.stringify(decision)).toContain('no such attribute(s): authorizer')
})

test('reviews in the context answer before anybody is asked', () => {
  const context = `
apiVersion: authorization.k8s.io/v1
kind: SubjectAccessReview
spec:
  user: jane
  resourceAttributes: {namespace: shop, verb: deploy, group: apps, resource: deployments, name: web}
status: {allowed: true}
`
  const { decision, rounds } = decide({ policies: validation(may('deploy')), context }, unanswered)
  expect(rounds).toEqual([])
  expect(decision.allowed).toBe(true)
})

test('an answer to another kind of question is a bug', () => {
  const answer = (): Answer => ({ kind: 'found', object: {} })
  expect(() => decide({ policies: validation(may('deploy')) }, answer)).toThrow('of another kind')
})
