import type { DocumentKind, Shape } from '../core/index.ts'
import { accessReviewShape } from './access-review-shape.ts'

const text: Shape = { type: 'string' }
const texts: Shape = { type: 'list', of: text }
const name: Shape = { type: 'string', notEmpty: true }
const anyObject: Shape = { type: 'map', of: { type: 'any' } }

const patchOperation: Shape = {
  type: 'object',
  required: ['op', 'path'],
  fields: {
    op: { type: 'string', oneOf: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
    path: text,
    from: text,
    value: { type: 'any' },
  },
}

const expectation: Shape = {
  type: 'object',
  required: ['allowed'],
  fields: {
    allowed: { type: 'boolean' },
    message: name,
    path: name,
    object: anyObject,
    patch: { type: 'list', of: patchOperation },
    unchanged: { type: 'boolean' },
    warnings: texts,
  },
}

const policyCase: Shape = {
  type: 'object',
  required: ['name', 'object', 'expect'],
  fields: {
    name,
    object: anyObject,
    oldObject: anyObject,
    operation: { type: 'string', oneOf: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] },
    subResource: name,
    namespace: name,
    namespaceObject: anyObject,
    userInfo: {
      type: 'object',
      fields: { username: text, uid: text, groups: texts, extra: { type: 'map', of: texts } },
    },
    time: text,
    params: anyObject,
    context: { type: 'list', of: anyObject },
    accessReviews: { type: 'list', of: accessReviewShape },
    expect: expectation,
  },
}

const policyCases: Shape = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'cases'],
  fields: {
    apiVersion: { type: 'string', oneOf: ['sallyport.dev/v1alpha1'] },
    kind: { type: 'string', oneOf: ['PolicyCases'] },
    metadata: {
      type: 'object',
      required: ['name'],
      fields: { name, labels: { type: 'map', of: text }, annotations: { type: 'map', of: text } },
    },
    cases: { type: 'list', of: policyCase, notEmpty: true },
  },
}

/** The kind of the documents beside policies that hold their cases. */
export const casesKind: DocumentKind = {
  kind: 'PolicyCases',
  apiVersions: ['sallyport.dev/v1alpha1'],
  shape: policyCases,
}
