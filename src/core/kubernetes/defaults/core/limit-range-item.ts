import type { Defaulter } from '../defaulter.ts'
import { addResources, resourcesAt } from './resources.ts'

/**
 * For containers: a resource's default is its max; its default request is its default, otherwise its min.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L402
 */
export const limitRangeItem: Defaulter = {
  struct: 'core.v1.LimitRangeItem',
  apply: (draft) => {
    if (draft['type'] !== 'Container') return
    addResources(draft, 'default', resourcesAt(draft, 'max'))
    addResources(draft, 'defaultRequest', resourcesAt(draft, 'default'))
    addResources(draft, 'defaultRequest', resourcesAt(draft, 'min'))
  },
}
