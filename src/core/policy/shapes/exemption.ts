import type { Fields, Shape } from '../shape.ts'
import { matchConditions, matchResources, namespacedShape } from './parts.ts'

const name: Shape = { type: 'string', notEmpty: true }
const names: Shape = { type: 'list', of: name, notEmpty: true }

const spec: Fields = {
  policies: {
    type: 'list',
    notEmpty: true,
    description: 'From what is freed: policies, or parts of them.',
    of: {
      type: 'object',
      required: ['name'],
      fields: {
        kind: { ...name, description: 'The kind of the policy; without it every kind of ours.' },
        namespace: {
          ...name,
          description: 'The namespace of the policy, for kinds that have one; a glob.',
        },
        name: { ...name, description: 'The name of the policy; a glob.' },
        validations: {
          ...names,
          description:
            'Names of validations. Without them, and without controls, all of the policy.',
        },
        controls: { ...names, description: 'Ids of Pod Security controls, such as hostPorts.' },
      },
    },
  },
  namespaces: { ...names, description: 'The namespaces of the objects; globs.' },
  objects: {
    type: 'list',
    notEmpty: true,
    description: 'The objects, one item of which must fit.',
    of: {
      type: 'object',
      required: ['names'],
      fields: {
        kinds: { ...names, description: 'Kinds, as Deployment or Deployment.apps.' },
        names: { ...names, description: 'Names; globs.' },
      },
    },
  },
  matchResources,
  matchConditions,
  expires: {
    ...name,
    description:
      'The last day (2026-12-31, in UTC), or the moment (2026-12-31T18:00:00Z) of the end.',
  },
  reason: { ...name, description: 'Why it is needed.' },
  requestedBy: { type: 'string', description: 'Who asked for it.' },
}

/** A PolicyExemption. */
export const exemptionShape: Shape = namespacedShape(spec, ['policies', 'expires', 'reason'])
