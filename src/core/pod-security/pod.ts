import type { JsonArray, JsonObject } from '../source/json-value.ts'
import { booleanIn, itemsIn, objectIn, objectOf, textIn } from './field.ts'
import { type Container, containerLists, type Itself } from './part.ts'

/** A Pod as the controls read it: looked up once, so that fifteen controls do not. */
export interface Pod {
  readonly object: JsonObject
  readonly itself: Itself
  readonly containers: readonly Container[]
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
    itself: { kind: 'pod', fields: spec, securityContext: objectIn(spec, 'securityContext') },
    containers: containersOf(spec),
    volumes: itemsIn(spec, 'volumes'),
    annotations: objectIn(objectIn(object, 'metadata'), 'annotations'),
    isWindows: textIn(objectIn(spec, 'os'), 'name') === 'windows',
    hasUserNamespace: booleanIn(spec, 'hostUsers') === false,
  }
}

function containersOf(spec: JsonObject | undefined): readonly Container[] {
  const containers: Container[] = []
  for (const list of containerLists) {
    const items = itemsIn(spec, list)
    for (let index = 0; index < items.length; index++) {
      const fields = objectOf(items[index] ?? null)
      const securityContext = objectIn(fields, 'securityContext')
      containers.push({ kind: 'container', list, index, fields, securityContext })
    }
  }
  return containers
}
