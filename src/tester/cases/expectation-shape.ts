import type { Shape } from '../../core/index.ts'

const name: Shape = { type: 'string', notEmpty: true }
const anyObject: Shape = { type: 'map', of: { type: 'any' } }

const message = told(name, 'A part of the message.')
const path = told(
  name,
  'The field that it points to, such as spec.containers[0].image; its place in the workload, where a Pod template is judged.',
)
const cause = told(
  { type: 'string', oneOf: ['violation', 'error'] },
  'violation (without it): the policy said no; error: it could not be evaluated, and its failure policy decided.',
)

const refusal: Shape = {
  type: 'object',
  fields: {
    policy: told(name, 'The name of the policy that refuses.'),
    validation: told(name, 'The name of its validation.'),
    message,
    path,
    cause,
  },
}

/** The fields of what a case expects. */
export const expectationShape: Shape = {
  type: 'object',
  required: ['allowed'],
  fields: {
    allowed: { type: 'boolean', description: 'Whether the request is let through.' },
    matched: {
      type: 'boolean',
      description: 'false: the policy is not for the request. Without it, it must be.',
    },
    exempted: told(name, 'The PolicyExemption that frees from the policy, NAMESPACE/NAME.'),
    message,
    path,
    cause,
    refusals: told(
      { type: 'list', of: refusal, notEmpty: true },
      'Every refusal; each one must be met, and there may be no others.',
    ),
    warnings: told({ type: 'list', of: { type: 'string' } }, 'All warnings, in order.'),
    auditAnnotations: told(
      { type: 'map', of: { type: 'string' } },
      'Annotations for the audit log; others may stand beside them, and null is none.',
    ),
    unchanged: { type: 'boolean', description: 'Whether no mutation changed anything.' },
    object: told(
      anyObject,
      'The whole object, as the case has it, with what mutations changed and without what the API server added.',
    ),
    fields: told(
      anyObject,
      'Fields of the object at the validating door, by their paths; null is a field that is absent.',
    ),
    patch: told(
      {
        type: 'list',
        of: {
          type: 'object',
          required: ['op', 'path'],
          fields: {
            op: { type: 'string', oneOf: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
            path: { type: 'string' },
            from: { type: 'string' },
            value: { type: 'any' },
          },
        },
      },
      'The JSON Patch that the mutating door answers, of the object as the API server hands it over.',
    ),
  },
}

function told(shape: Shape, description: string): Shape {
  return { ...shape, description }
}
