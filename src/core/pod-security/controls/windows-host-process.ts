import { type Check, type Control, none, type Violation } from '../control.ts'
import { booleanIn, objectIn } from '../field.ts'
import { type Place, podAndContainerFields } from '../part.ts'
import { removing } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { settersText } from '../wording.ts'

const steps = ['securityContext', 'windowsOptions', 'hostProcess']
const allowed = ['undefined', 'false']

const noHostProcess: Check = {
  restricts: [
    { fields: podAndContainerFields('securityContext.windowsOptions.hostProcess'), allowed },
  ],
  find: (pod) => inPodAndContainers(pod, hostProcessIn),
  describe: (violations) => ({
    reason: 'hostProcess',
    detail: `${settersText(violations)} must not set securityContext.windowsOptions.hostProcess=true`,
  }),
  remedy: removing(allowed),
}

/** Containers on Windows do not run as processes of the node. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const windowsHostProcess: Control = {
  id: 'windowsHostProcess',
  level: 'baseline',
  versions: [{ since: '1.0', check: noHostProcess }],
}

function hostProcessIn(place: Place): readonly Violation[] {
  const found = booleanIn(objectIn(place.securityContext, 'windowsOptions'), 'hostProcess')
  return found === true ? [{ part: place, steps, found }] : none
}
