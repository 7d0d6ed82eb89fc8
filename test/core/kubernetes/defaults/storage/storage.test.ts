import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const driver = {
  attachRequired: true,
  podInfoOnMount: false,
  storageCapacity: false,
  fsGroupPolicy: 'ReadWriteOnceWithFSType',
  volumeLifecycleModes: ['Persistent'],
  requiresRepublish: false,
  seLinuxMount: false,
}

describe('storage.k8s.io', () => {
  testDefaults([
    {
      name: 'a StorageClass of nothing but a provisioner',
      struct: 'storage.v1.StorageClass',
      given: { provisioner: 'a' },
      sets: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
    },
    {
      name: 'a StorageClass that says everything',
      struct: 'storage.v1.StorageClass',
      given: { reclaimPolicy: 'Retain', volumeBindingMode: 'WaitForFirstConsumer' },
      sets: {},
    },
    {
      name: 'a CSIDriver',
      struct: 'storage.v1.CSIDriverSpec',
      given: {},
      sets: { ...driver, preventPodSchedulingIfMissing: false },
    },
    {
      name: 'a CSIDriver before 1.37',
      struct: 'storage.v1.CSIDriverSpec',
      version: '1.36',
      given: {},
      sets: driver,
    },
    {
      name: 'a CSIDriver that says the opposite',
      struct: 'storage.v1.CSIDriverSpec',
      given: {
        attachRequired: false,
        podInfoOnMount: true,
        storageCapacity: true,
        fsGroupPolicy: 'None',
        volumeLifecycleModes: ['Ephemeral'],
        requiresRepublish: true,
        seLinuxMount: true,
        preventPodSchedulingIfMissing: true,
      },
      sets: {},
    },
    {
      name: 'a volume in a VolumeAttachment is no PersistentVolume of its own',
      struct: 'storage.v1.VolumeAttachmentSource',
      given: { inlineVolumeSpec: { capacity: { storage: '1Gi' }, iscsi: { iqn: 'a' } } },
      sets: {
        inlineVolumeSpec: {
          capacity: { storage: '1Gi' },
          iscsi: { iqn: 'a', iscsiInterface: 'default' },
        },
      },
    },
  ])
})
