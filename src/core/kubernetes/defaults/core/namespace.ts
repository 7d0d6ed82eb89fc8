import { type Defaulter, setAbsent, structAt } from '../defaulter.ts'

/**
 * A label holds the name, whatever it held before; an object that waits for its name (generateName) gets it later.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L368
 */
export const namespace: Defaulter = {
  struct: 'core.v1.Namespace',
  apply: (draft) => {
    const metadata = structAt(draft, 'metadata')
    const name = metadata?.['name']
    if (metadata === undefined || name === undefined || name === '') return
    const labels = { ...structAt(metadata, 'labels'), 'kubernetes.io/metadata.name': name }
    metadata['labels'] = labels
  },
}

/**
 * A namespace starts as Active.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L383
 */
export const namespaceStatus: Defaulter = {
  struct: 'core.v1.NamespaceStatus',
  apply: (draft) => setAbsent(draft, 'phase', 'Active'),
}
