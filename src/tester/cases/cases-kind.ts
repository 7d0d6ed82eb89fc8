import { type DocumentKind, kubernetesVersions, type Shape } from '../../core/index.ts'
import { accessReviewShape } from './access-review-shape.ts'
import { expectationShape } from './expectation-shape.ts'

const text: Shape = { type: 'string' }
const texts: Shape = { type: 'list', of: text }
const name: Shape = { type: 'string', notEmpty: true }
const anyObject: Shape = { type: 'map', of: { type: 'any' } }

const objectFrom: Shape = {
  type: 'object',
  fields: {
    name: told(name, 'One of the objects of this document.'),
    path: told(name, 'A file, relative to this one.'),
    document: told({ type: 'integer' }, 'Which document of the file, from 0.'),
    merge: told(anyObject, 'A JSON Merge Patch (RFC 7396) of it: null removes a field.'),
    patch: told(
      {
        type: 'list',
        of: {
          type: 'object',
          required: ['op', 'path'],
          fields: {
            op: { type: 'string', oneOf: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
            path: text,
            from: text,
            value: { type: 'any' },
          },
        },
      },
      'A JSON Patch (RFC 6902) of it, applied behind merge.',
    ),
  },
}

const version: Shape = {
  type: 'string',
  oneOf: kubernetesVersions,
  description: 'The release of Kubernetes; without it that of the command line.',
}
const policy = told(name, 'The policy that is meant, where several stand together.')
const raw: Shape = {
  type: 'boolean',
  description:
    'Whether the object comes to the policies as it is written, without what an API server decodes, defaults and adds.',
}

const policyCase: Shape = {
  type: 'object',
  required: ['name', 'expect'],
  fields: {
    name: told(name, 'What the case shows; no other case of the document has the name.'),
    like: told(name, 'Another case, of which all is taken over but its name and what it expects.'),
    policy,
    object: told(anyObject, 'The object of the request; when it is deleted, what is deleted.'),
    objectFrom: told(objectFrom, 'The object, made of another one.'),
    oldObject: told(anyObject, 'The object as it stood before.'),
    oldObjectFrom: told(objectFrom, 'The old object, made of another one.'),
    operation: told(
      { type: 'string', oneOf: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] },
      'CREATE without it.',
    ),
    subResource: told(name, 'The sub-resource that is asked for, such as status.'),
    resource: told(
      name,
      'Whose sub-resource that is, where the object is of another kind (Scale, Binding, PodExecOptions): pods, deployments.apps.',
    ),
    resourceName: told(name, 'The name there, where the object has none.'),
    namespace: told(name, 'Where a namespaced object goes that names none; default.'),
    namespaceObject: told(anyObject, 'The namespace, with its labels.'),
    userInfo: told(
      {
        type: 'object',
        fields: { username: text, uid: text, groups: texts, extra: { type: 'map', of: texts } },
      },
      'Who sends the request.',
    ),
    dryRun: { type: 'boolean', description: 'Whether nothing is to be stored.' },
    time: told(text, 'When the request is made, RFC 3339; without it every rule is enforced.'),
    kubernetesVersion: version,
    params: told(anyObject, 'Stands in for the params of every binding.'),
    context: told(
      { type: 'list', of: anyObject },
      'Objects that the cluster holds: namespaces, params, exemptions, what lookups find.',
    ),
    accessReviews: told({ type: 'list', of: accessReviewShape }, 'What authorizer answers.'),
    raw,
    expect: told(expectationShape, 'What must come of it.'),
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
    policies: told(
      { type: 'list', of: name, notEmpty: true },
      'Files, folders or globs with the policies, relative to this file; without it those of its folder.',
    ),
    policy,
    kubernetesVersion: version,
    context: told(
      { type: 'list', of: anyObject },
      'Objects that the cluster holds in every case of the document.',
    ),
    raw,
    objects: told({ type: 'map', of: anyObject }, 'Objects that cases name with objectFrom.'),
    cases: { type: 'list', of: policyCase, notEmpty: true },
    acceptedMutants: told(
      {
        type: 'list',
        of: {
          type: 'object',
          required: ['mutant', 'reason'],
          fields: {
            mutant: told(name, 'Its id, or its text, as sallyport verify --mutants prints them.'),
            reason: told(name, 'Why no case has to notice it.'),
          },
        },
      },
      'Changes of the policies that no case notices, and that may stay so.',
    ),
  },
}

function told(shape: Shape, description: string): Shape {
  return { ...shape, description }
}

/** The kind of the documents beside policies that hold their cases. */
export const casesKind: DocumentKind = {
  kind: 'PolicyCases',
  apiVersions: ['sallyport.dev/v1alpha1'],
  shape: policyCases,
}
