import type { Fields, Shape } from '../shape.ts'
import { described } from './described.ts'

const text: Shape = { type: 'string' }
const texts: Shape = { type: 'list', of: text }
const expression: Shape = { type: 'string', notEmpty: true }

/** The shape, said in a few words. */
function saying(shape: Shape, description: string): Shape {
  return { ...shape, description }
}

export const labelSelector: Shape = {
  type: 'object',
  fields: {
    matchLabels: saying({ type: 'map', of: text }, 'Labels, and the values that they must have.'),
    matchExpressions: {
      type: 'list',
      description: 'What labels must fulfil beside that; all of it must hold.',
      of: {
        type: 'object',
        required: ['key', 'operator'],
        fields: {
          key: saying(text, 'The label.'),
          operator: {
            type: 'string',
            oneOf: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
            description: 'How the label is compared with the values.',
          },
          values: saying(texts, 'The values, for In and NotIn.'),
        },
      },
    },
  },
}

const lookups: Shape = {
  type: 'list',
  of: {
    type: 'object',
    required: ['name', 'version', 'resource'],
    fields: {
      name: saying(expression, 'What expressions call it: lookups.NAME.'),
      group: saying(text, 'The API group; empty is the core group.'),
      version: saying(expression, 'The version of the API.'),
      resource: saying(expression, 'The resource, in the plural.'),
      namespace: saying(
        expression,
        'A CEL expression that gives the namespace to look into; without it all are looked into.',
      ),
      labelSelector: saying(labelSelector, 'Selects the objects by their labels.'),
    },
  },
}

const resourceRules: Shape = {
  type: 'list',
  of: {
    type: 'object',
    required: ['apiGroups', 'apiVersions', 'operations', 'resources'],
    fields: {
      apiGroups: { type: 'list', of: text, notEmpty: true },
      apiVersions: { type: 'list', of: expression, notEmpty: true },
      operations: {
        type: 'list',
        notEmpty: true,
        description: 'Operations; * is any.',
        of: { type: 'string', oneOf: ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'] },
      },
      resources: { type: 'list', of: expression, notEmpty: true },
      resourceNames: texts,
      scope: { type: 'string', oneOf: ['*', 'Cluster', 'Namespaced'] },
    },
  },
}

export const matchResources: Shape = {
  type: 'object',
  fields: {
    namespaceSelector: labelSelector,
    objectSelector: labelSelector,
    resourceRules,
    excludeResourceRules: resourceRules,
    matchPolicy: { type: 'string', oneOf: ['Equivalent', 'Exact'] },
  },
}

const namedExpressions: Shape = {
  type: 'list',
  of: {
    type: 'object',
    required: ['name', 'expression'],
    fields: { name: saying(expression, 'What it is called.'), expression },
  },
}

const metadataFields: Fields = {
  name: { type: 'string', notEmpty: true },
  namespace: text,
  labels: { type: 'map', of: text },
  annotations: { type: 'map', of: text },
  generateName: text,
  uid: text,
  resourceVersion: text,
  generation: { type: 'integer' },
  creationTimestamp: text,
  deletionTimestamp: text,
  deletionGracePeriodSeconds: { type: 'integer' },
  finalizers: texts,
  ownerReferences: { type: 'list', of: { type: 'any' } },
  managedFields: { type: 'list', of: { type: 'any' } },
  selfLink: text,
}

export const matchConditions: Shape = namedExpressions

export const paramRef: Shape = {
  type: 'object',
  fields: {
    name: saying(text, 'The name of the object.'),
    namespace: saying(text, 'Its namespace; without it that of the object that is judged.'),
    selector: saying(labelSelector, 'Selects objects by their labels.'),
    parameterNotFoundAction: { type: 'string', oneOf: ['Allow', 'Deny'] },
  },
}

export const validationActions: Shape = {
  type: 'list',
  of: { type: 'string', oneOf: ['Audit', 'Deny', 'Warn'] },
}

/** The fields that policies of both doors share. */
const policyFields: Fields = {
  paramKind: {
    type: 'object',
    required: ['apiVersion', 'kind'],
    fields: {
      apiVersion: saying(expression, 'The apiVersion of the objects.'),
      kind: saying(expression, 'The kind of the objects.'),
    },
  },
  matchConstraints: matchResources,
  matchConditions,
  variables: namedExpressions,
  failurePolicy: { type: 'string', oneOf: ['Fail', 'Ignore'] },
}

const validationFields: Fields = {
  expression: saying(expression, 'A CEL expression that must be true.'),
  message: saying(text, 'What is said where it is not.'),
  messageExpression: text,
  reason: {
    type: 'string',
    oneOf: ['Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'],
  },
}

export const validatingFields: Fields = {
  ...policyFields,
  validations: validationsOf(validationFields),
  auditAnnotations: {
    type: 'list',
    of: {
      type: 'object',
      required: ['key', 'valueExpression'],
      fields: {
        key: saying(expression, 'The key of the annotation.'),
        valueExpression: saying(
          expression,
          'A CEL expression that gives the value, or null for none.',
        ),
      },
    },
  },
}

const patchExpression: Shape = {
  type: 'object',
  required: ['expression'],
  fields: { expression },
}

export const mutatingFields: Fields = {
  ...policyFields,
  reinvocationPolicy: { type: 'string', oneOf: ['IfNeeded', 'Never'] },
  mutations: {
    type: 'list',
    notEmpty: true,
    of: {
      type: 'object',
      required: ['patchType'],
      fields: {
        patchType: {
          type: 'string',
          oneOf: ['ApplyConfiguration', 'JSONPatch'],
          description: 'Whether fields are set, or operations carried out.',
        },
        applyConfiguration: patchExpression,
        jsonPatch: patchExpression,
      },
    },
  },
}

/** Validations of our kinds may have names, by which findings and exemptions call them. */
export const namedValidations: Shape = validationsOf({
  name: saying(text, 'What findings and exemptions call it.'),
  ...validationFields,
})

/** What our kinds have beside the fields of the Kubernetes kind: the binding, and what Kubernetes lacks. */
export const ownFields: Fields = {
  matchResources,
  paramRef,
  params: { type: 'map', of: { type: 'any' } },
  lookups,
  podTemplates: { type: 'boolean' },
  exemptible: { type: 'boolean' },
}

/** A whole document with that spec, of a kind that lives outside of namespaces. */
export function documentShape(spec: Fields, required: readonly string[]): Shape {
  const metadata: Shape = { type: 'object', required: ['name'], fields: metadataFields }
  return wholeShape(metadata, { type: 'object', fields: spec, required })
}

/** The same of a kind that lives in namespaces. */
export function namespacedShape(spec: Fields, required: readonly string[]): Shape {
  const fields: Fields = { ...metadataFields, namespace: expression }
  const metadata: Shape = { type: 'object', required: ['name', 'namespace'], fields }
  return wholeShape(metadata, { type: 'object', fields: spec, required })
}

function wholeShape(metadata: Shape, spec: Shape): Shape {
  return {
    type: 'object',
    required: ['metadata', 'spec'],
    fields: {
      apiVersion: text,
      kind: text,
      metadata,
      spec: described(spec),
      status: { type: 'any' },
    },
  }
}

function validationsOf(fields: Fields): Shape {
  return { type: 'list', of: { type: 'object', required: ['expression'], fields } }
}
