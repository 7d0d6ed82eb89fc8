import type { JsonObject } from '../../source/json-value.ts'
import { documentKinds, ownVersions } from '../document-kinds.ts'
import type { Shape } from '../shape.ts'
import { additionsFor } from './additions.ts'
import type { OwnKind } from './own-kinds.ts'
import { structuralSchemaOf } from './structural-schema.ts'

/**
 * The CustomResourceDefinition of a kind of ours. Nothing is defaulted, so that what is stored is what was written.
 * https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
 */
export function customResourceDefinition(ownKind: OwnKind): JsonObject {
  const { kind, plural, shortName, namespaced, columns } = ownKind
  const [group = '', version = ''] = (ownVersions[0] ?? '').split('/')
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: namespaced ? 'Namespaced' : 'Cluster',
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        shortNames: [shortName],
        categories: ['sallyport'],
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: rootSchema(ownKind) },
          subresources: { status: {} },
          additionalPrinterColumns: columns,
        },
      ],
    },
  }
}

/** The API server validates the metadata by itself. */
function rootSchema({ kind, description, status }: OwnKind): JsonObject {
  return {
    description,
    type: 'object',
    required: ['spec'],
    properties: {
      apiVersion: { type: 'string', description: 'The group and version of the kind.' },
      kind: { type: 'string', description: 'The kind.' },
      metadata: { type: 'object' },
      spec: structuralSchemaOf(specShape(kind), '.spec', (path) => additionsFor(kind, path)),
      status: structuralSchemaOf(status, '.status', statusAdditions),
    },
  }
}

function specShape(kind: string): Shape {
  const found = documentKinds.find(
    (known) => known.kind === kind && known.apiVersions === ownVersions,
  )
  const spec = found?.shape.type === 'object' ? found.shape.fields['spec'] : undefined
  if (spec === undefined) throw new Error(`documents of kind ${kind} have no spec`)
  return { ...spec, description: 'What it says.' }
}

/** As `metav1.Condition` has it in Kubernetes' own kinds. */
function statusAdditions(path: string): JsonObject {
  switch (path) {
    case '.status.conditions':
      return { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] }
    case '.status.conditions[].lastTransitionTime':
      return { format: 'date-time' }
    default:
      return {}
  }
}
