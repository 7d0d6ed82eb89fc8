import { additionsText, forbiddenAdditions } from '../added-capabilities.ts'
import type { Check, Control, Violation } from '../control.ts'
import { type Container, containerFields } from '../part.ts'
import { removing } from '../suggestion.ts'
import { inContainers } from '../visit.ts'

const defaults: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

const allowed = [...defaults].map((name) => `"${name}"`)

const onlyDefaults: Check = {
  restricts: [{ fields: containerFields('securityContext.capabilities.add[*]'), allowed }],
  find: (pod) => inContainers(pod, additionsIn),
  describe: (violations) => ({
    reason: 'non-default capabilities',
    detail: additionsText(violations),
  }),
  remedy: removing(allowed),
}

/** Only what a container has anyway may be added. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const capabilitiesBaseline: Control = {
  id: 'capabilities_baseline',
  level: 'baseline',
  versions: [{ since: '1.0', check: onlyDefaults }],
}

function additionsIn(container: Container): readonly Violation[] {
  return forbiddenAdditions(container, defaults)
}
