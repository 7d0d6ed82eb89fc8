import { fieldOf } from '../../source/json-value.ts'
import { type Check, type Control, none, type Violation } from '../control.ts'
import { exceptInUserNamespace } from '../exceptions.ts'
import { type Place, podAndContainerFields } from '../part.ts'
import { removing } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { settersText } from '../wording.ts'

const steps = ['securityContext', 'runAsUser']
const allowed = ['undefined', 'any number but 0']

const notRoot: Check = {
  restricts: [{ fields: podAndContainerFields('securityContext.runAsUser'), allowed }],
  find: (pod) => inPodAndContainers(pod, rootUserIn),
  describe: (violations) => ({
    reason: 'runAsUser=0',
    detail: `${settersText(violations)} must not set runAsUser=0`,
  }),
  remedy: removing(allowed),
}

/** Nobody asks for the user 0. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const runAsUser: Control = {
  id: 'runAsUser',
  level: 'restricted',
  versions: [
    { since: '1.23', check: notRoot },
    { since: '1.35', check: exceptInUserNamespace(notRoot) },
  ],
}

function rootUserIn(place: Place): readonly Violation[] {
  const found = fieldOf(place.securityContext, 'runAsUser')
  return found === 0 ? [{ part: place, steps, found }] : none
}
