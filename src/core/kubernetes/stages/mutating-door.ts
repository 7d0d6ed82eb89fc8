import type { JsonObject } from '../../source/json-value.ts'
import { withClockDefaults } from './clock-defaults.ts'
import { handleCreate, withoutManagedFields } from './create-handler.ts'
import { mutatingPlugins } from './mutating/plugins.ts'
import type { Staged, StagedKind, Surroundings } from './surroundings.ts'
import { unknownManagedFields } from './unknown-metadata.ts'

/**
 * A decoded, defaulted and converted object that is being created, as a mutating webhook gets it: after the create handler and
 * the admission plugins that run by default before the webhooks. What they would refuse is not judged.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/endpoints/handlers/create.go
 */
export function atMutatingDoor(
  object: JsonObject,
  kind: StagedKind,
  surroundings: Surroundings,
): Staged {
  const defaulted = withClockDefaults(object, kind, surroundings.time)
  const handled = withoutManagedFields(handleCreate(defaulted, kind, surroundings))
  let staged: Staged = { object: handled, unknown: [unknownManagedFields] }
  for (const plugin of mutatingPlugins) {
    if (!plugin.kinds.some((one) => one.group === kind.group && one.kind === kind.kind)) continue
    const next = plugin.admit(staged.object, surroundings)
    staged = { object: next.object, unknown: [...staged.unknown, ...next.unknown] }
  }
  return staged
}
