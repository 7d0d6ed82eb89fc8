import { type Defaulter, structAt } from '../defaulter.ts'

/**
 * Where nothing says what can be allocated, all of the capacity can.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L388
 */
export const nodeStatus: Defaulter = {
  struct: 'core.v1.NodeStatus',
  apply: (draft) => {
    const capacity = structAt(draft, 'capacity')
    if (capacity !== undefined) draft['allocatable'] ??= { ...capacity }
  },
}
