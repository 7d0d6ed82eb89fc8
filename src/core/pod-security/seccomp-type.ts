import type { Violation } from './control.ts'
import { objectIn, textIn } from './field.ts'
import { type Place, type Pod, partOf, pathIn } from './pod.ts'
import { setting } from './suggestion.ts'
import { distinct, foundTexts, quoted, settersText } from './wording.ts'

export const seccompTypes = ['"RuntimeDefault"', '"Localhost"']

/** Whether the profile of that place is one that protects, another one, or absent. */
export function seccompProfileOf(place: Place): 'protects' | 'other' | undefined {
  const profile = objectIn(place.securityContext, 'seccompProfile')
  if (profile === undefined) return undefined
  const type = textIn(profile, 'type')
  return type === 'RuntimeDefault' || type === 'Localhost' ? 'protects' : 'other'
}

/** A profile of another type stands there. */
export function otherSeccompType(place: Place, pod: Pod, allowed: readonly string[]): Violation {
  const path = pathIn(place, 'securityContext', 'seccompProfile', 'type')
  return {
    path,
    part: partOf(place),
    found: textIn(objectIn(place.securityContext, 'seccompProfile'), 'type') ?? '',
    allowed,
    suggestion: setting(pod.object, path, 'RuntimeDefault'),
  }
}

/** What Kubernetes says of profiles of another type. */
export function otherSeccompTypesText(violations: readonly Violation[]): string {
  const types = quoted(distinct(foundTexts(violations)))
  return `${settersText(violations)} must not set securityContext.seccompProfile.type to ${types}`
}
