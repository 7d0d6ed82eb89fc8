import { duplicate, type FieldError, invalid } from '../kubernetes/custom/field-error.ts'
import { child, type FieldPath, index } from '../kubernetes/custom/field-path.ts'
import {
  dns1123LabelFaults,
  dns1123SubdomainFaults,
  type FaultsOf,
} from '../kubernetes/name-formats.ts'
import { parseLevel, parseVersion } from '../pod-security/level-version.ts'
import type { ConfigurationDocument } from './configuration-document.ts'

/**
 * What a configuration that can be decoded may still have wrong, in Kubernetes' order and words.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/api/validation/validation.go
 */
export function configurationErrors({
  defaults,
  exemptions,
}: ConfigurationDocument): readonly FieldError[] {
  return [
    ...(['enforce', 'warn', 'audit'] as const).flatMap((mode) => [
      ...errorOf(mode, defaults[mode].level, parseLevel(defaults[mode].level)),
      ...errorOf(`${mode}-version`, defaults[mode].version, parseVersion(defaults[mode].version)),
    ]),
    ...exemptionLists.flatMap(({ name, faultsOf }) =>
      nameErrors(child(undefined, 'exemptions', name), exemptions[name], faultsOf),
    ),
  ]
}

const exemptionLists = [
  { name: 'namespaces', faultsOf: dns1123LabelFaults },
  { name: 'runtimeClasses', faultsOf: dns1123SubdomainFaults },
  { name: 'usernames', faultsOf: emptyFaults },
] as const

function emptyFaults(username: string): readonly string[] {
  return username === '' ? ['username must not be empty'] : []
}

function errorOf(
  field: string,
  value: string,
  { problem }: { readonly problem?: string },
): readonly FieldError[] {
  return problem === undefined ? [] : [invalid(child(undefined, 'defaults', field), value, problem)]
}

/** Of equal names the first one may stay. */
function nameErrors(
  list: FieldPath,
  names: readonly string[],
  faultsOf: FaultsOf,
): readonly FieldError[] {
  const known = new Set<string>()
  return names.flatMap((name, at) => {
    const faults = faultsOf(name)
    if (faults.length > 0) return [invalid(index(list, at), name, faults.join(', '))]
    if (known.has(name)) return [duplicate(index(list, at), name)]
    known.add(name)
    return []
  })
}
