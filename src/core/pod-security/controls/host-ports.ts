import { fieldOf } from '../../source/json-value.ts'
import { type Check, type Control, none, type Violation } from '../control.ts'
import { itemsIn } from '../field.ts'
import { type Container, containerFields } from '../part.ts'
import { removing } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { containersText, distinct, foundTexts, namesOf, plural } from '../wording.ts'

const allowed = ['undefined', '0']

const noHostPort: Check = {
  restricts: [{ fields: containerFields('ports[*].hostPort'), allowed }],
  find: (pod) => inContainers(pod, hostPortsIn),
  describe,
  remedy: removing(allowed),
}

/** Host ports are absent or 0. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostPorts: Control = {
  id: 'hostPorts',
  level: 'baseline',
  versions: [{ since: '1.0', check: noHostPort }],
}

function hostPortsIn(container: Container): readonly Violation[] {
  const ports = itemsIn(container.fields, 'ports')
  let all: Violation[] | undefined
  for (let index = 0; index < ports.length; index++) {
    const found = fieldOf(ports[index], 'hostPort')
    if (found === 0 || !Number.isInteger(found)) continue
    all ??= []
    all.push({ part: container, steps: ['ports', index, 'hostPort'], found })
  }
  return all ?? none
}

function describe(violations: readonly Violation[]) {
  const uses = plural(namesOf(violations).length, 'uses', 'use')
  const ports = distinct(foundTexts(violations))
  const noun = plural(ports.length, 'hostPort', 'hostPorts')
  return {
    reason: 'hostPort',
    detail: `${containersText(violations)} ${uses} ${noun} ${ports.join(', ')}`,
  }
}
