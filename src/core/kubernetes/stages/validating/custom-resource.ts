import type { JsonObject } from '../../../source/json-value.ts'
import { withField } from '../edit.ts'
import type { StagedKind } from '../surroundings.ts'
import { always, knowing, type Strategy } from './strategy.ts'

/**
 * What happens to objects of a kind that a CustomResourceDefinition describes: they have a generation, for which everything
 * but metadata counts, and no status where that is a sub-resource.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.0/pkg/registry/customresource/strategy.go
 */
export function customResource({ group, kind, subResources }: StagedKind): Strategy {
  const generation = { since: always, of: 'all but metadata' } as const
  if (!subResources.includes('status')) return { group, kind, generation }
  return {
    group,
    kind,
    generation,
    prepareForCreate: knowing((object) => withField(object, 'status', undefined)),
    prepareForUpdate: knowing((object: JsonObject, old: JsonObject) =>
      withField(object, 'status', old['status']),
    ),
  }
}
