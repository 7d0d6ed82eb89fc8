import { quoteForGo } from '../../source/go-quote.ts'
import { fieldOf } from '../../source/json-value.ts'
import { type Check, type Control, none, type Remedy, type Violation } from '../control.ts'
import { objectIn, textIn, textOf } from '../field.ts'
import { type Place, podAndContainerFields } from '../part.ts'
import type { Pod } from '../pod.ts'
import { removing, replacing } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { distinct, foundTexts, plural, quoted, settersText } from '../wording.ts'

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/'
const allowedAnnotations = ['undefined', '""', '"runtime/default"', '"localhost/*"']
const steps = ['securityContext', 'appArmorProfile', 'type']
const allowedTypes = ['undefined', '"RuntimeDefault"', '"Localhost"']

const noOtherProfile: Check = {
  restricts: [
    { fields: [`metadata.annotations["${annotationPrefix}*"]`], allowed: allowedAnnotations },
    {
      fields: podAndContainerFields('securityContext.appArmorProfile.type'),
      allowed: allowedTypes,
    },
  ],
  find: (pod) => withAnnotations(pod, inPodAndContainers(pod, profileIn)),
  describe,
  remedy,
}

/** The profile of the runtime may be replaced by one of the node, not switched off. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const appArmorProfile: Control = {
  id: 'appArmorProfile',
  level: 'baseline',
  versions: [{ since: '1.0', check: noOtherProfile }],
}

function profileIn(place: Place): readonly Violation[] {
  const profile = objectIn(place.securityContext, 'appArmorProfile')
  if (profile === undefined) return none
  const found = textIn(profile, 'type')
  if (found === 'RuntimeDefault' || found === 'Localhost') return none
  return [{ part: place, steps, found }]
}

function withAnnotations(pod: Pod, inFields: readonly Violation[]): readonly Violation[] {
  let all: Violation[] | undefined
  for (const key in pod.annotations) {
    if (!key.startsWith(annotationPrefix)) continue
    const found = textOf(fieldOf(pod.annotations, key))
    if (found === undefined || isAllowed(found)) continue
    all ??= [...inFields]
    all.push({ part: { kind: 'annotation', key }, steps: [], found })
  }
  return all ?? inFields
}

function isAllowed(value: string): boolean {
  return value === '' || value === 'runtime/default' || value.startsWith('localhost/')
}

function describe(violations: readonly Violation[]) {
  const types = violations.filter(({ part }) => part.kind !== 'annotation')
  const annotations = violations.flatMap(({ part, found }) =>
    part.kind === 'annotation' ? [`${part.key}=${quoteForGo(String(found))}`] : [],
  )
  const values = [...distinct(foundTexts(types)), ...distinct(annotations)]
  return {
    reason: plural(values.length, 'forbidden AppArmor profile', 'forbidden AppArmor profiles'),
    detail: `${settersText(violations)} must not set AppArmor profile type to ${quoted(values)}`,
  }
}

function remedy(violation: Violation, pod: Pod): Remedy {
  return violation.part.kind === 'annotation'
    ? removing(allowedAnnotations)(violation)
    : replacing(allowedTypes, 'RuntimeDefault')(violation, pod)
}
