import { type Defaulter, structAt } from '../defaulter.ts'

/**
 * The template's labels are the selector and the object's own labels where those are empty.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L50
 */
export const replicationController: Defaulter = {
  struct: 'core.v1.ReplicationController',
  apply: (draft) => {
    const metadata = structAt(draft, 'metadata')
    const spec = structAt(draft, 'spec')
    const template = spec && structAt(spec, 'template')
    const templateMetadata = template && structAt(template, 'metadata')
    const labels = templateMetadata && structAt(templateMetadata, 'labels')
    if (metadata === undefined || spec === undefined || labels === undefined) return
    spec['selector'] ??= { ...labels }
    metadata['labels'] ??= { ...labels }
  },
}
