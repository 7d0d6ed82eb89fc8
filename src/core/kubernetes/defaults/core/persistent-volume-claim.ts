import { type Defaulter, setAbsent, structAt } from '../defaulter.ts'

/**
 * A claim starts as Pending; the claim template of an ephemeral volume is none and has no status.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L336
 */
export const persistentVolumeClaim: Defaulter = {
  struct: 'core.v1.PersistentVolumeClaim',
  apply: (draft) => {
    const status = structAt(draft, 'status')
    if (status !== undefined) setAbsent(status, 'phase', 'Pending')
  },
}

/**
 * A claim asks for a file system.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L341
 */
export const persistentVolumeClaimSpec: Defaulter = {
  struct: 'core.v1.PersistentVolumeClaimSpec',
  apply: (draft) => setAbsent(draft, 'volumeMode', 'Filesystem'),
}
