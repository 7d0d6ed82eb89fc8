import type { ServedKind } from '../kubernetes/schema/field-type.ts'
import { builtInKinds } from '../kubernetes/schema/schema.ts'
import type { SourceDocument } from '../source/document.ts'
import { fieldOf, isArray, type JsonValue, valueAt } from '../source/json-value.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import { problemAt } from './problem-at.ts'
import { labelSelectorProblems } from './validity/label-selector-rules.ts'
import { fieldAt, itemsAt, rootOf } from './validity/spot.ts'

/** A lookup as it was written, and where. */
interface Written {
  readonly document: SourceDocument
  readonly path: Path
  readonly lookup: JsonValue
}

/** What the lookups of a rule may have wrong beyond their fields; what a custom resource is, only a cluster knows. */
export function lookupProblems(document: SourceDocument): readonly Problem[] {
  const lookups = valueAt(document.value, ['spec', 'lookups'])
  if (!isArray(lookups)) return []
  const names = lookups.map((lookup) => textIn(lookup, 'name'))
  const selectors = itemsAt(fieldAt(rootOf(document), 'spec', 'lookups')).flatMap((lookup) =>
    labelSelectorProblems(fieldAt(lookup, 'labelSelector')),
  )
  const others = lookups.flatMap((lookup, index) => {
    const written = { document, path: ['spec', 'lookups', index], lookup }
    return [
      ...nameProblems(written, names.indexOf(textIn(lookup, 'name')) < index),
      ...oneOfMany(written, 'version'),
      ...oneOfMany(written, 'resource'),
      ...unservedResource(written),
      ...namespaceOfOwn(written),
      ...namespaceOfCluster(written),
    ]
  })
  return [...others, ...selectors]
}

const identifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/

function nameProblems({ document, path, lookup }: Written, isTaken: boolean): readonly Problem[] {
  const found = textIn(lookup, 'name')
  const at = [...path, 'name']
  if (!identifier.test(found)) {
    return [
      problemAt(document, at, {
        code: 'invalid-name',
        message: 'name is not a valid CEL identifier',
        found,
        expected: 'letters, digits and _, not starting with a digit',
        remedy: 'rename the lookup and the places that read it',
      }),
    ]
  }
  if (!isTaken) return []
  return [
    problemAt(document, at, {
      code: 'duplicate-value',
      message: `Duplicate value: "${found}"`,
      found,
      remedy: 'remove one of the two',
    }),
  ]
}

function oneOfMany({ document, path, lookup }: Written, field: string): readonly Problem[] {
  const found = textIn(lookup, field)
  if (!/[*/]/.test(found)) return []
  return [
    problemAt(document, [...path, field], {
      code: 'unsupported-value',
      message: `a lookup finds objects of one ${field}, found "${found}"`,
      found,
      remedy: found.includes('*')
        ? `name the ${field}; a second lookup finds another`
        : 'name the resource without its sub-resource',
    }),
  ]
}

/** Where Kubernetes serves the group and version, it says which resources there are. */
function unservedResource({ document, path, lookup }: Written): readonly Problem[] {
  const found = textIn(lookup, 'resource')
  const others = kindsBeside(lookup).map(({ resource }) => resource)
  if (found === '' || others.length === 0 || others.includes(found)) return []
  if (/[*/]/.test(found)) return []
  const near = nearestName(found, others)
  return [
    problemAt(document, [...path, 'resource'], {
      code: 'no-such-resource',
      message: `${apiVersionIn(lookup)} has no resource "${found}"`,
      found,
      remedy:
        near === undefined
          ? 'name the resource in the plural, as in its URL'
          : `did you mean "${near}"?`,
    }),
  ]
}

function namespaceOfOwn({ document, path, lookup }: Written): readonly Problem[] {
  if (!isNamespaced(document)) return []
  if (hasNamespace(lookup)) {
    return [
      problemAt(document, [...path, 'namespace'], {
        code: 'reaches-out',
        message: 'a namespaced policy looks into its own namespace only',
        remedy: 'remove namespace',
      }),
    ]
  }
  const kind = kindOf(lookup)
  if (kind === undefined || kind.namespaced) return []
  return [
    problemAt(document, [...path, 'resource'], {
      code: 'reaches-out',
      message: `a ${kind.kind} is outside of namespaces`,
      found: kind.resource,
      remedy: 'remove the lookup, or ask for a rule of the cluster',
    }),
  ]
}

function namespaceOfCluster({ document, path, lookup }: Written): readonly Problem[] {
  const kind = kindOf(lookup)
  if (isNamespaced(document) || kind?.namespaced !== false || !hasNamespace(lookup)) return []
  return [
    problemAt(document, [...path, 'namespace'], {
      code: 'forbidden-field',
      message: `namespace must not be given: a ${kind.kind} is outside of namespaces`,
      remedy: 'remove namespace',
    }),
  ]
}

function isNamespaced({ value }: SourceDocument): boolean {
  return textIn(value, 'kind').startsWith('Namespaced')
}

function hasNamespace(lookup: JsonValue): boolean {
  return (fieldOf(lookup, 'namespace') ?? null) !== null
}

function kindOf(lookup: JsonValue): ServedKind | undefined {
  return kindsBeside(lookup).find(({ resource }) => resource === textIn(lookup, 'resource'))
}

function kindsBeside(lookup: JsonValue): readonly ServedKind[] {
  const [group, version] = [textIn(lookup, 'group'), textIn(lookup, 'version')]
  return builtInKinds().filter((one) => one.group === group && one.version === version)
}

function apiVersionIn(lookup: JsonValue): string {
  const [group, version] = [textIn(lookup, 'group'), textIn(lookup, 'version')]
  return group === '' ? version : `${group}/${version}`
}

function textIn(value: JsonValue, field: string): string {
  const text = fieldOf(value, field)
  return typeof text === 'string' ? text : ''
}
