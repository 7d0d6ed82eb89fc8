import type { Violation } from './control.ts'
import { objectIn, textIn } from './field.ts'
import type { Place } from './part.ts'
import { distinct, foundTexts, quoted, settersText } from './wording.ts'

export const seccompTypes = ['"RuntimeDefault"', '"Localhost"']

export const seccompSteps = ['securityContext', 'seccompProfile', 'type']

/** The type of the profile of that place, empty where it has none; undefined where there is no profile. */
export function seccompTypeOf(place: Place): string | undefined {
  const profile = objectIn(place.securityContext, 'seccompProfile')
  return profile === undefined ? undefined : (textIn(profile, 'type') ?? '')
}

/** Whether a profile of that type protects. */
export function isProtective(type: string | undefined): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost'
}

/** What Kubernetes says of profiles of another type. */
export function otherSeccompTypesText(violations: readonly Violation[]): string {
  const types = quoted(distinct(foundTexts(violations)))
  return `${settersText(violations)} must not set securityContext.seccompProfile.type to ${types}`
}
