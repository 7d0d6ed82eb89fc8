import type { JsonObject } from '../../../source/json-value.ts'
import type { KubernetesVersion } from '../../version.ts'
import { editExisting, objectAt } from '../edit.ts'
import { podTemplates } from '../pod-templates.ts'
import type { StagedKind } from '../surroundings.ts'
import { withoutGatedFields } from './gated-fields.ts'
import { gatedKinds } from './gated-kinds.ts'
import { withoutDisabledPodFields } from './pod-fields.ts'

/** An object of a built-in kind without what its feature gates do not let in; what the old one uses stays. */
export function withoutDisabledFields(
  object: JsonObject,
  { group, kind }: StagedKind,
  version: KubernetesVersion,
  old?: JsonObject,
): JsonObject {
  if (group === '' && kind === 'Pod') return withoutDisabledPodFields(object, version, old)
  const enabled = withoutGatedFields(object, gatedKinds.get(`${group}/${kind}`) ?? [], version, old)
  const path = podTemplates.find((one) => one.group === group && one.kind === kind)?.path
  if (path === undefined) return enabled
  const before = old && objectAt(old, path)
  return editExisting(enabled, path, (template) =>
    withoutDisabledPodFields(template, version, before),
  )
}
