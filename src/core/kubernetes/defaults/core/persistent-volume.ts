import { type Defaulter, setAbsent, structAt } from '../defaulter.ts'

/**
 * Pending, kept when its claim is gone, and holding a file system.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L324
 */
export const persistentVolume: Defaulter = {
  struct: 'core.v1.PersistentVolume',
  apply: (draft) => {
    const spec = structAt(draft, 'spec')
    const status = structAt(draft, 'status')
    if (status !== undefined) setAbsent(status, 'phase', 'Pending')
    if (spec === undefined) return
    setAbsent(spec, 'persistentVolumeReclaimPolicy', 'Retain')
    setAbsent(spec, 'volumeMode', 'Filesystem')
  },
}
