import fc from 'fast-check'
import type { Request } from '#src/core/admission/request.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { operations } from './drawn-policies.ts'
import type { Resource } from './made-up-cluster.ts'

/** A request about one of the resources, as it was sent. */
export const request = (among: readonly Resource[]) =>
  fc
    .record({
      of: fc.constantFrom(...among),
      version: fc.nat(2),
      operation: fc.constantFrom(...operations),
      subResource: fc.constantFrom('', '', 'status'),
      name: fc.constantFrom('a', 'b'),
      namespace: fc.constantFrom('shop', 'team', 'shop', 'team', 'kube-system', 'sallyport'),
      labels: fc.constantFrom({}, { tier: 'a' }),
      door: fc.constantFrom('validate', 'validate', 'mutate'),
    })
    .map((drawn): Request => {
      const { of } = drawn
      const subResource = hasStatus(of.resource) ? drawn.subResource : ''
      const version = of.versions[drawn.version % of.versions.length] ?? 'v1'
      const kind = { group: of.group, version, kind: of.kind }
      const resource = { group: of.group, version, resource: of.resource }
      const operation = subResource === '' ? drawn.operation : 'UPDATE'
      return {
        door: operation === 'DELETE' ? 'validate' : (drawn.door as Request['door']),
        reviewVersion: 'admission.k8s.io/v1',
        uid: '705ab4f5-6393-11e8',
        ...{ kind, resource, subResource },
        ...{ requestKind: kind, requestResource: resource, requestSubResource: subResource },
        ...placeOf(drawn),
        operation,
        userInfo: { username: 'jane', groups: ['dev'] },
        dryRun: false,
        ...objectsOf(drawn, operation, version),
        options: null,
      }
    })

interface Drawn {
  readonly of: Resource
  readonly name: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

/** Requests about a Namespace name it twice. */
function placeOf({ of, name, namespace }: Drawn) {
  if (of.resource === 'namespaces') return { name: namespace, namespace }
  return { name, namespace: of.namespaced ? namespace : '' }
}

function objectsOf(drawn: Drawn, operation: Request['operation'], version: string) {
  const object = objectOf(drawn, version)
  const before = { ...object, metadata: { ...object.metadata, annotations: { was: 'here' } } }
  return {
    object: operation === 'DELETE' ? null : object,
    oldObject: operation === 'CREATE' ? null : before,
  }
}

function objectOf(drawn: Drawn, version: string) {
  const { of, labels } = drawn
  const { name, namespace } = placeOf(drawn)
  const isNamespace = of.resource === 'namespaces'
  const spec = { template: { metadata: { labels }, spec: { containers: [] } } }
  return {
    apiVersion: of.group === '' ? version : `${of.group}/${version}`,
    kind: of.kind,
    metadata: {
      name,
      ...(of.namespaced ? { namespace } : {}),
      labels: isNamespace ? { ...labels, 'kubernetes.io/metadata.name': name } : labels,
    } as JsonObject,
    ...(of.kind === 'Deployment' ? { spec } : {}),
  }
}

function hasStatus(resource: string): boolean {
  return !['leases', 'events'].includes(resource)
}
