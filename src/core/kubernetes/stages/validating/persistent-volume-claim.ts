import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { editExisting, objectAt, textOf, withField } from '../edit.ts'
import { always, knowing, type Strategy } from './strategy.ts'

/**
 * `dataSource` and `dataSourceRef` say the same; what only the old field says must be a claim or a snapshot.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/persistentvolumeclaim/strategy.go
 */
export const persistentVolumeClaim: Strategy = {
  group: '',
  kind: 'PersistentVolumeClaim',
  ownsStatusSince: always,
  prepareForCreate: knowing((object) =>
    editExisting(object, ['spec'], (spec) => agree(withoutStrangeSource(withinNamespace(spec)))),
  ),
  prepareForUpdate: knowing((object, old) => {
    const before = objectAt(old, ['spec'])
    const isUsed = isObject(before['dataSource']) || isObject(before['dataSourceRef'])
    return editExisting(object, ['spec'], (spec) => {
      const kept = isObject(before['dataSourceRef']) ? spec : withinNamespace(spec)
      return agree(isUsed ? kept : withoutStrangeSource(kept))
    })
  }),
}

/** The gate CrossNamespaceVolumeDataSource is off. */
function withinNamespace(spec: JsonObject): JsonObject {
  const isOutside = textOf(objectAt(spec, ['dataSourceRef']), 'namespace') !== ''
  return isOutside ? withField(spec, 'dataSourceRef', undefined) : spec
}

function withoutStrangeSource(spec: JsonObject): JsonObject {
  const source = spec['dataSource']
  if (isObject(spec['dataSourceRef']) || !isObject(source)) return spec
  const what = `${textOf(source, 'apiGroup')}/${textOf(source, 'kind')}`
  const isUsual = ['/PersistentVolumeClaim', 'snapshot.storage.k8s.io/VolumeSnapshot'].includes(
    what,
  )
  return isUsual ? spec : withField(spec, 'dataSource', undefined)
}

function agree(spec: JsonObject): JsonObject {
  const { dataSource: source, dataSourceRef: reference } = spec
  if (isObject(source) && !isObject(reference)) return { ...spec, dataSourceRef: copyOf(source) }
  if (!isObject(reference) || isObject(source)) return spec
  const isOutside = textOf(reference, 'namespace') !== ''
  return isOutside ? spec : { ...spec, dataSource: copyOf(reference) }
}

function copyOf({ apiGroup = null, kind = '', name = '' }: JsonObject): JsonObject {
  return { apiGroup, kind, name }
}
