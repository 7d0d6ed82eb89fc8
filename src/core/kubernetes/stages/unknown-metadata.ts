import type { Unknown } from './surroundings.ts'

/** At every door, of every object. */
export const unknownManagedFields: Unknown = {
  path: ['metadata', 'managedFields'],
  what: 'who set which field',
  why: 'the API server keeps it by the name of the client',
  substitute: 'nothing',
}
