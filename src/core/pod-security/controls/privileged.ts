import { type Check, type Control, none, type Violation } from '../control.ts'
import { booleanIn } from '../field.ts'
import { containerFields, type Place, partOf, pathIn } from '../pod.ts'
import { removal } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { containersText } from '../wording.ts'

const allowed = ['undefined', 'false']

const notPrivileged: Check = {
  restricts: [{ fields: containerFields('securityContext.privileged'), allowed }],
  find: (pod) => inContainers(pod, privilegeIn),
  describe: (violations) => ({
    reason: 'privileged',
    detail: `${containersText(violations)} must not set securityContext.privileged=true`,
  }),
}

/** Privileged containers are free of nearly every protection. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const privileged: Control = {
  id: 'privileged',
  level: 'baseline',
  versions: [{ since: '1.0', check: notPrivileged }],
}

function privilegeIn(container: Place): readonly Violation[] {
  if (booleanIn(container.securityContext, 'privileged') !== true) return none
  const path = pathIn(container, 'securityContext', 'privileged')
  return [{ path, part: partOf(container), found: true, allowed, suggestion: removal(path) }]
}
