import { isAtLeast } from '../../version.ts'
import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * A driver attaches, makes persistent volumes, and does nothing else. `preventPodSchedulingIfMissing` since the gate
 * VolumeLimitScaling is on, in 1.37.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/storage/v1/defaults.go
 */
export const csiDriver: Defaulter = {
  struct: 'storage.v1.CSIDriverSpec',
  apply: (spec, version) => {
    setAbsent(spec, 'attachRequired', true)
    setAbsent(spec, 'podInfoOnMount', false)
    setAbsent(spec, 'storageCapacity', false)
    setAbsent(spec, 'fsGroupPolicy', 'ReadWriteOnceWithFSType')
    setAbsent(spec, 'volumeLifecycleModes', ['Persistent'])
    setAbsent(spec, 'requiresRepublish', false)
    setAbsent(spec, 'seLinuxMount', false)
    if (isAtLeast(version, '1.37')) setAbsent(spec, 'preventPodSchedulingIfMissing', false)
  },
}
