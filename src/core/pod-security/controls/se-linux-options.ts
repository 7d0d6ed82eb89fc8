import { type Check, type Control, none, type Violation } from '../control.ts'
import { objectIn, textIn } from '../field.ts'
import { type Place, podAndContainerFields } from '../part.ts'
import { removing } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { distinct, foundTexts, plural, quoted, settersText } from '../wording.ts'

const fields = ['type', 'user', 'role'] as const
const unset = ['undefined', '""']
const baseTypes = ['container_t', 'container_init_t', 'container_kvm_t']

/** Labels of containers are of a few types, and of no user or role. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const seLinuxOptions: Control = {
  id: 'seLinuxOptions',
  level: 'baseline',
  versions: [
    { since: '1.0', check: onlyTypes(baseTypes) },
    { since: '1.31', check: onlyTypes([...baseTypes, 'container_engine_t']) },
  ],
}

function onlyTypes(types: readonly string[]): Check {
  const allowedTypes = [...unset, ...types.map((type) => `"${type}"`)]
  const find = (place: Place) => optionsIn(place, types)
  return {
    restricts: fields.map((field) => ({
      fields: podAndContainerFields(`securityContext.seLinuxOptions.${field}`),
      allowed: field === 'type' ? allowedTypes : unset,
    })),
    find: (pod) => inPodAndContainers(pod, find),
    describe,
    remedy: (violation) => removing(isOf('type', violation) ? allowedTypes : unset)(violation),
  }
}

function optionsIn(place: Place, types: readonly string[]): readonly Violation[] {
  const options = objectIn(place.securityContext, 'seLinuxOptions')
  if (options === undefined) return none
  let all = none
  for (const field of fields) {
    const found = textIn(options, field) ?? ''
    if (found === '' || (field === 'type' && types.includes(found))) continue
    all = [...all, { part: place, steps: ['securityContext', 'seLinuxOptions', field], found }]
  }
  return all
}

function isOf(field: string, { steps }: Violation): boolean {
  return steps.at(-1) === field
}

function describe(violations: readonly Violation[]) {
  const of = (field: string) => violations.filter((violation) => isOf(field, violation))
  const types = distinct(foundTexts(of('type')))
  const faults = [
    ...(types.length > 0 ? [`${plural(types.length, 'type', 'types')} ${quoted(types)}`] : []),
    ...(of('user').length > 0 ? ['user may not be set'] : []),
    ...(of('role').length > 0 ? ['role may not be set'] : []),
  ]
  return {
    reason: 'seLinuxOptions',
    detail: `${settersText(violations)} set forbidden securityContext.seLinuxOptions: ${faults.join('; ')}`,
  }
}
