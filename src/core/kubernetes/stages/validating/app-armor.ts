import { jsonEqual } from '../../../source/equal.ts'
import { fieldOf, isObject, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { editAt, editExisting, editItems, itemsOf, objectAt, textOf } from '../edit.ts'
import { containerLists } from './container-lists.ts'

const prefix = 'container.apparmor.security.beta.kubernetes.io/'

/**
 * From 1.30 the AppArmor annotation of a container becomes its profile, unless it has one or the Pod has the same; up to 1.33 a
 * profile without an annotation also becomes one. Not on Windows.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/pod/strategy.go (applyAppArmorVersionSkew)
 */
export function withAppArmorInSync(pod: JsonObject, version: KubernetesVersion): JsonObject {
  const spec = objectAt(pod, ['spec'])
  if (!isAtLeast(version, '1.30') || textOf(objectAt(spec, ['os']), 'name') === 'windows')
    return pod
  const annotations = annotationsOf(pod)
  const podProfile = fieldOf(fieldOf(spec, 'securityContext'), 'appArmorProfile')
  const withFields = containerLists.reduce(
    (before, list) =>
      editExisting(before, ['spec'], (own) =>
        editItems(own, list, (container) => withProfile(container, annotations, podProfile)),
      ),
    pod,
  )
  return isAtLeast(version, '1.34') ? withFields : withAnnotations(withFields, podProfile)
}

function withProfile(
  container: JsonObject,
  annotations: JsonObject,
  podProfile: JsonObject[string] | undefined,
): JsonObject {
  const annotation = fieldOf(annotations, `${prefix}${textOf(container, 'name')}`)
  if (annotation === undefined || ownProfile(container) !== undefined) return container
  const profile = profileOf(String(annotation))
  if (profile === undefined || jsonEqual(profile, podProfile ?? null)) return container
  return editAt(container, ['securityContext'], (context) => ({
    ...context,
    appArmorProfile: profile,
  }))
}

function ownProfile(container: JsonObject) {
  return fieldOf(fieldOf(container, 'securityContext'), 'appArmorProfile')
}

/** Undefined where the annotation is not one that counts. */
function profileOf(annotation: string): JsonObject | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  const name = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length) : ''
  const isValid = name.trim() === name && name !== '' && name.length <= maxProfileLength
  return isValid ? { type: 'Localhost', localhostProfile: name } : undefined
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/validation/validation.go (ValidateAppArmorProfileField) */
const maxProfileLength = 4095

function withAnnotations(pod: JsonObject, podProfile: JsonObject[string] | undefined): JsonObject {
  const spec = objectAt(pod, ['spec'])
  const before = annotationsOf(pod)
  const added = containerLists
    .flatMap((list) => itemsOf(spec, list))
    .flatMap((container) => {
      const key = `${prefix}${textOf(container, 'name')}`
      const text = annotationOf(ownProfile(container) ?? podProfile)
      return Object.hasOwn(before, key) || text === undefined ? [] : [[key, text] as const]
    })
  if (added.length === 0) return pod
  return editAt(pod, ['metadata', 'annotations'], (own) => ({
    ...own,
    ...Object.fromEntries(added),
  }))
}

function annotationOf(profile: JsonObject[string] | undefined): string | undefined {
  if (!isObject(profile)) return undefined
  if (profile['type'] === 'Unconfined') return 'unconfined'
  if (profile['type'] === 'RuntimeDefault') return 'runtime/default'
  const name = profile['localhostProfile']
  return profile['type'] === 'Localhost' && typeof name === 'string'
    ? `localhost/${name}`
    : undefined
}
