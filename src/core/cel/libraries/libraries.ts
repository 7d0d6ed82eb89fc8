import { isAtLeast } from '../../kubernetes/version.ts'
import { authorizerLibrary } from './authorizer.ts'
import { cidrsLibrary } from './cidrs.ts'
import { conversionsLibrary } from './conversions.ts'
import { formatsLibrary } from './formats.ts'
import { ipsLibrary } from './ips.ts'
import { jsonPatchLibrary } from './json-patch.ts'
import { kubernetesListsLibrary } from './kubernetes-lists.ts'
import type { Library } from './library.ts'
import { listsLibrary } from './lists.ts'
import { optionalsLibrary } from './optionals.ts'
import { quantitiesLibrary } from './quantities.ts'
import { regexLibrary } from './regex.ts'
import type { Release } from './release.ts'
import { semversLibrary } from './semvers.ts'
import { setsLibrary } from './sets.ts'
import { sizeLibrary } from './size.ts'
import { stringsLibrary } from './strings.ts'
import { textLibrary } from './text.ts'
import { timeLibrary } from './time.ts'
import { twoVariableMacrosLibrary } from './two-variable-macros.ts'
import { urlsLibrary } from './urls.ts'

/** Every library in the order in which Kubernetes adds them. */
export const libraries: readonly Library[] = [
  sizeLibrary,
  conversionsLibrary,
  textLibrary,
  timeLibrary,
  urlsLibrary,
  authorizerLibrary,
  regexLibrary,
  kubernetesListsLibrary,
  optionalsLibrary,
  quantitiesLibrary,
  stringsLibrary,
  setsLibrary,
  ipsLibrary,
  cidrsLibrary,
  formatsLibrary,
  twoVariableMacrosLibrary,
  semversLibrary,
  listsLibrary,
  jsonPatchLibrary,
]

/**
 * The libraries in the release's order: what is stored in 1.37 finds a new version of Kubernetes' list functions, which
 * is added behind all others, so that strings come first in `indexOf`.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/environment/base.go
 */
export function librariesOf({ kubernetesVersion, expressions }: Release): readonly Library[] {
  if (expressions === 'new' || !isAtLeast(kubernetesVersion, '1.37')) return libraries
  const others = libraries.filter((library) => library !== kubernetesListsLibrary)
  return [...others, kubernetesListsLibrary]
}
