import { jsonEqual } from '../../../source/equal.ts'
import type { JsonObject } from '../../../source/json-value.ts'
import { editItems, listOf, withField } from '../edit.ts'
import { always, knowing, type Strategy } from './strategy.ts'

/**
 * `deprecatedTopology` cannot be written any more. Everything but metadata, and the labels, counts for the generation.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/discovery/endpointslice/strategy.go
 */
export const endpointSlice: Strategy = {
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  generation: {
    since: always,
    countsBeforePreparing: true,
    of: [['addressType'], ['endpoints'], ['ports'], ['metadata', 'labels']],
  },
  prepareForCreate: knowing(withoutTopology),
  prepareForUpdate: knowing((object, old) =>
    jsonEqual(listOf(object, 'endpoints'), listOf(old, 'endpoints'))
      ? object
      : withoutTopology(object),
  ),
}

function withoutTopology(object: JsonObject): JsonObject {
  return editItems(object, 'endpoints', (endpoint) =>
    withField(endpoint, 'deprecatedTopology', undefined),
  )
}
