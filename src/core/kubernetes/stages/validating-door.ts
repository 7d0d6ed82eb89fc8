import type { JsonObject } from '../../source/json-value.ts'
import { withClockDefaults } from './clock-defaults.ts'
import { withOwnersOnce } from './create-handler.ts'
import { editAt, withField } from './edit.ts'
import { isNameGenerated, withName } from './generated-name.ts'
import { uid } from './placeholders.ts'
import type { Staged, StagedKind, Surroundings, Unknown } from './surroundings.ts'
import { unknownManagedFields } from './unknown-metadata.ts'
import { withoutDisabledFields } from './validating/disabled-fields.ts'
import { withFirstGeneration } from './validating/owned-fields.ts'
import { strategyOf } from './validating/strategy-of.ts'

/**
 * An object that is being created, as a validating webhook gets it: mutated, decoded and defaulted again, then named and
 * prepared for the store. What API validation refuses never gets here and is not judged.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/registry/rest/create.go
 */
export function atValidatingDoor(
  object: JsonObject,
  kind: StagedKind,
  surroundings: Surroundings,
): Staged {
  const strategy = strategyOf(kind)
  if (strategy.isStored === false) return { object, unknown: [unknownManagedFields] }
  const defaulted = withClockDefaults(object, kind, surroundings.time)
  const named = withName(withSystemFields(defaulted, surroundings))
  const enabled = withoutDisabledFields(named, kind, surroundings.version)
  const owned = withFirstGeneration(enabled, strategy, surroundings.version)
  const prepared = strategy.prepareForCreate?.(owned, surroundings, object)
  return {
    object: prepared?.object ?? owned,
    unknown: [...unknownMetadata(object), ...(prepared?.unknown ?? [])],
  }
}

function withSystemFields(object: JsonObject, { time }: Surroundings): JsonObject {
  return editAt(object, ['metadata'], (metadata) =>
    withField(
      { ...withOwnersOnce(metadata), uid, creationTimestamp: time },
      'managedFields',
      undefined,
    ),
  )
}

function unknownMetadata(object: JsonObject): readonly Unknown[] {
  return [unknownManagedFields, unknownUid, ...(isNameGenerated(object) ? [unknownName] : [])]
}

const unknownUid: Unknown = {
  path: ['metadata', 'uid'],
  what: 'the uid',
  why: 'the API server draws it',
  substitute: 'placeholder',
}

const unknownName: Unknown = {
  path: ['metadata', 'name'],
  what: 'the generated name',
  why: 'its end is random',
  substitute: 'placeholder',
}
