import { type Defaulter, structsAt } from '../defaulter.ts'

/**
 * podIP and the first of podIPs are the same: what is missing follows the other, and where they differ podIP wins. (A matter
 * of conversion before 1.37, with the same result.)
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L225
 */
export const podStatus: Defaulter = {
  struct: 'core.v1.PodStatus',
  apply: (draft) => {
    const ip = draft['podIP']
    const first = structsAt(draft, 'podIPs')[0]?.['ip']
    if (ip !== undefined && ip !== first) draft['podIPs'] = [{ ip }]
    else if (ip === undefined && first !== undefined && first !== '') draft['podIP'] = first
  },
}
