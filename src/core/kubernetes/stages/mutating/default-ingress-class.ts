import { annotationsOf, nameOf } from '../../object.ts'
import { objectsIn } from '../context-objects.ts'
import { editAt, objectAt } from '../edit.ts'
import type { Unknown } from '../surroundings.ts'
import { defaultClass } from './default-class.ts'
import { known, type MutatingPlugin } from './mutating-plugin.ts'

const classAnnotation = 'kubernetes.io/ingress.class'

const unknownClass: Unknown = {
  path: ['spec', 'ingressClassName'],
  what: 'the default ingress class',
  why: 'the context has no IngressClass',
  substitute: 'nothing',
  decidedBy: { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' },
}

/**
 * An Ingress that names no class gets the cluster's default class.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/network/defaultingressclass/admission.go
 */
export const defaultIngressClass: MutatingPlugin = {
  name: 'DefaultIngressClass',
  kinds: [{ group: 'networking.k8s.io', kind: 'Ingress' }],
  admit: (object, surroundings) => {
    const isNamed =
      annotationsOf(object)[classAnnotation] !== undefined ||
      objectAt(object, ['spec'])['ingressClassName'] !== undefined
    if (isNamed) return known(object)
    const classes = objectsIn(surroundings, 'networking.k8s.io/v1', 'IngressClass')
    if (classes.length === 0) return { object, unknown: [unknownClass] }
    const found = defaultClass(classes, ['ingressclass.kubernetes.io/is-default-class'])
    if (found === undefined) return known(object)
    const ingressClassName = nameOf(found)
    return known(editAt(object, ['spec'], (spec) => ({ ...spec, ingressClassName })))
  },
}
