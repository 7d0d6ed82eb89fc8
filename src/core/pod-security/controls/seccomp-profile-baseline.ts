import { quoteForGo } from '../../source/go-quote.ts'
import { fieldOf } from '../../source/json-value.ts'
import { type Check, type Control, none, type Violation } from '../control.ts'
import { textIn, textOf } from '../field.ts'
import { nameOfPart, type Place, podAndContainerFields } from '../part.ts'
import type { Pod } from '../pod.ts'
import {
  isProtective,
  otherSeccompTypesText,
  seccompSteps,
  seccompTypeOf,
  seccompTypes,
} from '../seccomp-type.ts'
import { removing, replacing } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { distinct, plural } from '../wording.ts'

const podAnnotation = 'seccomp.security.alpha.kubernetes.io/pod'
const containerAnnotation = 'container.seccomp.security.alpha.kubernetes.io/'
const allowedAnnotations = ['undefined', '"runtime/default"', '"docker/default"', '"localhost/*"']
const allowedTypes = ['undefined', ...seccompTypes]

const noOtherAnnotation: Check = {
  restricts: [
    {
      fields: [podAnnotation, `${containerAnnotation}*`].map(
        (key) => `metadata.annotations["${key}"]`,
      ),
      allowed: allowedAnnotations,
    },
  ],
  find: annotationsOf,
  describe: (violations) => {
    const texts = distinct(violations.map(annotationText))
    const noun = plural(texts.length, 'annotation', 'annotations')
    return { reason: 'seccompProfile', detail: `forbidden ${noun} ${texts.join(', ')}` }
  },
  remedy: removing(allowedAnnotations),
}

const noOtherType: Check = {
  restricts: [
    { fields: podAndContainerFields('securityContext.seccompProfile.type'), allowed: allowedTypes },
  ],
  find: (pod) => inPodAndContainers(pod, otherTypeIn),
  describe: (violations) => ({
    reason: 'seccompProfile',
    detail: otherSeccompTypesText(violations),
  }),
  remedy: replacing(allowedTypes, 'RuntimeDefault'),
}

/** System calls are filtered unless nothing is said; before 1.19 annotations said it. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const seccompProfileBaseline: Control = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  versions: [
    { since: '1.0', check: noOtherAnnotation },
    { since: '1.19', check: noOtherType },
  ],
}

function otherTypeIn(place: Place): readonly Violation[] {
  const found = seccompTypeOf(place)
  if (found === undefined || isProtective(found)) return none
  return [{ part: place, steps: seccompSteps, found }]
}

/** Only annotations for containers that the Pod has; one for two containers of the same name counts once. */
function annotationsOf(pod: Pod): readonly Violation[] {
  if (pod.annotations === undefined) return none
  const keys = new Set([
    podAnnotation,
    ...pod.containers.map(({ fields }) => containerAnnotation + (textIn(fields, 'name') ?? '')),
  ])
  return [...keys].flatMap((key) => annotationViolation(pod, key))
}

function annotationViolation({ annotations }: Pod, key: string): readonly Violation[] {
  const found = textOf(fieldOf(annotations, key))
  if (found === undefined || isAllowed(found)) return none
  return [{ part: { kind: 'annotation', key }, steps: [], found }]
}

function isAllowed(value: string): boolean {
  return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/')
}

function annotationText({ part, found }: Violation): string {
  return `${nameOfPart(part)}=${quoteForGo(String(found))}`
}
