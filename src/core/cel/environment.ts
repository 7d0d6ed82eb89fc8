import type { KubernetesVersion } from '../kubernetes/version.ts'

/** What an expression may use: the release's libraries, the names that are declared, the types of mutation. */
export interface Environment {
  readonly kubernetesVersion: KubernetesVersion
  /** Declared names: `object`, `oldObject`, `request`, `params`, `namespaceObject`, `authorizer`, `variables`, … */
  readonly names: ReadonlySet<string>
  /** Fields of `variables` that stand before this expression. */
  readonly variables: ReadonlySet<string>
  /** Whether `Object{…}`, `JSONPatch{…}` and `jsonpatch.escapeKey` exist (mutation expressions only). */
  readonly mutation: boolean
}

/** The types that Kubernetes asks of an expression's result; `any` is a variable's. */
export type ResultType = 'any' | 'bool' | 'string' | 'string-or-null' | 'object' | 'json-patch'
