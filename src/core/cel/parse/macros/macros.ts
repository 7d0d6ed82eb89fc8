import { has } from './has.ts'
import type { Macro } from './macro.ts'
import { optionalMacros } from './optional.ts'
import { sortBy } from './sort-by.ts'
import { standardMacros } from './standard.ts'
import { twoVariableMacros } from './two-variable.ts'

/** Every macro that Kubernetes enables. https://github.com/kubernetes/apiserver/blob/master/pkg/cel/environment/base.go */
export const macros: readonly Macro[] = [
  has,
  ...standardMacros,
  ...optionalMacros,
  ...twoVariableMacros,
  sortBy,
]
