import type { JsonObject } from '../../../source/json-value.ts'
import type { Staged, Surroundings } from '../surroundings.ts'

/** An admission plugin that runs before the webhooks and may change an object that is being created. */
export interface MutatingPlugin {
  /** As `--enable-admission-plugins` calls it. */
  readonly name: string
  readonly kinds: readonly { readonly group: string; readonly kind: string }[]
  readonly admit: (object: JsonObject, surroundings: Surroundings) => Staged
}

export const pods = [{ group: '', kind: 'Pod' }]

/** An object of which everything is known. */
export function known(object: JsonObject): Staged {
  return { object, unknown: [] }
}
