import { ownKinds } from '../../core/index.ts'
import type { ServedResource } from '../discovery.ts'

const group = 'sallyport.dev'
const version = 'v1alpha1'

/** Under which resources a cluster serves our kinds of policies and exemptions. */
export const ownResources: readonly ServedResource[] = ownKinds.map(
  ({ kind, plural, namespaced }) => ({
    kind,
    resource: plural,
    namespaced,
    group,
    version,
    apiVersion: `${group}/${version}`,
    verbs: ['get', 'list', 'watch'],
  }),
)

export const namespaces: ServedResource = {
  group: '',
  version: 'v1',
  apiVersion: 'v1',
  kind: 'Namespace',
  resource: 'namespaces',
  namespaced: false,
  verbs: ['get', 'list', 'watch'],
}

export const customResourceDefinitions: ServedResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  resource: 'customresourcedefinitions',
  namespaced: false,
  verbs: ['get', 'list', 'watch'],
}
