import type { JsonObject } from '../source/json-value.ts'

/** What became of an object through one mutation. */
export type Mutated = { readonly kind: 'mutated'; readonly object: JsonObject } | Unmutated

/** Why nothing came of it. */
export type Unmutated =
  /** The failure policy decides. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The API server refuses the request whatever the failure policy says. */
  | Refused

export interface Refused {
  readonly kind: 'refused'
  readonly message: string
}

export function mutationFailed(message: string): Mutated {
  return { kind: 'failed', message }
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go (NewInternalError) */
export function internalError(message: string): Refused {
  return { kind: 'refused', message: `Internal error occurred: ${message}` }
}
