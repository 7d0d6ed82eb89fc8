import type { JsonObject } from '../../../source/json-value.ts'
import { editExisting, objectAt, withField } from '../edit.ts'
import { knowing, type Strategy } from './strategy.ts'

/**
 * Dynamic kubelet configuration is gone; a new Node may say the rest of its status.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/node/strategy.go
 */
export const node: Strategy = {
  group: '',
  kind: 'Node',
  prepareForCreate: knowing((object) =>
    editExisting(withoutConfigSource(object), ['status'], (status) =>
      withField(status, 'config', undefined),
    ),
  ),
  prepareForUpdate: knowing((object, old) => {
    const kept = withField(object, 'status', old['status'])
    return objectAt(old, ['spec'])['configSource'] === undefined ? withoutConfigSource(kept) : kept
  }),
}

function withoutConfigSource(object: JsonObject): JsonObject {
  return editExisting(object, ['spec'], (spec) => withField(spec, 'configSource', undefined))
}
