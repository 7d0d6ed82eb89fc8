import { type Check, type Control, none, type Violation } from '../control.ts'
import { booleanIn, objectIn } from '../field.ts'
import { type Place, partOf, pathIn, podAndContainerFields } from '../pod.ts'
import { removal } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { settersText } from '../wording.ts'

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
}

/** Containers on Windows do not run as processes of the node. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const windowsHostProcess: Control = {
  id: 'windowsHostProcess',
  level: 'baseline',
  versions: [{ since: '1.0', check: noHostProcess }],
}

function hostProcessIn(place: Place): readonly Violation[] {
  const options = objectIn(place.securityContext, 'windowsOptions')
  if (booleanIn(options, 'hostProcess') !== true) return none
  const path = pathIn(place, 'securityContext', 'windowsOptions', 'hostProcess')
  return [{ path, part: partOf(place), found: true, allowed, suggestion: removal(path) }]
}
