import { expect, test } from 'vitest'
import { decodeReview } from '#src/core/admission/decode-review.ts'

const podKind = { group: '', version: 'v1', kind: 'Pod' }
const pods = { group: '', version: 'v1', resource: 'pods' }
const request = {
  uid: 'u1',
  kind: podKind,
  resource: pods,
  operation: 'CREATE',
  object: { kind: 'Pod' },
}
const review = (change: object, apiVersion = 'admission.k8s.io/v1'): string =>
  JSON.stringify({ apiVersion, kind: 'AdmissionReview', request: { ...request, ...change } })

test('fields that are absent read as empty, and the request kind is the kind', () => {
  expect(decodeReview(review({}), 'validate')).toEqual({
    kind: 'request',
    request: {
      door: 'validate',
      reviewVersion: 'admission.k8s.io/v1',
      uid: 'u1',
      kind: podKind,
      resource: pods,
      subResource: '',
      requestKind: podKind,
      requestResource: pods,
      requestSubResource: '',
      name: '',
      namespace: '',
      operation: 'CREATE',
      userInfo: {},
      dryRun: false,
      object: { kind: 'Pod' },
      oldObject: null,
      options: null,
    },
  })
})

test('v1beta1 is read and remembered', () => {
  expect(decodeReview(review({}, 'admission.k8s.io/v1beta1'), 'mutate')).toMatchObject({
    request: { reviewVersion: 'admission.k8s.io/v1beta1', door: 'mutate' },
  })
})

test.for([
  {
    name: 'an empty body',
    text: ' ',
    code: 'empty-body',
    message: 'the body is empty; an AdmissionReview is expected',
    uid: '',
  },
  {
    name: 'no JSON',
    text: '{',
    code: 'not-json',
    message: expect.stringContaining('the body is not JSON: '),
    uid: '',
  },
  {
    name: 'another kind',
    text: '{"kind":"Pod"}',
    code: 'not-a-review',
    message: 'expected kind AdmissionReview, found "Pod"',
    uid: '',
  },
  {
    name: 'a list',
    text: '[]',
    code: 'not-a-review',
    message: 'expected kind AdmissionReview, found nothing',
    uid: '',
  },
  {
    name: 'an unknown version',
    text: review({}, 'admission.k8s.io/v2'),
    code: 'unknown-version',
    message:
      'expected apiVersion admission.k8s.io/v1 or admission.k8s.io/v1beta1, found "admission.k8s.io/v2"',
    uid: '',
  },
  {
    name: 'no request',
    text: '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}',
    code: 'no-request',
    message: 'the AdmissionReview has no request',
    uid: '',
  },
  {
    name: 'no uid',
    text: review({ uid: undefined }),
    code: 'no-uid',
    message: 'request.uid is missing; an answer must repeat it',
    uid: '',
  },
  {
    name: 'no kind',
    text: review({ kind: undefined }),
    code: 'bad-field',
    message: 'request.kind: expected {group, version, kind}, found nothing',
    uid: 'u1',
  },
  {
    name: 'an operation of another world',
    text: review({ operation: 'PATCH' }),
    code: 'bad-field',
    message: 'request.operation: expected CREATE, UPDATE, DELETE, CONNECT, found "PATCH"',
    uid: 'u1',
  },
  {
    name: 'an object that is a list',
    text: review({ object: [] }),
    code: 'bad-field',
    message: 'request.object: expected an object or null, found a list',
    uid: 'u1',
  },
  {
    name: 'groups that are a text',
    text: review({ userInfo: { groups: 'a' } }),
    code: 'bad-field',
    message: 'request.userInfo: expected {username, uid, groups, extra}, found an object',
    uid: 'u1',
  },
  {
    name: 'a dryRun that is a text',
    text: review({ dryRun: 'true' }),
    code: 'bad-field',
    message: 'request.dryRun: expected true or false, found "true"',
    uid: 'u1',
  },
])('$name is said', ({ text, code, message, uid }) => {
  expect(decodeReview(text, 'validate')).toMatchObject({ kind: 'bad-review', code, message, uid })
})
