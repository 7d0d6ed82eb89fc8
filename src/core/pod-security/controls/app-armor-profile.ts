import { quoteForGo } from '../../kubernetes/decode/quote.ts'
import { fieldOf } from '../../source/json-value.ts'
import { type Check, type Control, none, type Violation } from '../control.ts'
import { objectIn, textIn, textOf } from '../field.ts'
import { type Place, type Pod, partOf, pathIn, podAndContainerFields } from '../pod.ts'
import { removal, setting } from '../suggestion.ts'
import { inPodAndContainers } from '../visit.ts'
import { distinct, foundTexts, plural, quoted, settersText } from '../wording.ts'

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/'
const allowedAnnotations = ['undefined', '""', '"runtime/default"', '"localhost/*"']
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
}

/** The profile of the runtime may be replaced by one of the node, not switched off. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const appArmorProfile: Control = {
  id: 'appArmorProfile',
  level: 'baseline',
  versions: [{ since: '1.0', check: noOtherProfile }],
}

function profileIn(place: Place, pod: Pod): readonly Violation[] {
  const profile = objectIn(place.securityContext, 'appArmorProfile')
  if (profile === undefined) return none
  const found = textIn(profile, 'type')
  if (found === 'RuntimeDefault' || found === 'Localhost') return none
  const path = pathIn(place, 'securityContext', 'appArmorProfile', 'type')
  const suggestion = setting(pod.object, path, 'RuntimeDefault')
  return [{ path, part: partOf(place), found, allowed: allowedTypes, suggestion }]
}

function withAnnotations(pod: Pod, inFields: readonly Violation[]): readonly Violation[] {
  let all: Violation[] | undefined
  for (const key in pod.annotations) {
    if (!key.startsWith(annotationPrefix)) continue
    const found = textOf(fieldOf(pod.annotations, key))
    if (found === undefined || isAllowed(found)) continue
    all ??= [...inFields]
    all.push(annotationViolation(key, found))
  }
  return all ?? inFields
}

function annotationViolation(key: string, found: string): Violation {
  const path = ['metadata', 'annotations', key]
  const part = { kind: 'annotation', name: key } as const
  return { path, part, found, allowed: allowedAnnotations, suggestion: removal(path) }
}

function isAllowed(value: string): boolean {
  return value === '' || value === 'runtime/default' || value.startsWith('localhost/')
}

function describe(violations: readonly Violation[]) {
  const types = violations.filter(({ part }) => part.kind !== 'annotation')
  const annotations = violations.flatMap(({ part, found }) =>
    part.kind === 'annotation' ? [`${part.name}=${quoteForGo(String(found))}`] : [],
  )
  const values = [...distinct(foundTexts(types)), ...distinct(annotations)]
  return {
    reason: plural(values.length, 'forbidden AppArmor profile', 'forbidden AppArmor profiles'),
    detail: `${settersText(violations)} must not set AppArmor profile type to ${quoted(values)}`,
  }
}
