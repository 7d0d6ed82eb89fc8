import type { Surroundings } from '../policy-objects/surroundings.ts'

/** What a status rests on. */
export interface StatusSurroundings extends Surroundings {
  /** RFC 3339. */
  readonly time: string
  /** Why Sallyport may not read objects that policies need, by `GROUP/RESOURCE`. */
  readonly unreadable: ReadonlyMap<string, string>
}
