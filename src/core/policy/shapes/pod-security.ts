import type { Shape } from '../shape.ts'

const text: Shape = { type: 'string' }
const texts: Shape = { type: 'list', of: text }

/** A level of the Pod Security Standards as a policy, and what it leaves alone. */
export const podSecurity: Shape = {
  type: 'object',
  required: ['level'],
  fields: {
    level: text,
    version: text,
    exclude: {
      type: 'list',
      of: {
        type: 'object',
        required: ['control'],
        fields: {
          control: text,
          images: texts,
          containers: texts,
          values: { type: 'list', of: { type: 'any' } },
        },
      },
    },
  },
}
