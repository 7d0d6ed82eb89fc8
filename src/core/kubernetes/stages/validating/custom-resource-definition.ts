import { itemsOf, objectAt } from '../edit.ts'
import { always, knowing, ofSpec, type Strategy } from './strategy.ts'

/**
 * A new definition has stored nothing but its storage version.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.0/pkg/registry/customresourcedefinition/strategy.go
 */
export const customResourceDefinition: Strategy = {
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
  generation: ofSpec,
  ownsStatusSince: always,
  prepareForCreate: knowing((object) => {
    const versions = itemsOf(objectAt(object, ['spec']), 'versions')
    const stored = versions.find((one) => one['storage'] === true)
    if (stored === undefined) return object
    const status = objectAt(object, ['status'])
    return { ...object, status: { ...status, storedVersions: [stored['name'] ?? ''] } }
  }),
}
