import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Type } from './check/type.ts'

/** What an expression may use: the release's libraries, the names that are declared, the types of mutation. */
export interface Environment {
  /** Whose behaviour it has. */
  readonly kubernetesVersion: KubernetesVersion
  /**
   * Whether the expression is new, as in a policy that is being created: a release gives it only the functions that the
   * release before knew as well. One that is stored already has all of them.
   * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/environment/environment.go
   */
  readonly expressions: 'new' | 'stored'
  /** Declared names with their types: `object`, `request`, `variables`, `authorizer.requestResource`, … */
  readonly names: ReadonlyMap<string, Type>
  /** The structs that those types name. */
  readonly structs: StructTypes
  /** Whether `Object{…}`, `JSONPatch{…}` and `jsonpatch.escapeKey` exist (mutation expressions only). */
  readonly mutation: boolean
}

/** Declared object types: of a struct's name, the types of its fields; undefined for a name that is no struct's. */
export interface StructTypes {
  readonly fieldsOf: (typeName: string) => ReadonlyMap<string, Type> | undefined
}

/** The types that Kubernetes asks of an expression's result; `any` is a variable's. */
export type ResultType = 'any' | 'bool' | 'string' | 'string-or-null' | 'object' | 'json-patch'
