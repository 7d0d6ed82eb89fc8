import { isAtLeast, kubernetesVersions } from '../../kubernetes/version.ts'
import type { CallNode } from '../ast.ts'
import { declarationsOf } from '../libraries/functions.ts'
import type { Release } from '../libraries/release.ts'
import { macroOf } from '../parse/macros/macros.ts'
import { qualifiedName, withoutDot } from './check-name.ts'
import type { Checker } from './checker.ts'

/** Which later release has the function that a call asks for, where this one has not. */
export function hintFor(node: CallNode, { environment }: Checker): { readonly hint?: string } {
  if (hasCall(node, environment)) return {}
  const release = kubernetesVersions.find(
    (kubernetesVersion) =>
      isAtLeast(kubernetesVersion, environment.kubernetesVersion) &&
      hasCall(node, { ...environment, kubernetesVersion }),
  )
  return release === undefined ? {} : { hint: `Kubernetes ${release} and later have it` }
}

/** Whether there is a function or a macro of that name that takes so many arguments. */
function hasCall(node: CallNode, release: Release): boolean {
  const { target } = node
  if (macroOf(node, release) !== undefined) return true
  const count = node.arguments.length
  if (target === undefined)
    return hasFunction(withoutDot(node.function), 'function', count, release)
  if (hasFunction(node.function, 'method', count + 1, release)) return true
  const namespace = qualifiedName(target)
  if (namespace === undefined) return false
  return hasFunction(withoutDot(`${namespace}.${node.function}`), 'function', count, release)
}

function hasFunction(
  name: string,
  wanted: 'function' | 'method',
  count: number,
  release: Release,
): boolean {
  const declared = declarationsOf(release).get(name) ?? []
  return declared.some(({ style, parameters }) => style === wanted && parameters.length === count)
}
