import { testDefaults } from '../default-rows.ts'

testDefaults([
  {
    name: 'a volume',
    struct: 'core.v1.PersistentVolume',
    given: { metadata: {}, spec: {}, status: {} },
    sets: {
      spec: { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' },
      status: { phase: 'Pending' },
    },
  },
  {
    name: 'a volume that says everything, on the host',
    struct: 'core.v1.PersistentVolume',
    given: {
      metadata: {},
      spec: {
        hostPath: { path: '/', type: 'Directory' },
        persistentVolumeReclaimPolicy: 'Delete',
        volumeMode: 'Block',
      },
      status: { phase: 'Bound' },
    },
    sets: {},
  },
  {
    name: 'a claim',
    struct: 'core.v1.PersistentVolumeClaim',
    given: { metadata: {}, spec: { resources: {} }, status: {} },
    sets: {
      spec: { resources: {}, volumeMode: 'Filesystem' },
      status: { phase: 'Pending' },
    },
  },
  {
    name: 'a claim that says everything',
    struct: 'core.v1.PersistentVolumeClaim',
    given: {
      metadata: {},
      spec: { resources: {}, volumeMode: 'Block' },
      status: { phase: 'Lost' },
    },
    sets: {},
  },
])
