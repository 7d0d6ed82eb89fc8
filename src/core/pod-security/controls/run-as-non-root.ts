import { type Check, type Control, none, type Remedy, type Violation } from '../control.ts'
import { exceptInUserNamespace } from '../exceptions.ts'
import { booleanIn } from '../field.ts'
import { type Place, podAndContainerFields } from '../part.ts'
import type { Pod } from '../pod.ts'
import { replacing } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { containersText, settersText } from '../wording.ts'

const steps = ['securityContext', 'runAsNonRoot']
const allowed = ['true']

const mustBeTrue: Check = {
  restricts: [
    {
      fields: podAndContainerFields('securityContext.runAsNonRoot'),
      allowed: [...allowed, 'undefined where the Pod, or every container, sets true'],
    },
  ],
  find: (pod) => inPodAndContainers(pod, rootIn),
  describe,
  remedy,
}

/** The Pod, or each container that it does not decide for, says that it does not run as root. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const runAsNonRoot: Control = {
  id: 'runAsNonRoot',
  level: 'restricted',
  versions: [
    { since: '1.0', check: mustBeTrue },
    { since: '1.35', check: exceptInUserNamespace(mustBeTrue) },
  ],
}

function rootIn(place: Place, { itself }: Pod): readonly Violation[] {
  const found = booleanIn(place.securityContext, 'runAsNonRoot')
  if (found === true || (found === undefined && isDecided(place, itself))) return none
  return [{ part: place, steps, found }]
}

/** The Pod itself need not say anything. */
function isDecided(place: Place, itself: Place): boolean {
  return place === itself || booleanIn(itself.securityContext, 'runAsNonRoot') === true
}

/** Those that say `false` outweigh those that say nothing. */
function describe(violations: readonly Violation[]) {
  const reason = 'runAsNonRoot != true'
  const explicit = violations.filter(({ found }) => found === false)
  return explicit.length > 0
    ? { reason, detail: `${settersText(explicit)} must not set securityContext.runAsNonRoot=false` }
    : {
        reason,
        detail: `pod or ${containersText(violations)} must set securityContext.runAsNonRoot=true`,
      }
}

/** One change of the Pod decides for every container that says nothing. */
function remedy(violation: Violation, pod: Pod): Remedy {
  const part = violation.found === undefined ? pod.itself : violation.part
  return replacing(allowed, true)({ ...violation, part }, pod)
}
