import { type JsonValue, printPath } from '#src/core/index.ts'
import type { Difference } from '../differences.ts'

/** The value before and after; the one that was not there is missing. */
interface FieldChange {
  readonly before?: JsonValue
  readonly after?: JsonValue
}

/** What became of the fields of an object, by their paths. */
export type Changes = Readonly<Record<string, FieldChange>>

/** The differences between an object before (`door`) and after (`offline`) it was changed. */
export function changesOf(differences: readonly Difference[]): Changes {
  return Object.fromEntries(
    differences.map(({ path, door, offline }) => [
      printPath(path),
      {
        ...(door === undefined ? {} : { before: door }),
        ...(offline === undefined ? {} : { after: offline }),
      },
    ]),
  )
}
