import { type Check, type Control, none, type Violation } from '../control.ts'
import { exceptWindows } from '../exceptions.ts'
import { booleanIn } from '../field.ts'
import { containerFields, type Place, type Pod, partOf, pathIn } from '../pod.ts'
import { setting } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { containersText } from '../wording.ts'

const allowed = ['false']

const mustBeFalse: Check = {
  restricts: [{ fields: containerFields('securityContext.allowPrivilegeEscalation'), allowed }],
  find: (pod) => inContainers(pod, escalationIn),
  describe: (violations) => ({
    reason: 'allowPrivilegeEscalation != false',
    detail: `${containersText(violations)} must set securityContext.allowPrivilegeEscalation=false`,
  }),
}

/** A process may not gain more privileges than its parent. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const allowPrivilegeEscalation: Control = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  versions: [
    { since: '1.8', check: mustBeFalse },
    { since: '1.25', check: exceptWindows(mustBeFalse) },
  ],
}

function escalationIn(container: Place, pod: Pod): readonly Violation[] {
  const found = booleanIn(container.securityContext, 'allowPrivilegeEscalation')
  if (found === false) return none
  const path = pathIn(container, 'securityContext', 'allowPrivilegeEscalation')
  const suggestion = setting(pod.object, path, false)
  return [{ path, part: partOf(container), found, allowed, suggestion }]
}
