import type { JsonArray, JsonObject } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { booleanIn, itemsIn, objectIn, objectOf, textIn } from './field.ts'
import type { Part } from './part.ts'

const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const

type ContainerList = (typeof containerLists)[number]

/** Where a security context may stand: the Pod itself, or a container of it. */
export interface Place {
  /** Undefined for the Pod itself. */
  readonly list: ContainerList | undefined
  readonly index: number
  readonly fields: JsonObject | undefined
  readonly securityContext: JsonObject | undefined
}

/** A Pod as the controls read it: looked up once, so that fifteen controls do not. */
export interface Pod {
  readonly object: JsonObject
  readonly itself: Place
  /** Containers that start the Pod first, then its containers, then ephemeral ones: the order of Kubernetes' texts. */
  readonly containers: readonly Place[]
  readonly volumes: JsonArray
  readonly annotations: JsonObject | undefined
  readonly isWindows: boolean
  /** `hostUsers: false`: root in the Pod is nobody on the node. */
  readonly hasUserNamespace: boolean
}

/** Reads metadata and spec of an object in the shape of a Pod. Total: what has a wrong type counts as absent. */
export function readPod(object: JsonObject): Pod {
  const spec = objectIn(object, 'spec')
  return {
    object,
    itself: placeOf(undefined, 0, spec),
    containers: containersOf(spec),
    volumes: itemsIn(spec, 'volumes'),
    annotations: objectIn(objectIn(object, 'metadata'), 'annotations'),
    isWindows: textIn(objectIn(spec, 'os'), 'name') === 'windows',
    hasUserNamespace: booleanIn(spec, 'hostUsers') === false,
  }
}

/** The path of a field below the Pod's spec or the container. */
export function pathIn({ list, index }: Place, ...steps: readonly string[]): Path {
  return list === undefined ? ['spec', ...steps] : ['spec', list, index, ...steps]
}

/** The Pod or the container, as violations name it; a name that is missing is the empty text. */
export function partOf({ list, fields }: Place): Part {
  return list === undefined
    ? { kind: 'pod' }
    : { kind: 'container', name: textIn(fields, 'name') ?? '' }
}

/** The same field of every kind of container, as documentation writes it. */
export function containerFields(field: string): readonly string[] {
  return containerLists.map((list) => `spec.${list}[*].${field}`)
}

/** The same field of the Pod and of every kind of container. */
export function podAndContainerFields(field: string): readonly string[] {
  return [`spec.${field}`, ...containerFields(field)]
}

function containersOf(spec: JsonObject | undefined): readonly Place[] {
  const containers: Place[] = []
  for (const list of containerLists) {
    const items = itemsIn(spec, list)
    for (let index = 0; index < items.length; index++) {
      containers.push(placeOf(list, index, objectOf(items[index] ?? null)))
    }
  }
  return containers
}

function placeOf(
  list: ContainerList | undefined,
  index: number,
  fields: JsonObject | undefined,
): Place {
  return { list, index, fields, securityContext: objectIn(fields, 'securityContext') }
}
