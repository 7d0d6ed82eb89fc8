import { fieldOf } from '../../source/json-value.ts'
import { additionsText, forbiddenAdditions } from '../added-capabilities.ts'
import type { Check, Control, Violation } from '../control.ts'
import { exceptWindows } from '../exceptions.ts'
import { itemsIn, objectIn } from '../field.ts'
import { containerFields, type Place, type Pod, partOf, pathIn } from '../pod.ts'
import { addition } from '../suggestion.ts'
import { inContainers } from '../visit.ts'
import { containersText } from '../wording.ts'

const addable: ReadonlySet<string> = new Set(['NET_BIND_SERVICE'])
const allowedToAdd = ['"NET_BIND_SERVICE"']
const allowedToDrop = ['["ALL"]']

const dropAll: Check = {
  restricts: [
    { fields: containerFields('securityContext.capabilities.drop'), allowed: allowedToDrop },
    { fields: containerFields('securityContext.capabilities.add[*]'), allowed: allowedToAdd },
  ],
  find: (pod) => inContainers(pod, capabilitiesIn),
  describe,
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

function capabilitiesIn(container: Place, pod: Pod): readonly Violation[] {
  const additions = forbiddenAdditions(container, addable, allowedToAdd)
  const capabilities = objectIn(container.securityContext, 'capabilities')
  if (itemsIn(capabilities, 'drop').includes('ALL')) return additions
  const path = pathIn(container, 'securityContext', 'capabilities', 'drop')
  return [
    {
      path,
      part: partOf(container),
      found: fieldOf(capabilities, 'drop'),
      allowed: allowedToDrop,
      suggestion: addition(pod.object, path, 'ALL'),
    },
    ...additions,
  ]
}

function describe(violations: readonly Violation[]) {
  const drops = violations.filter(({ path }) => path.at(-1) === 'drop')
  const additions = violations.filter(({ path }) => path.at(-1) !== 'drop')
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
