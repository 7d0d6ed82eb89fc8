import { duplicate, invalid, type Place } from '../../kubernetes/custom/field-error.ts'
import {
  dns1123SubdomainFaults,
  type FaultsOf,
  labelValueFaults,
  labelWording,
  qualifiedNameFaults,
} from '../../kubernetes/name-formats.ts'
import type { Problem } from '../../source/problem.ts'
import { refused } from './refused.ts'
import { type Spot, textAt } from './spot.ts'

/** The formats that names in a policy may have, with what to do about a name that has not. */
export const qualifiedName = {
  faultsOf: qualifiedNameFaults(labelWording),
  remedy: 'use letters, digits, "-", "_" and ".", behind an optional DNS name and "/"',
} as const

export const labelValue = {
  faultsOf: labelValueFaults(labelWording),
  remedy: 'use at most 63 letters, digits, "-", "_" and "."',
} as const

export const subdomain = {
  faultsOf: dns1123SubdomainFaults,
  remedy: 'use small letters, digits, "-" and "."',
} as const

export const pathSegment = {
  faultsOf: pathSegmentFaults,
  remedy: 'write the name of an object, as it stands in its metadata',
} as const

interface Format {
  readonly faultsOf: FaultsOf
  readonly remedy: string
}

/** A problem for each rule of the format that the text breaks. */
export function nameProblems(spot: Spot, format: Format): readonly Problem[] {
  return formatProblems(spot, spot.path, textAt(spot), format)
}

/** The same of a text that stands at another place, or is only a part of what is written. */
export function formatProblems(
  { document }: Pick<Spot, 'document'>,
  place: Place,
  text: string,
  { faultsOf, remedy }: Format,
): readonly Problem[] {
  return faultsOf(text).map((fault) => refused(document, invalid(place, text, fault), { remedy }))
}

/** Every text that stands in the list before. */
export function duplicates(spots: readonly Spot[]): readonly Problem[] {
  const known = new Set<string>()
  return spots.flatMap((spot) => {
    const text = textAt(spot)
    const isKnown = known.has(text)
    known.add(text)
    return isKnown
      ? [refused(spot.document, duplicate(spot.path, text), { remedy: 'remove one of the two' })]
      : []
  })
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/validate/content/path.go */
function pathSegmentFaults(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`)
}
