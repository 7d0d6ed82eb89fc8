import type { KubernetesVersion } from '../../../kubernetes/version.ts'
import type { CallNode, Expression } from '../../ast.ts'
import type { NodeFactory } from '../nodes.ts'

/** What a macro makes of its call, or what is wrong with one of its arguments. */
export type Expansion =
  | { readonly kind: 'expanded'; readonly node: Expression }
  | { readonly kind: 'problem'; readonly node: Expression; readonly message: string }

/** A call with this name and number of arguments is no call: the parser replaces it. */
export interface Macro {
  readonly name: string
  readonly style: 'function' | 'method'
  readonly arguments: number
  /** The first Kubernetes release that has it, and whether it has it for new expressions only one release later. */
  readonly since: KubernetesVersion
  readonly delayed: boolean
  readonly expand: (call: CallNode, make: NodeFactory) => Expansion
}

export function expanded(node: Expression): Expansion {
  return { kind: 'expanded', node }
}

export function problem(node: Expression, message: string): Expansion {
  return { kind: 'problem', node, message }
}
