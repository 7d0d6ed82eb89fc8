import { type Check, type Control, none, type Remedy, type Violation } from '../control.ts'
import { exceptWindows } from '../exceptions.ts'
import { type Place, podAndContainerFields } from '../part.ts'
import type { Pod } from '../pod.ts'
import {
  isProtective,
  otherSeccompTypesText,
  seccompSteps,
  seccompTypeOf,
  seccompTypes,
} from '../seccomp-type.ts'
import { replacing } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { containersText } from '../wording.ts'

const mustProtect: Check = {
  restricts: [
    {
      fields: podAndContainerFields('securityContext.seccompProfile.type'),
      allowed: [...seccompTypes, 'undefined where the Pod, or every container, sets one of them'],
    },
  ],
  find: (pod) => inPodAndContainers(pod, unprotectedIn),
  describe,
  remedy,
}

const overrides = ['seccompProfile_baseline']

/** System calls are filtered, and the Pod or its containers say so. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const seccompProfileRestricted: Control = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  versions: [
    { since: '1.19', overrides, check: mustProtect },
    { since: '1.25', overrides, check: exceptWindows(mustProtect) },
  ],
}

function unprotectedIn(place: Place, { itself }: Pod): readonly Violation[] {
  const found = seccompTypeOf(place)
  if (found === undefined ? isDecided(place, itself) : isProtective(found)) return none
  return [{ part: place, steps: seccompSteps, found }]
}

/** The Pod itself need not say anything. */
function isDecided(place: Place, itself: Place): boolean {
  return place === itself || isProtective(seccompTypeOf(itself))
}

/** Profiles of another type outweigh missing ones. */
function describe(violations: readonly Violation[]) {
  const reason = 'seccompProfile'
  const explicit = violations.filter(({ found }) => found !== undefined)
  return explicit.length > 0
    ? { reason, detail: otherSeccompTypesText(explicit) }
    : {
        reason,
        detail: `pod or ${containersText(violations)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
      }
}

/** One change of the Pod protects every container that says nothing. */
function remedy(violation: Violation, pod: Pod): Remedy {
  const part = violation.found === undefined ? pod.itself : violation.part
  return replacing(seccompTypes, 'RuntimeDefault')({ ...violation, part }, pod)
}
