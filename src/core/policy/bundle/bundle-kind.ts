import { type DocumentKind, ownVersions } from '../document-kinds.ts'
import type { Shape } from '../shape.ts'
import { labelSelector, validationActions } from '../shapes/parts.ts'

const text: Shape = { type: 'string' }
const name: Shape = { type: 'string', notEmpty: true }

/** What a bundle says of one of its policies. */
const bundleItem: Shape = {
  type: 'object',
  required: ['policy'],
  fields: {
    policy: told(
      name,
      'The folder of the policy, such as images/no-latest-tag, or its file; below the folder of the bundle or the one above it.',
    ),
    name: told(name, 'Another name for it, so that one policy can stand there twice.'),
    validationActions: told(validationActions, 'What it does, instead of what it says itself.'),
    params: told(
      { type: 'map', of: { type: 'any' } },
      'Values instead of those that its own params have; the others stay.',
    ),
    namespaceSelector: told(labelSelector, 'The namespaces that it is for.'),
  },
}

/** A list of policies that go together, with their actions and params. It stands in files only. */
export const bundleKind: DocumentKind = {
  kind: 'PolicyBundle',
  apiVersions: ownVersions,
  shape: {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'policies'],
    fields: {
      apiVersion: { type: 'string', oneOf: ownVersions },
      kind: { type: 'string', oneOf: ['PolicyBundle'] },
      metadata: {
        type: 'object',
        required: ['name'],
        fields: { name, labels: { type: 'map', of: text }, annotations: { type: 'map', of: text } },
      },
      title: told(text, 'What it is for, in a few words.'),
      description: told(text, 'The same in a few sentences.'),
      policies: told({ type: 'list', of: bundleItem, notEmpty: true }, 'The policies.'),
    },
  },
}

function told(shape: Shape, description: string): Shape {
  return { ...shape, description }
}
