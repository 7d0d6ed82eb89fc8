import { librariesOf } from './libraries.ts'
import type { Declaration } from './library.ts'
import { operators } from './operators.ts'
import { isAvailable, type Release } from './release.ts'

/**
 * Every overload that the environment has, of functions (these are `Overload`s) and of operators, by name and in
 * Kubernetes' order.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/environment/base.go
 */
export function declarationsOf(environment: Release): ReadonlyMap<string, readonly Declaration[]> {
  const { kubernetesVersion, expressions, mutation } = environment
  const key = `${kubernetesVersion} ${expressions} ${mutation}`
  const table = tables.get(key) ?? makeTable(environment)
  tables.set(key, table)
  return table
}

/** There are four tables per release; each is made once. */
const tables = new Map<string, ReadonlyMap<string, readonly Declaration[]>>()

function makeTable(environment: Release): ReadonlyMap<string, readonly Declaration[]> {
  const table = new Map<string, readonly Declaration[]>()
  const overloads = librariesOf(environment).flatMap((library) => library.overloads)
  for (const declaration of [...operators, ...overloads]) {
    if (!isAvailable(declaration, environment)) continue
    table.set(declaration.name, [...(table.get(declaration.name) ?? []), declaration])
  }
  return table
}
