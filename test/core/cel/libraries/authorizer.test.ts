import { describe, expect, test } from 'vitest'
import type { AccessQuestion, AccessStatus } from '#src/core/admission/access-review.ts'
import type { Request } from '#src/core/admission/request.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { structType } from '#src/core/cel/check/type.ts'
import { compile } from '#src/core/cel/compile.ts'
import { costRuleOf } from '#src/core/cel/libraries/costs.ts'
import type { Value } from '#src/core/cel/value.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import { authorizerOf, requestResourceOf } from '#src/core/matching/authorizer-values.ts'
import { environment, freshControl, programOf } from '../evaluate.ts'

const names = new Map([
  ...environment.names,
  ['authorizer', structType('kubernetes.authorization.Authorizer')] as const,
  ['authorizer.requestResource', structType('kubernetes.authorization.ResourceCheck')] as const,
])

const request: Request = {
  ...requestFor(
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } },
    { door: 'validate', uid: 'u', subResource: 'scale' },
  ),
  userInfo: { username: 'jane', uid: '7', groups: ['dev'], extra: { team: ['shop'] } },
}

const jane = { user: 'jane', groups: ['dev'], extra: { team: ['shop'] }, uid: '7' }

/** What the expression gives, and what it asked; every question has the same answer. */
function run(expression: string, status?: AccessStatus) {
  const questions: AccessQuestion[] = []
  const ask = (question: AccessQuestion) => {
    questions.push(question)
    return status === undefined
      ? ({ kind: 'unknown', message: 'not known yet' } as const)
      : ({ kind: 'reviewed', status } as const)
  }
  const activation = (name: string) => {
    if (name === 'authorizer') return authorizerOf(request, ask)
    return name === 'authorizer.requestResource' ? requestResourceOf(request, ask) : undefined
  }
  const value = programOf(expression, { names }).evaluate(activation, freshControl())
  // The engine notes a question once, however often an evaluation asks it.
  const asked = new Map(questions.map(({ spec }) => [JSON.stringify(spec), spec]))
  return { value, questions: [...asked.values()] }
}

const allowed: AccessStatus = { allowed: true }

describe('what is asked', () => {
  test.for([
    {
      name: 'a path',
      check: "authorizer.path('/healthz').check('get')",
      spec: { nonResourceAttributes: { path: '/healthz', verb: 'get' }, ...jane },
    },
    {
      name: 'a resource of the core group',
      check: "authorizer.group('').resource('pods').check('list')",
      spec: { resourceAttributes: { verb: 'list', version: '*', resource: 'pods' }, ...jane },
    },
    {
      name: 'all parts of a resource; what is said last counts',
      check:
        "authorizer.group('apps').resource('deployments').name('x').subresource('scale').namespace('shop').name('web').check('update')",
      spec: {
        resourceAttributes: {
          namespace: 'shop',
          verb: 'update',
          group: 'apps',
          version: '*',
          resource: 'deployments',
          subresource: 'scale',
          name: 'web',
        },
        ...jane,
      },
    },
    {
      name: 'the resource of the request',
      check: "authorizer.requestResource.check('')",
      spec: {
        resourceAttributes: {
          namespace: 'shop',
          group: 'apps',
          version: '*',
          resource: 'deployments',
          subresource: 'scale',
          name: 'web',
        },
        ...jane,
      },
    },
    {
      name: 'a service account',
      check: "authorizer.serviceAccount('shop', 'web.v1').path('/x').check('get')",
      spec: {
        nonResourceAttributes: { path: '/x', verb: 'get' },
        user: 'system:serviceaccount:shop:web.v1',
        groups: ['system:serviceaccounts', 'system:serviceaccounts:shop'],
      },
    },
    {
      name: 'selectors',
      check:
        "authorizer.group('').resource('pods').fieldSelector('spec.nodeName=n1').labelSelector('!old,app in (a)').check('list')",
      spec: {
        resourceAttributes: {
          verb: 'list',
          version: '*',
          resource: 'pods',
          fieldSelector: {
            requirements: [{ key: 'spec.nodeName', operator: 'In', values: ['n1'] }],
          },
          labelSelector: {
            requirements: [
              { key: 'app', operator: 'In', values: ['a'] },
              { key: 'old', operator: 'DoesNotExist' },
            ],
          },
        },
        ...jane,
      },
    },
    {
      name: 'selectors that cannot be read are left out, also where they replace good ones',
      check:
        "authorizer.group('').resource('pods').fieldSelector('a=b').fieldSelector('a').labelSelector('a b').check('list')",
      spec: { resourceAttributes: { verb: 'list', version: '*', resource: 'pods' }, ...jane },
    },
  ])('$name', ({ check, spec }) => {
    expect(run(`${check}.allowed()`, allowed)).toMatchObject({ value: true, questions: [spec] })
  })
})

