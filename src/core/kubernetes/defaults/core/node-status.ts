import { type Defaulter, dropEmpty, structAt } from '../defaulter.ts'

/**
 * Where nothing says what can be allocated, all of the capacity can; an empty map does say it.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L388
 */
export const nodeStatus: Defaulter = {
  struct: 'core.v1.NodeStatus',
  apply: (draft) => {
    const capacity = structAt(draft, 'capacity')
    if (capacity !== undefined) draft['allocatable'] ??= { ...capacity }
    dropEmpty(draft, 'allocatable')
  },
}
