import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Volumes are deleted with their claims, and bound at once.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/storage/v1/defaults.go
 */
export const storageClass: Defaulter = {
  struct: 'storage.v1.StorageClass',
  apply: (storageClass) => {
    setAbsent(storageClass, 'reclaimPolicy', 'Delete')
    setAbsent(storageClass, 'volumeBindingMode', 'Immediate')
  },
}