describe('what a decision says', () => {
  const check = "authorizer.path('/x').check('get')"

  test.for<{ status: AccessStatus; says: readonly [boolean, string, boolean, string] }>([
    { status: { allowed: true }, says: [true, '', false, ''] },
    { status: { allowed: false }, says: [false, '', false, ''] },
    { status: { allowed: false, denied: true, reason: 'no' }, says: [false, 'no', false, ''] },
    { status: { allowed: true, denied: true }, says: [false, '', false, ''] },
    { status: { allowed: false, evaluationError: 'down' }, says: [false, '', true, 'down'] },
    { status: { allowed: true, evaluationError: '' }, says: [true, '', false, ''] },
  ])('$status', ({ status, says }) => {
    const functions = ['allowed', 'reason', 'errored', 'error']
    expect(functions.map((name) => run(`${check}.${name}()`, status).value)).toEqual(says)
  })
})

describe('errors', () => {
  test.for([
    ["authorizer.path(' \\t\\u0085')", 'path must not be empty'],
    ["authorizer.group('apps').resource('')", 'resource must not be empty'],
    ["authorizer.serviceAccount('shop', 'We_b')", 'Invalid service account name'],
    ["authorizer.serviceAccount('shop.x', 'web')", 'Invalid service account namespace'],
    ['authorizer.path(dyn(1))', 'no such overload: path(kubernetes.authorization.Authorizer, int)'],
    [
      "dyn(authorizer).check('get')",
      'no such overload: check(kubernetes.authorization.Authorizer, string)',
    ],
    ['dyn(authorizer).user', 'no such key: user'],
  ] as const)('%s', ([expression, message]) => {
    expect(run(expression, allowed).value).toMatchObject({ message })
  })
})

describe('an answer that is not known yet', () => {
  const [a, b] = ['a', 'b'].map((path) => `authorizer.path('/${path}').check('get').allowed()`)

  test.for([
    { expression: `${a}`, value: { message: 'not known yet' }, asked: 1 },
    { expression: `${a} && ${b}`, value: { message: 'not known yet' }, asked: 2 },
    { expression: `${a} || ${b}`, value: { message: 'not known yet' }, asked: 2 },
    { expression: `['/a', '/b'].all(p, authorizer.path(p).check('get').allowed())`, asked: 2 },
    { expression: `false && ${a}`, value: false, asked: 0 },
    { expression: `${a} && false`, value: false, asked: 1 },
    { expression: `${a} ? ${b} : true`, asked: 1 },
    { expression: `authorizer.path('/x').check('get').reason() == ''`, asked: 1 },
  ])('$expression', ({ expression, value = { message: 'not known yet' }, asked }) => {
    const result = run(expression)
    if (typeof value === 'boolean') expect(result.value).toBe(value)
    else expect(result.value).toMatchObject(value)
    expect(result.questions).toHaveLength(asked)
  })
})

describe('values', () => {
  test.for([
    'type(authorizer) == type(authorizer)',
    "type(authorizer) != type(authorizer.group(''))",
    "dyn(authorizer.group('')) != dyn(null)",
    '[authorizer] == [authorizer]',
    "{'a': authorizer} == {'a': authorizer}",
    '!(authorizer in [authorizer])',
    '![dyn(1)].exists(x, x == dyn(authorizer))',
    'has({"a": authorizer}.a)',
    'optional.of(authorizer).hasValue()',
  ])('%s', (expression) => {
    expect(run(expression, allowed).value).toBe(true)
  })
})

describe('releases', () => {
  test.for<{ version: KubernetesVersion; expressions: 'new' | 'stored'; compiles: boolean }>([
    { version: '1.30', expressions: 'stored', compiles: false },
    { version: '1.31', expressions: 'new', compiles: false },
    { version: '1.31', expressions: 'stored', compiles: true },
    { version: '1.32', expressions: 'new', compiles: true },
  ])('selectors in $version, $expressions', ({ version, expressions, compiles }) => {
    const given = { ...environment, names, kubernetesVersion: version, expressions }
    const compiled = compile(
      "authorizer.requestResource.labelSelector('a').check('get')",
      given,
      'any',
    )
    expect(compiled.kind === 'program').toBe(compiles)
  })
})

describe('costs', () => {
  test.for<{ name: string; id: string; values: readonly Value[]; cost: number }>([
    { name: 'check', id: 'pathcheck_check', values: [null, 'get'], cost: 350_000 },
    { name: 'check', id: 'resourcecheck_check', values: [null, 'get'], cost: 350_000 },
    { name: 'group', id: 'authorizer_group', values: [null, 'apps'], cost: 1 },
    { name: 'allowed', id: 'decision_allowed', values: [null], cost: 1 },
    { name: 'fieldSelector', id: 'authorizer_fieldselector', values: [null, ''], cost: 10 },
    { name: 'fieldSelector', id: 'authorizer_fieldselector', values: [null, 'a=b'], cost: 111 },
    { name: 'labelSelector', id: 'authorizer_labelselector', values: [null, 'é😀'], cost: 61 },
  ])('$id of $values', ({ name, id, values, cost }) => {
    const rule = costRuleOf(name, id, '1.37')
    expect(typeof rule === 'number' ? rule : rule(values, null)).toBe(cost)
  })
})
