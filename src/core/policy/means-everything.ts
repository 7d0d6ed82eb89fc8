import { selectsAll } from '../kubernetes/label-selector.ts'
import type { MatchResources } from './model.ts'

/** Whether these match resources leave nothing out. */
export function meansEverything(match: MatchResources | undefined): boolean {
  return (
    (match?.resourceRules ?? []).length === 0 &&
    (match?.excludeResourceRules ?? []).length === 0 &&
    selectsAll(match?.objectSelector ?? undefined) &&
    selectsAll(match?.namespaceSelector ?? undefined)
  )
}
