import { describe, expect, test } from 'vitest'
import type { AccessSpec, ResourceAttributes } from '#src/core/admission/access-review.ts'
import { accessReviews } from '#src/core/engine/access-reviews.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { printAccess } from '#src/core/engine/print-access.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'

const asked: AccessSpec = {
  resourceAttributes: { namespace: 'shop', verb: 'create', version: '*', resource: 'pods' },
  user: 'jane',
  groups: ['dev', 'system:authenticated'],
  extra: { team: ['shop'] },
}

const about = (attributes: ResourceAttributes) => ({ resourceAttributes: attributes })
const access = about({ namespace: 'shop', verb: 'create', resource: 'pods' })

describe('which questions a review answers', () => {
  test.for<{ name: string; spec: AccessSpec; answers: boolean }>([
    { name: 'the same', spec: asked, answers: true },
    { name: 'nobody is named', spec: access, answers: true },
    { name: 'the user alone', spec: { ...access, user: 'jane' }, answers: true },
    { name: 'another user', spec: { ...access, user: 'joe' }, answers: false },
    { name: 'a group among others', spec: { ...access, groups: ['dev'] }, answers: true },
    { name: 'a group too many', spec: { ...access, groups: ['dev', 'ops'] }, answers: false },
    { name: 'an extra field', spec: { ...access, extra: { team: ['shop'] } }, answers: true },
    { name: 'another value', spec: { ...access, extra: { team: ['a'] } }, answers: false },
    { name: 'an inherited name', spec: { ...access, extra: { constructor: [] } }, answers: false },
    { name: 'a uid that nobody has', spec: { ...access, uid: '1' }, answers: false },
    {
      name: 'without the namespace',
      spec: about({ verb: 'create', resource: 'pods' }),
      answers: false,
    },
    {
      name: 'with a name',
      spec: about({ ...access.resourceAttributes, name: 'a' }),
      answers: false,
    },
    {
      name: 'with a selector',
      spec: about({
        ...access.resourceAttributes,
        labelSelector: { requirements: [{ key: 'a', operator: 'Exists' }] },
      }),
      answers: false,
    },
    {
      name: 'a path',
      spec: { nonResourceAttributes: { path: 'shop', verb: 'create' } },
      answers: false,
    },
  ])('$name', ({ spec, answers }) => {
    const status = { allowed: true, reason: 'told' }
    const known = accessReviews([{ spec, status }])
    expect(known.statusOf(asked)).toEqual(answers ? status : undefined)
  })

  test('the first that fits answers', () => {
    const known = accessReviews([
      { spec: { ...access, user: 'joe' }, status: { allowed: false, reason: 'first' } },
      { spec: { ...access, user: 'jane' }, status: { allowed: true, reason: 'second' } },
      { spec: access, status: { allowed: false, reason: 'third' } },
    ])
    expect(known.statusOf(asked)?.reason).toBe('second')
  })

  test('requirements have no order, and a selector may be given as text', () => {
    const labelSelector = {
      requirements: [
        { key: 'app', operator: 'In' as const, values: ['a', 'b'] },
        { key: 'old', operator: 'DoesNotExist' as const },
      ],
    }
    const question = about({ verb: 'list', version: '*', resource: 'pods', labelSelector })
    const text = { rawSelector: '!old, app in (b, a)' } as unknown as typeof labelSelector
    const backwards = { requirements: labelSelector.requirements.toReversed() }
    for (const given of [text, backwards]) {
      const spec = about({ verb: 'list', resource: 'pods', labelSelector: given })
      const known = accessReviews([{ spec, status: { allowed: true } }])
      expect(known.statusOf(question)).toEqual({ allowed: true })
    }
  })
})

describe('reviews in the context', () => {
  const load = (text: string) =>
    createSnapshot({
      policies: loadPolicies([], { kubernetesVersion: '1.37' }).policies,
      context: [{ name: 'context.yaml', text }],
    })

  const review = (spec: string, rest = 'status: {allowed: true}', kind = 'SubjectAccessReview') =>
    `apiVersion: authorization.k8s.io/v1\nkind: ${kind}\nspec: ${spec}\n${rest}\n`

  const pods = '{user: jane, resourceAttributes: {namespace: shop, verb: create, resource: pods}}'

  test.for([
    { name: 'without a name', text: review(pods) },
    { name: 'local', text: review(pods, 'status: {allowed: true}', 'LocalSubjectAccessReview') },
  ])('$name', ({ text }) => {
    const { snapshot, problems } = load(text)
    expect(problems).toEqual([])
    expect(snapshot.accessReviews.statusOf(asked)).toEqual({ allowed: true })
  })

  test.for([
    {
      name: 'no status',
      text: review(pods, ''),
      problem: { code: 'broken-access-review', message: expect.stringContaining('no status') },
    },
    {
      name: 'nothing asked',
      text: review('{user: jane}'),
      problem: { code: 'broken-access-review', path: 'spec', line: 3 },
    },
    {
      name: 'both asked',
      text: review(
        '{resourceAttributes: {verb: get}, nonResourceAttributes: {path: /x, verb: get}}',
      ),
      problem: { code: 'broken-access-review', path: 'spec' },
    },
    {
      name: 'one version',
      text: review('{resourceAttributes: {version: v1, verb: get, resource: pods}}'),
      problem: { code: 'broken-access-review', path: 'spec.resourceAttributes.version' },
    },
    {
      name: 'a selector that is none',
      text: review(
        '{resourceAttributes: {verb: get, resource: pods, labelSelector: {rawSelector: "a b"}}}',
      ),
      problem: {
        code: 'broken-access-review',
        path: 'spec.resourceAttributes.labelSelector.rawSelector',
      },
    },
    {
      name: 'a wrong type',
      text: review('{user: 1, resourceAttributes: {verb: get, resource: pods}}'),
      problem: { code: 'wrong-type' },
    },
    {
      name: 'a misspelt field',
      text: review('{resourceAttributes: {verb: get, ressource: pods}}'),
      problem: { code: 'unknown-field', severity: 'warning' },
    },
  ])('$name', ({ text, problem }) => {
    expect(load(text).problems).toMatchObject([problem])
  })

  test('what cannot be read answers nothing', () => {
    const broad = pods.replace('pods}', 'pods, labelSelector: {rawSelector: "a in ("}}')
    const { snapshot, problems } = load(review(broad))
    expect(problems).toMatchObject([{ code: 'broken-access-review' }])
    expect(snapshot.accessReviews.statusOf(asked)).toBeUndefined()
  })
})

test.for<{ spec: AccessSpec; text: string }>([
  { spec: asked, text: 'user "jane" may create pods in namespace "shop"' },
  {
    spec: { nonResourceAttributes: { path: '/healthz', verb: 'get' } },
    text: 'the user may get the path "/healthz"',
  },
  {
    spec: about({
      verb: 'update',
      group: 'apps',
      resource: 'deployments',
      subresource: 'scale',
      name: 'web',
      fieldSelector: { requirements: [{ key: 'a', operator: 'NotIn', values: ['b', 'c'] }] },
      labelSelector: { requirements: [{ key: 'old', operator: 'Exists' }] },
    }),
    text: 'the user may update deployments.apps/scale "web" with fields a NotIn (b, c) with labels old Exists',
  },
])('$text', ({ spec, text }) => {
  expect(printAccess(spec)).toBe(text)
})
