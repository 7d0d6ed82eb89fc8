import { type Check, type Control, none, type Violation } from '../control.ts'
import { booleanIn } from '../field.ts'
import { type Container, containerFields } from '../part.ts'
import { removing } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { containersText } from '../wording.ts'

const steps = ['securityContext', 'privileged']
const allowed = ['undefined', 'false']

const notPrivileged: Check = {
  restricts: [{ fields: containerFields('securityContext.privileged'), allowed }],
  find: (pod) => inContainers(pod, privilegeIn),
  describe: (violations) => ({
    reason: 'privileged',
    detail: `${containersText(violations)} must not set securityContext.privileged=true`,
  }),
  remedy: removing(allowed),
}

/** Privileged containers are free of nearly every protection. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const privileged: Control = {
  id: 'privileged',
  level: 'baseline',
  versions: [{ since: '1.0', check: notPrivileged }],
}

function privilegeIn(container: Container): readonly Violation[] {
  const found = booleanIn(container.securityContext, 'privileged')
  return found === true ? [{ part: container, steps, found }] : none
}
