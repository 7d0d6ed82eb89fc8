import type { Fields, Shape } from '../shape.ts'

const text: Shape = { type: 'string' }
const count: Shape = { type: 'integer' }

/** `metav1.Condition`. https://github.com/kubernetes/apimachinery/blob/v0.37.0/pkg/apis/meta/v1/types.go */
const condition: Shape = {
  type: 'object',
  required: ['type', 'status', 'reason', 'message', 'lastTransitionTime'],
  fields: {
    type: { type: 'string', notEmpty: true, description: 'What is meant: Ready.' },
    status: {
      type: 'string',
      oneOf: ['True', 'False', 'Unknown'],
      description: 'Whether it is so.',
    },
    observedGeneration: { ...count, description: 'The generation that it is about.' },
    lastTransitionTime: { ...text, description: 'Since when the status is so.' },
    reason: { type: 'string', notEmpty: true, description: 'Why, in one word.' },
    message: { ...text, description: 'Why, in words.' },
  },
}

const problem: Shape = {
  type: 'object',
  required: ['severity', 'code', 'message'],
  fields: {
    severity: {
      type: 'string',
      oneOf: ['error', 'warning'],
      description: 'An error keeps it from being in force.',
    },
    code: { ...text, description: 'What sort of problem it is.' },
    path: { ...text, description: 'The field.' },
    line: { ...count, description: 'The line within the text of the field, from 1.' },
    column: { ...count, description: 'The column within the text of the field, from 1.' },
    message: { ...text, description: 'What is wrong.' },
    remedy: { ...text, description: 'What to do.' },
  },
}

const shared: Fields = {
  observedGeneration: { ...count, description: 'The generation that the status is about.' },
  conditions: {
    type: 'list',
    of: condition,
    description: 'Ready: whether it is in force; the reason says why not.',
  },
  problems: { type: 'list', of: problem, description: 'What is wrong, errors first.' },
  errors: { ...count, description: 'How many errors there are.' },
  warnings: { ...count, description: 'How many warnings there are.' },
}

/** What Sallyport writes into the status of a rule. */
export const ruleStatus: Shape = {
  type: 'object',
  description: 'What Sallyport found out about it; written by Sallyport.',
  fields: {
    ...shared,
    matching: { ...count, description: 'How many kinds of the cluster it concerns.' },
    actions: { ...text, description: 'What follows when something does not hold.' },
    failurePolicy: { ...text, description: 'The failure policy in force.' },
    deprecations: {
      type: 'list',
      of: text,
      description: 'Versions that it names and API servers no longer serve.',
    },
  },
}

/** What Sallyport writes into the status of a PolicyExemption. */
export const exemptionStatus: Shape = {
  type: 'object',
  description: 'What Sallyport found out about it; written by Sallyport.',
  fields: shared,
}
