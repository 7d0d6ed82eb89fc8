import type { JsonObject, JsonValue } from '../../source/json-value.ts'
import { annotationsOf, nameOf } from '../object.ts'
import { editAt, objectAt, textOf, withField } from '../stages/edit.ts'
import { templateHash } from '../stages/placeholders.ts'
import type { Unknown } from '../stages/surroundings.ts'
import type { Controller } from './controller.ts'
import { ownerReference } from './owner-reference.ts'
import { scaledValue } from './scaled-value.ts'

const hashLabel = 'pod-template-hash'
const template = ['spec', 'template']

/**
 * A Deployment creates a ReplicaSet for its template, whose labels and selector say the template's hash.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/deployment/sync.go (getNewReplicaSet)
 */
export const deployment: Controller = {
  ...{ group: 'apps', resource: 'deployments', creates: 'ReplicaSet' },
  create: (owner) => ({
    kind: 'ReplicaSet',
    object: replicaSetOf(owner),
    account: 'deployment-controller',
    described: describedBy(owner),
    template,
    placeInOwner: (path) =>
      path[0] === 'metadata' && path[1] === 'labels' ? [...template, ...path] : path,
    unknown: unknownHash,
  }),
}

function replicaSetOf(owner: JsonObject): JsonObject {
  const spec = objectAt(owner, ['spec'])
  const hashed = editAt(objectAt(spec, ['template']), ['metadata', 'labels'], withHash)
  const name = nameOf(owner)
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name.slice(0, maxName - templateHash.length - 1)}-${templateHash}`,
      labels: objectAt(hashed, ['metadata', 'labels']),
      annotations: annotationsFor(owner),
      ownerReferences: [ownerReference(owner)],
    },
    spec: {
      ...fieldOf(spec, 'replicas'),
      ...fieldOf(spec, 'minReadySeconds'),
      selector: editAt(objectAt(spec, ['selector']), ['matchLabels'], withHash),
      template: hashed,
    },
  }
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go (DNS1123SubdomainMaxLength) */
const maxName = 253

function withHash(labels: JsonObject): JsonObject {
  return { ...labels, [hashLabel]: templateHash }
}

function fieldOf(spec: JsonObject, field: string): JsonObject {
  const value = spec[field]
  return value === undefined ? {} : { [field]: value }
}

/** Its own, but for what belongs to it alone. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/deployment/util/deployment_util.go (SetNewReplicaSetAnnotations) */
function annotationsFor(owner: JsonObject): JsonObject {
  const copied = Object.entries(annotationsOf(owner)).filter(([key]) => !skipped.has(key))
  const desired = numberIn(objectAt(owner, ['spec'])['replicas'])
  return Object.fromEntries([
    ...copied,
    ['deployment.kubernetes.io/desired-replicas', String(desired)],
    ['deployment.kubernetes.io/max-replicas', String(desired + surgeOf(owner, desired))],
    ['deployment.kubernetes.io/revision', '1'],
  ])
}

const skipped: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
])

function surgeOf(owner: JsonObject, desired: number): number {
  const strategy = objectAt(owner, ['spec', 'strategy'])
  if (textOf(strategy, 'type') !== 'RollingUpdate') return 0
  return scaledValue(objectAt(strategy, ['rollingUpdate'])['maxSurge'], desired)
}

function numberIn(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 1
}

/** The labels of a ReplicaSet are those of the template. */
function describedBy(owner: JsonObject): JsonObject {
  const labels = objectAt(owner, [...template, 'metadata'])['labels']
  return editAt(owner, ['metadata'], (metadata) => withField(metadata, 'labels', labels))
}

const unknownHash: readonly Unknown[] = [
  ['metadata', 'name'],
  ['metadata', 'labels', hashLabel],
  ['spec', 'selector', 'matchLabels', hashLabel],
  [...template, 'metadata', 'labels', hashLabel],
].map((path) => ({
  path,
  what: "the template's hash",
  why: 'the controller computes it of its own form of the template',
  substitute: 'placeholder',
}))
