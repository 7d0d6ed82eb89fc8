import type { KubernetesVersion } from '../../../kubernetes/version.ts'
import type { CallNode } from '../../ast.ts'
import { isAvailable, type Release } from '../../libraries/release.ts'
import { has } from './has.ts'
import type { Macro } from './macro.ts'
import { optionalMacros } from './optional.ts'
import { sortBy } from './sort-by.ts'
import { standardMacros } from './standard.ts'
import { twoVariableMacros } from './two-variable.ts'

/** Every macro that Kubernetes enables. https://github.com/kubernetes/apiserver/blob/master/pkg/cel/environment/base.go */
const macros: readonly Macro[] = [
  has,
  ...standardMacros,
  ...optionalMacros,
  ...twoVariableMacros,
  sortBy,
]

/** The macro that a call means: by its name, its style and how many arguments it has. */
export function macroOf(call: CallNode, release: Release): Macro | undefined {
  const style = call.target === undefined ? 'function' : 'method'
  return macros.find(
    (macro) =>
      macro.name === call.function &&
      macro.arguments === call.arguments.length &&
      macro.style === style &&
      isAvailable({ ...macro, until: undefined, mutationOnly: false }, release),
  )
}

/** The macros that the release has for stored expressions only. */
export function delayedMacroNames(kubernetesVersion: KubernetesVersion): readonly string[] {
  return macros
    .filter(({ since, delayed }) => delayed && since === kubernetesVersion)
    .map(({ name }) => name)
}
