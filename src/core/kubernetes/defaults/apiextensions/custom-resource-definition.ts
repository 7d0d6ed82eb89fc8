import { type Defaulter, type Draft, setAbsent, structAt, structsAt } from '../defaulter.ts'

/**
 * No conversion between versions; the names that follow from the kind; the first stored version counts as stored already.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.0/pkg/apis/apiextensions/v1/defaults.go
 */
export const customResourceDefinition: Defaulter = {
  struct: 'apiextensions.v1.CustomResourceDefinition',
  apply: (definition) => {
    const spec = structAt(definition, 'spec') ?? {}
    setNames(structAt(spec, 'names') ?? {})
    setAbsent(spec, 'conversion', { strategy: 'None' })
    setStoredVersions(structAt(definition, 'status') ?? {}, structsAt(spec, 'versions'))
  },
}

function setNames(names: Draft): void {
  const kind = names['kind']
  if (typeof kind !== 'string' || kind === '') return
  setAbsent(names, 'singular', lowerCase(kind))
  setAbsent(names, 'listKind', `${kind}List`)
}

/** As Go does it: each character by itself, to one character. https://pkg.go.dev/unicode#ToLower */
function lowerCase(text: string): string {
  return Array.from(text, (character) => Array.from(character.toLowerCase())[0] ?? '').join('')
}

function setStoredVersions(status: Draft, versions: readonly Draft[]): void {
  if (hasItems(status['storedVersions'])) return
  const stored = versions.find((version) => version['storage'] === true)
  if (stored !== undefined) status['storedVersions'] = [stored['name'] ?? '']
}

function hasItems(value: Draft[string] | undefined): boolean {
  return Array.isArray(value) && value.length > 0
}
