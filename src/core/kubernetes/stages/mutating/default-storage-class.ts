import { annotationsOf, nameOf } from '../../object.ts'
import { objectsIn } from '../context-objects.ts'
import { editAt, objectAt } from '../edit.ts'
import type { Unknown } from '../surroundings.ts'
import { defaultClass } from './default-class.ts'
import { known, type MutatingPlugin } from './mutating-plugin.ts'

const classAnnotation = 'volume.beta.kubernetes.io/storage-class'

const defaultAnnotations = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
]

const unknownClass: Unknown = {
  path: ['spec', 'storageClassName'],
  what: 'the default storage class',
  why: 'the context has no StorageClass',
  substitute: 'nothing',
  decidedBy: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' },
}

/**
 * A claim that names no class gets the cluster's default class.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/storage/storageclass/setdefault/admission.go
 */
export const defaultStorageClass: MutatingPlugin = {
  name: 'DefaultStorageClass',
  kinds: [{ group: '', kind: 'PersistentVolumeClaim' }],
  admit: (object, surroundings) => {
    const isNamed =
      annotationsOf(object)[classAnnotation] !== undefined ||
      objectAt(object, ['spec'])['storageClassName'] !== undefined
    if (isNamed) return known(object)
    const classes = objectsIn(surroundings, 'storage.k8s.io/v1', 'StorageClass')
    if (classes.length === 0) return { object, unknown: [unknownClass] }
    const found = defaultClass(classes, defaultAnnotations)
    if (found === undefined) return known(object)
    const storageClassName = nameOf(found)
    return known(editAt(object, ['spec'], (spec) => ({ ...spec, storageClassName })))
  },
}
