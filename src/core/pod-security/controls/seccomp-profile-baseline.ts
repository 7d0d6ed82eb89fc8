import { quoteForGo } from '../../kubernetes/decode/quote.ts'
import { fieldOf } from '../../source/json-value.ts'
import { type Check, type Control, none, type Violation } from '../control.ts'
import { textIn, textOf } from '../field.ts'
import { type Place, type Pod, podAndContainerFields } from '../pod.ts'
import {
  otherSeccompType,
  otherSeccompTypesText,
  seccompProfileOf,
  seccompTypes,
} from '../seccomp-type.ts'
import { removal } from '../suggestion.ts'
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

function otherTypeIn(place: Place, pod: Pod): readonly Violation[] {
  return seccompProfileOf(place) === 'other' ? [otherSeccompType(place, pod, allowedTypes)] : none
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
  const path = ['metadata', 'annotations', key]
  const part = { kind: 'annotation', name: key } as const
  return [{ path, part, found, allowed: allowedAnnotations, suggestion: removal(path) }]
}

function isAllowed(value: string): boolean {
  return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/')
}

function annotationText({ path, found }: Violation): string {
  return `${path.at(-1)}=${quoteForGo(String(found))}`
}
