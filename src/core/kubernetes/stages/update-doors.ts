import type { JsonObject } from '../../source/json-value.ts'
import { namespaceOf } from '../object.ts'
import { withClockDefaults } from './clock-defaults.ts'
import { withOwnersOnce } from './create-handler.ts'
import { editAt, objectAt, withField } from './edit.ts'
import { defaultTolerationSeconds } from './mutating/default-toleration-seconds.ts'
import type { Staged, StagedKind, Surroundings } from './surroundings.ts'
import { unknownManagedFields } from './unknown-metadata.ts'
import { withoutDisabledFields } from './validating/disabled-fields.ts'
import { withNextGeneration, withStatusOf } from './validating/owned-fields.ts'
import { strategyOf } from './validating/strategy-of.ts'

/**
 * An object that replaces an old one, as a mutating webhook gets it: of the plugins before the webhooks only those of Pods look at
 * an update. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/endpoints/handlers/update.go
 */
export function atMutatingDoorOnUpdate(
  object: JsonObject,
  oldObject: JsonObject,
  kind: StagedKind,
  surroundings: Surroundings,
): Staged {
  const defaulted = withClockDefaults(object, kind, surroundings.time)
  const handled = editAt(defaulted, ['metadata'], (metadata) =>
    withOwnersOnce(withNamespace(withField(metadata, 'managedFields', undefined), oldObject)),
  )
  const isPod = kind.group === '' && kind.kind === 'Pod'
  const admitted = isPod
    ? defaultTolerationSeconds.admit(withPriorityOf(handled, oldObject), surroundings).object
    : handled
  return { object: admitted, unknown: [unknownManagedFields] }
}

/**
 * An object that replaces an old one, as a validating webhook gets it: what only the API server sets is as it was, the generation
 * is the next one where something changed that counts.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/registry/rest/update.go
 */
export function atValidatingDoorOnUpdate(
  object: JsonObject,
  oldObject: JsonObject,
  kind: StagedKind,
  surroundings: Surroundings,
): Staged {
  const { version } = surroundings
  const strategy = strategyOf(kind)
  const system = editAt(object, ['metadata'], (metadata) =>
    withSystemFieldsOf(withOwnersOnce(withNamespace(metadata, oldObject)), oldObject),
  )
  const enabled = withoutDisabledFields(system, kind, version, oldObject)
  const owned = withStatusOf(enabled, oldObject, strategy, version)
  const prepared = strategy.prepareForUpdate?.(owned, oldObject, surroundings)
  return {
    object: withNextGeneration(prepared?.object ?? owned, owned, oldObject, strategy, version),
    unknown: [unknownManagedFields, ...(prepared?.unknown ?? [])],
  }
}

function withNamespace(metadata: JsonObject, old: JsonObject): JsonObject {
  return withField(metadata, 'namespace', namespaceOf(old) === '' ? undefined : namespaceOf(old))
}

/** The Priority plugin gives an updated Pod what it had. */
function withPriorityOf(pod: JsonObject, old: JsonObject): JsonObject {
  const before = objectAt(old, ['spec'])
  return editAt(pod, ['spec'], (spec) =>
    ['priority', 'preemptionPolicy'].reduce(
      (own, field) => withField(own, field, own[field] ?? before[field]),
      spec,
    ),
  )
}

/** A time that the old object has stays; a uid only where the request says none. */
function withSystemFieldsOf(metadata: JsonObject, old: JsonObject): JsonObject {
  const before = objectAt(old, ['metadata'])
  const given = {
    managedFields: undefined,
    generation: before['generation'],
    uid: metadata['uid'] ?? before['uid'],
    resourceVersion: metadata['resourceVersion'] ?? before['resourceVersion'],
    creationTimestamp: before['creationTimestamp'] ?? metadata['creationTimestamp'],
    deletionTimestamp: before['deletionTimestamp'] ?? metadata['deletionTimestamp'],
    deletionGracePeriodSeconds:
      metadata['deletionGracePeriodSeconds'] ?? before['deletionGracePeriodSeconds'],
  }
  return Object.entries(given).reduce(
    (own, [field, value]) => withField(own, field, value),
    metadata,
  )
}
