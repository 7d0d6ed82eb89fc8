import { type Draft, structAt } from '../defaulter.ts'

/** Quantities by the name of a resource; the names are the user's, so any key is possible. */
export function resourcesAt(draft: Draft, field: string): Draft {
  return structAt(draft, field) ?? {}
}

/** Adds what `source` has and the map at the field lacks; nothing is set where both are empty. */
export function addResources(draft: Draft, field: string, source: Draft): void {
  const merged = { ...source, ...structAt(draft, field) }
  if (Object.keys(merged).length > 0) draft[field] = merged
}
