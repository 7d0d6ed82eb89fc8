import { fieldOf } from '../../source/json-value.ts'
import { additionsText, forbiddenAdditions } from '../added-capabilities.ts'
import type { Check, Control, Remedy, Violation } from '../control.ts'
import { exceptWindows } from '../exceptions.ts'
import { itemsIn, objectIn } from '../field.ts'
import { type Container, containerFields } from '../part.ts'
import type { Pod } from '../pod.ts'
import { addition, pathOf, removing } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { containersText } from '../wording.ts'

const addable: ReadonlySet<string> = new Set(['NET_BIND_SERVICE'])
const allowedToAdd = ['"NET_BIND_SERVICE"']
const dropSteps = ['securityContext', 'capabilities', 'drop']
const allowedToDrop = ['["ALL"]']

const dropAll: Check = {
  restricts: [
    { fields: containerFields('securityContext.capabilities.drop'), allowed: allowedToDrop },
    { fields: containerFields('securityContext.capabilities.add[*]'), allowed: allowedToAdd },
  ],
  find: (pod) => inContainers(pod, capabilitiesIn),
  describe,
  remedy,
}

const overrides = ['capabilities_baseline']

/** Containers drop all capabilities, and may have one back. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const capabilitiesRestricted: Control = {
  id: 'capabilities_restricted',
  level: 'restricted',
  versions: [
    { since: '1.22', overrides, check: dropAll },
    { since: '1.25', overrides, check: exceptWindows(dropAll) },
  ],
}

function capabilitiesIn(container: Container): readonly Violation[] {
  const additions = forbiddenAdditions(container, addable)
  const capabilities = objectIn(container.securityContext, 'capabilities')
  if (itemsIn(capabilities, 'drop').includes('ALL')) return additions
  const found = fieldOf(capabilities, 'drop')
  return [{ part: container, steps: dropSteps, found }, ...additions]
}

function describe(violations: readonly Violation[]) {
  const drops = violations.filter(({ steps }) => steps === dropSteps)
  const additions = violations.filter(({ steps }) => steps !== dropSteps)
  return {
    reason: 'unrestricted capabilities',
    detail: [
      ...(drops.length === 0
        ? []
        : [`${containersText(drops)} must set securityContext.capabilities.drop=["ALL"]`]),
      ...(additions.length === 0 ? [] : [additionsText(additions)]),
    ].join('; '),
  }
}

function remedy(violation: Violation, pod: Pod): Remedy {
  return violation.steps === dropSteps
    ? { allowed: allowedToDrop, suggestion: addition(pod.object, pathOf(violation), 'ALL') }
    : removing(allowedToAdd)(violation)
}
