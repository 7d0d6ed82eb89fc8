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
import { semversLibrary } from './semvers.ts'
import { setsLibrary } from './sets.ts'
import { sizeLibrary } from './size.ts'
import { stringsLibrary } from './strings.ts'
import { textLibrary } from './text.ts'
import { timeLibrary } from './time.ts'
import { twoVariableMacrosLibrary } from './two-variable-macros.ts'
import { urlsLibrary } from './urls.ts'

/** Every library, the language's own first. A function with overloads in several tries them in this order. */
export const libraries: readonly Library[] = [
  sizeLibrary,
  textLibrary,
  conversionsLibrary,
  timeLibrary,
  optionalsLibrary,
  stringsLibrary,
  setsLibrary,
  twoVariableMacrosLibrary,
  listsLibrary,
  kubernetesListsLibrary,
  regexLibrary,
  urlsLibrary,
  quantitiesLibrary,
  ipsLibrary,
  cidrsLibrary,
  formatsLibrary,
  semversLibrary,
  jsonPatchLibrary,
]
