import { isAtLeast } from '../../kubernetes/version.ts'
import type { Environment } from '../environment.ts'
import { libraries } from './libraries.ts'
import type { Overload } from './library.ts'

/** Every function that the environment has, by name, in the order of the libraries. */
export function functionsOf(environment: Environment): ReadonlyMap<string, readonly Overload[]> {
  const key = `${environment.kubernetesVersion} ${environment.mutation}`
  const known = tables.get(key)
  if (known !== undefined) return known
  const table = new Map<string, readonly Overload[]>()
  for (const overload of libraries.flatMap((library) => library.overloads)) {
    if (isEnabled(overload, environment)) {
      table.set(overload.name, [...(table.get(overload.name) ?? []), overload])
    }
  }
  tables.set(key, table)
  return table
}

/** There are two tables per release; each is made once. */
const tables = new Map<string, ReadonlyMap<string, readonly Overload[]>>()

function isEnabled(overload: Overload, environment: Environment): boolean {
  if (overload.mutationOnly && !environment.mutation) return false
  const { kubernetesVersion } = environment
  if (!isAtLeast(kubernetesVersion, overload.since)) return false
  return overload.until === undefined || isAtLeast(overload.until, kubernetesVersion)
}
