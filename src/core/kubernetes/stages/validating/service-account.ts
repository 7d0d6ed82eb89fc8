import type { JsonObject } from '../../../source/json-value.ts'
import { editItems } from '../edit.ts'
import { knowing, type Strategy } from './strategy.ts'

/**
 * Secrets are named, and nothing else is said of them.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/serviceaccount/strategy.go
 */
export const serviceAccount: Strategy = {
  group: '',
  kind: 'ServiceAccount',
  prepareForCreate: knowing(nameSecrets),
  prepareForUpdate: knowing(nameSecrets),
}

function nameSecrets(object: JsonObject): JsonObject {
  return editItems(object, 'secrets', ({ name }) => (name === undefined ? {} : { name }))
}
