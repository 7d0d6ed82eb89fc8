import { type Check, type Control, none, type Violation } from '../control.ts'
import { exceptWindows } from '../exceptions.ts'
import { booleanIn } from '../field.ts'
import { type Container, containerFields } from '../part.ts'
import { replacing } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { containersText } from '../wording.ts'

const steps = ['securityContext', 'allowPrivilegeEscalation']
const allowed = ['false']

const mustBeFalse: Check = {
  restricts: [{ fields: containerFields('securityContext.allowPrivilegeEscalation'), allowed }],
  find: (pod) => inContainers(pod, escalationIn),
  describe: (violations) => ({
    reason: 'allowPrivilegeEscalation != false',
    detail: `${containersText(violations)} must set securityContext.allowPrivilegeEscalation=false`,
  }),
  remedy: replacing(allowed, false),
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

function escalationIn(container: Container): readonly Violation[] {
  const found = booleanIn(container.securityContext, 'allowPrivilegeEscalation')
  return found === false ? none : [{ part: container, steps, found }]
}
