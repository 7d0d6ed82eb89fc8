import type { Shape } from '../../core/index.ts'

const text: Shape = { type: 'string' }
const texts: Shape = { type: 'list', of: text }

const selector: Shape = {
  type: 'object',
  fields: {
    rawSelector: text,
    requirements: {
      type: 'list',
      of: {
        type: 'object',
        required: ['key', 'operator'],
        fields: {
          key: text,
          operator: { type: 'string', oneOf: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
          values: texts,
        },
      },
    },
  },
}

/** Spec and status of a SubjectAccessReview of authorization.k8s.io/v1, as a case gives them. */
export const accessReviewShape: Shape = {
  type: 'object',
  required: ['spec', 'status'],
  fields: {
    spec: {
      type: 'object',
      fields: {
        user: text,
        groups: texts,
        uid: text,
        extra: { type: 'map', of: texts },
        nonResourceAttributes: { type: 'object', fields: { path: text, verb: text } },
        resourceAttributes: {
          type: 'object',
          fields: {
            namespace: text,
            verb: text,
            group: text,
            resource: text,
            subresource: text,
            name: text,
            fieldSelector: selector,
            labelSelector: selector,
          },
        },
      },
    },
    status: {
      type: 'object',
      required: ['allowed'],
      fields: {
        allowed: { type: 'boolean' },
        denied: { type: 'boolean' },
        reason: text,
        evaluationError: text,
      },
    },
  },
}
