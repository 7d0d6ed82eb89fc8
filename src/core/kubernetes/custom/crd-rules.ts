import { dns1035LabelFaults, dns1123SubdomainFaults } from '../name-formats.ts'
import { mixedCase } from './embedded-rules.ts'
import { type FieldError, invalid, notSupported, required } from './field-error.ts'
import { child, index } from './field-path.ts'
import type { CrdNames, CrdText } from './read-crd.ts'

const spec = child(undefined, 'spec')
const namesPath = child(spec, 'names')
const versionsPath = child(spec, 'versions')

/** What keeps all versions from being served: without these words no object says that it is of the kind. */
export function identityErrors(crd: CrdText): readonly FieldError[] {
  return [...groupErrors(crd.group), ...scopeErrors(crd.scope), ...nameErrors(crd.names)]
}

/**
 * What the API server refuses beside.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
 */
export function otherErrors(crd: CrdText): readonly FieldError[] {
  return [...ownNameErrors(crd), ...versionListErrors(crd), ...preserveErrors(crd)]
}

function groupErrors(group: string): readonly FieldError[] {
  const path = child(spec, 'group')
  if (group === '') return [required(path)]
  const faults = dns1123SubdomainFaults(group)
  if (faults.length > 0) return [invalid(path, group, faults.join(','))]
  return group.includes('.')
    ? []
    : [invalid(path, group, 'should be a domain with at least one dot')]
}

const scopes: readonly string[] = ['Cluster', 'Namespaced']

function scopeErrors(scope: string): readonly FieldError[] {
  const path = child(spec, 'scope')
  if (scope === '') return [required(path)]
  return scopes.includes(scope) ? [] : [notSupported(path, scope, scopes)]
}

function nameErrors(names: CrdNames): readonly FieldError[] {
  const { kind, listKind } = names
  const main = [
    ...(['plural', 'singular'] as const).flatMap((name) => labelErrors(name, names[name])),
    ...(['kind', 'listKind'] as const).flatMap((name) => kindErrors(name, names[name])),
  ]
  const lists = (['shortNames', 'categories'] as const).flatMap((name) =>
    names[name].flatMap((text, at) => {
      const faults = dns1035LabelFaults(text)
      const path = index(child(namesPath, name), at)
      return faults.length === 0 ? [] : [invalid(path, text, faults.join(','))]
    }),
  )
  if (kind === '' || kind !== listKind) return [...main, ...lists]
  const detail = 'kind and listKind may not be the same'
  return [...main, ...lists, invalid(child(namesPath, 'listKind'), listKind, detail)]
}

function labelErrors(name: string, text: string): readonly FieldError[] {
  const path = child(namesPath, name)
  if (text === '') return [required(path)]
  const faults = dns1035LabelFaults(text)
  return faults.length === 0 ? [] : [invalid(path, text, faults.join(','))]
}

function kindErrors(name: string, text: string): readonly FieldError[] {
  const path = child(namesPath, name)
  if (text === '') return [required(path)]
  const faults = dns1035LabelFaults(text.toLowerCase())
  return faults.length === 0 ? [] : [invalid(path, text, mixedCase(faults))]
}

function ownNameErrors({ name, group, names }: CrdText): readonly FieldError[] {
  const path = child(undefined, 'metadata', 'name')
  if (name === '') return [required(path, 'name or generateName is required')]
  const faults = dns1123SubdomainFaults(name)
  const mismatch =
    name === `${names.plural}.${group}` ? [] : ['must be spec.names.plural+"."+spec.group']
  return [...faults, ...mismatch].map((fault) => invalid(path, name, fault))
}

function versionListErrors({ versions }: CrdText): readonly FieldError[] {
  const names = versions.map(({ name }) => name)
  const errors = versions.flatMap(({ name, path }) => {
    const faults = dns1035LabelFaults(name)
    return faults.length === 0 ? [] : [invalid(child(path, 'name'), name, faults.join(','))]
  })
  const found = versions.map(({ name, served, storage }) => ({ name, served, storage }))
  if (new Set(names).size < names.length) {
    errors.push(invalid(versionsPath, found, 'must contain unique version names'))
  }
  if (versions.filter(({ storage }) => storage).length !== 1) {
    const detail = 'must have exactly one version marked as storage version'
    errors.push(invalid(versionsPath, found, detail))
  }
  return errors
}

function preserveErrors({ preserveUnknownFields }: CrdText): readonly FieldError[] {
  if (!preserveUnknownFields) return []
  const detail =
    'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead'
  return [invalid(child(spec, 'preserveUnknownFields'), true, detail)]
}
