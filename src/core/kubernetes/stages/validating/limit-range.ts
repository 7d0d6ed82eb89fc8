import { nameOf } from '../../object.ts'
import { editAt, objectAt } from '../edit.ts'
import type { Unknown } from '../surroundings.ts'
import type { Strategy } from './strategy.ts'

const unknownName: Unknown = {
  path: ['metadata', 'name'],
  what: 'the name',
  why: 'the API server draws a uid for it',
  substitute: 'placeholder',
}

/**
 * A LimitRange without a name is called by a uid.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/limitrange/strategy.go
 */
export const limitRange: Strategy = {
  group: '',
  kind: 'LimitRange',
  prepareForCreate: (object) => {
    if (nameOf(object) !== '') return { object, unknown: [] }
    const { uid: name = '' } = objectAt(object, ['metadata'])
    const named = editAt(object, ['metadata'], (metadata) => ({ ...metadata, name }))
    return { object: named, unknown: [unknownName] }
  },
}
