import { stringType } from '../check/type.ts'
import { type DeclaredType, scalar } from '../schema/declared-type.ts'
import type { Estimate } from './estimate.ts'

/** How large the value at a path from a declared name may be; undefined where nobody knows. */
export type Sizes = (path: readonly string[]) => Estimate | undefined

/**
 * Sizes from declared types; `rootOf` has the type of a name. What is no text, list or map has the size 0.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/compilation.go
 */
export function sizesOf(rootOf: (name: string) => DeclaredType | undefined): Sizes {
  return ([name = '', ...steps]) => {
    let declared = rootOf(name)
    for (const step of steps) declared = declared && below(declared, step)
    return declared && { min: 0n, max: maxElementsOf(declared) }
  }
}

function below(declared: DeclaredType, step: string): DeclaredType | undefined {
  switch (step) {
    case '@items':
    case '@values':
      return declared.kind === 'list'
        ? declared.items
        : declared.kind === 'map'
          ? declared.values
          : undefined
    case '@keys':
      return declared.kind === 'map' ? key : undefined
    default:
      return declared.kind === 'object' ? declared.fields.get(step) : undefined
  }
}

function maxElementsOf(declared: DeclaredType): bigint {
  return declared.kind === 'object' ? 0n : BigInt.asUintN(64, declared.maxElements ?? 0n)
}

/** How long keys are, no schema says. */
const key: DeclaredType = scalar(stringType, 2n)
