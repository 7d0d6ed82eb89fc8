import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { editExisting, editItems, itemsOf, objectAt, textOf, withField, withMap } from '../edit.ts'
import { withoutInitAnnotations } from '../init-annotations.ts'
import { containerLists } from './container-lists.ts'
import { withoutGatedFields } from './gated-fields.ts'
import { gatedPodFields } from './gated-pod-fields.ts'

/**
 * A Pod, or the template of one, without what its gates do not let in; what the old one uses stays.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/api/pod/util.go (DropDisabledTemplateFields)
 */
export function withoutDisabledPodFields(
  pod: JsonObject,
  version: KubernetesVersion,
  old?: JsonObject,
): JsonObject {
  const oldSpec = old && objectAt(old, ['spec'])
  return editExisting(withoutInitAnnotations(pod), ['spec'], (spec) => {
    const kept = withoutGatedFields(spec, gatedPodFields, version, oldSpec)
    const images = isAtLeast(version, '1.35') || usesImages(oldSpec) ? kept : withoutImages(kept)
    const signals = usesStopSignals(oldSpec) ? images : inContainers(images, withoutStopSignal)
    return isAtLeast(version, '1.35') ? signals : withoutInitRestartPolicy(signals)
  })
}

function inContainers(spec: JsonObject, edit: (container: JsonObject) => JsonObject): JsonObject {
  return containerLists.reduce((before, list) => editItems(before, list, edit), spec)
}

/** The gate ImageVolume takes a volume with an image away as a whole, and its mounts. */
function withoutImages(spec: JsonObject): JsonObject {
  const volumes = itemsOf(spec, 'volumes')
  const names = volumes.filter(isImage).map((volume) => textOf(volume, 'name'))
  if (names.length === 0) return spec
  const kept = withItems(
    spec,
    'volumes',
    volumes.filter((volume) => !isImage(volume)),
  )
  return inContainers(kept, (container) => {
    const mounts = itemsOf(container, 'volumeMounts')
    return withItems(
      container,
      'volumeMounts',
      mounts.filter((one) => !names.includes(textOf(one, 'name'))),
    )
  })
}

function withItems(object: JsonObject, field: string, items: readonly JsonObject[]): JsonObject {
  return withField(object, field, items.length === 0 ? undefined : items)
}

function isImage(volume: JsonObject): boolean {
  return isObject(volume['image'])
}

function usesImages(spec: JsonObject | undefined): boolean {
  return spec !== undefined && itemsOf(spec, 'volumes').some(isImage)
}

/** The gate ContainerStopSignals, which is off: a lifecycle that says nothing else goes too. */
function withoutStopSignal(container: JsonObject): JsonObject {
  const lifecycle = container['lifecycle']
  if (!isObject(lifecycle) || lifecycle['stopSignal'] === undefined) return container
  const rest = withField(lifecycle, 'stopSignal', undefined)
  return withMap(container, 'lifecycle', rest)
}

function usesStopSignals(spec: JsonObject | undefined): boolean {
  if (spec === undefined) return false
  return containerLists.some((list) =>
    itemsOf(spec, list).some((one) => objectAt(one, ['lifecycle'])['stopSignal'] !== undefined),
  )
}

/** Without the gate ContainerRestartRules an init container can only say `Always`. */
function withoutInitRestartPolicy(spec: JsonObject): JsonObject {
  return editItems(spec, 'initContainers', (container) =>
    container['restartPolicy'] === 'Always'
      ? container
      : withField(container, 'restartPolicy', undefined),
  )
}
