import { type Check, type Control, none, type Violation } from '../control.ts'
import { booleanIn } from '../field.ts'
import type { Pod } from '../pod.ts'
import { removing } from '../suggestion.ts'

const fields = ['hostNetwork', 'hostPID', 'hostIPC']
const allowed = ['undefined', 'false']

const noHostNamespace: Check = {
  restricts: [{ fields: fields.map((field) => `spec.${field}`), allowed }],
  find: hostNamespacesOf,
  describe: (violations) => ({
    reason: 'host namespaces',
    detail: violations.map(({ steps }) => `${steps[0]}=true`).join(', '),
  }),
  remedy: removing(allowed),
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
    const found = booleanIn(itself.fields, field)
    if (found === true) all = [...all, { part: itself, steps: [field], found }]
  }
  return all
}
