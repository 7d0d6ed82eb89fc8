import { type Check, type Control, none, type Violation } from '../control.ts'
import { booleanIn } from '../field.ts'
import { type Pod, pathIn } from '../pod.ts'
import { removal } from '../suggestion.ts'

const fields = ['hostNetwork', 'hostPID', 'hostIPC']
const allowed = ['undefined', 'false']

const noHostNamespace: Check = {
  restricts: [{ fields: fields.map((field) => `spec.${field}`), allowed }],
  find: hostNamespacesOf,
  describe: (violations) => ({
    reason: 'host namespaces',
    detail: violations.map(({ path }) => `${path.at(-1)}=true`).join(', '),
  }),
}

/** Network, processes and memory of the node are not shared. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostNamespaces: Control = {
  id: 'hostNamespaces',
  level: 'baseline',
  versions: [{ since: '1.0', check: noHostNamespace }],
}

function hostNamespacesOf({ itself }: Pod): readonly Violation[] {
  let all = none
  for (const field of fields) {
    if (booleanIn(itself.fields, field) !== true) continue
    const path = pathIn(itself, field)
    const suggestion = removal(path)
    all = [...all, { path, part: { kind: 'pod' }, found: true, allowed, suggestion }]
  }
  return all
}
