import { ownResources } from '#src/cluster/watch/own-kinds.ts'

/** CustomResourceDefinitions of our kinds that let everything in. */
export const ownDefinitions = ownResources.map(({ kind, resource, group, version, namespaced }) =>
  openDefinition({ kind, resource, group, version, namespaced }),
)

interface Defined {
  readonly kind: string
  readonly resource: string
  readonly group: string
  readonly version: string
  readonly namespaced: boolean
}

/** A kind whose objects may have any field. */
export function openDefinition({ kind, resource, group, version, namespaced }: Defined) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${resource}.${group}` },
    spec: {
      group,
      scope: namespaced ? 'Namespaced' : 'Cluster',
      names: { kind, plural: resource },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      ],
    },
  }
}
