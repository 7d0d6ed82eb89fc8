import { kindOf } from '../../object.ts'
import { editAt, listOf } from '../edit.ts'
import { known, type MutatingPlugin } from './mutating-plugin.ts'

const finalizers: ReadonlyMap<string, string> = new Map([
  ['PersistentVolume', 'kubernetes.io/pv-protection'],
  ['PersistentVolumeClaim', 'kubernetes.io/pvc-protection'],
  ['VolumeAttributesClass', 'kubernetes.io/vac-protection'],
])

/**
 * A finalizer keeps storage objects while they are used.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go
 */
export const storageObjectInUseProtection: MutatingPlugin = {
  name: 'StorageObjectInUseProtection',
  kinds: [
    { group: '', kind: 'PersistentVolume' },
    { group: '', kind: 'PersistentVolumeClaim' },
    { group: 'storage.k8s.io', kind: 'VolumeAttributesClass' },
  ],
  admit: (object) => {
    const finalizer = finalizers.get(kindOf(object))
    if (finalizer === undefined) return known(object)
    return known(
      editAt(object, ['metadata'], (metadata) => {
        const before = listOf(metadata, 'finalizers')
        return before.includes(finalizer)
          ? metadata
          : { ...metadata, finalizers: [...before, finalizer] }
      }),
    )
  },
}
