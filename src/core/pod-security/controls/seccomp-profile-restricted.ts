import { type Check, type Control, none, type Violation } from '../control.ts'
import { exceptWindows } from '../exceptions.ts'
import { type Place, type Pod, partOf, pathIn, podAndContainerFields } from '../pod.ts'
import {
  otherSeccompType,
  otherSeccompTypesText,
  seccompProfileOf,
  seccompTypes,
} from '../seccomp-type.ts'
import { setting } from '../suggestion.ts'
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

function unprotectedIn(place: Place, pod: Pod): readonly Violation[] {
  const profile = seccompProfileOf(place)
  if (profile === 'other') return [otherSeccompType(place, pod, seccompTypes)]
  if (profile === 'protects' || place === pod.itself) return none
  if (seccompProfileOf(pod.itself) === 'protects') return none
  return [missingType(place, pod)]
}

/** One change of the Pod protects every container that says nothing. */
function missingType(container: Place, pod: Pod): Violation {
  const decisive = pathIn(pod.itself, 'securityContext', 'seccompProfile', 'type')
  return {
    path: pathIn(container, 'securityContext', 'seccompProfile', 'type'),
    part: partOf(container),
    found: undefined,
    allowed: seccompTypes,
    suggestion: setting(pod.object, decisive, 'RuntimeDefault'),
  }
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
