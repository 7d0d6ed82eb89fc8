import type { JsonObject } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import type { Unknown } from '../stages/surroundings.ts'

/** The kinds that controllers create on the way from a workload to its Pods. */
export type CreatedKind = 'Pod' | 'ReplicaSet' | 'Job'

/** An object that a controller sends to the API server because another one is there. */
export interface Creation {
  readonly kind: CreatedKind
  readonly object: JsonObject
  /** The service account, in `kube-system`, that sends it; undefined where nobody knows who does. */
  readonly account: string | undefined
  /** What the owner says of it, with the fields where the object has them. */
  readonly described: JsonObject
  /** Where in the owner a field of it is described, or would be. */
  readonly placeInOwner: (path: Path) => Path
  /** Where in the owner the template stands of which it is made. */
  readonly template: Path
  /** What of it only a cluster knows. */
  readonly unknown: readonly Unknown[]
}

/** What makes objects of the objects of one kind. */
export interface Controller {
  readonly group: string
  readonly resource: string
  readonly creates: CreatedKind
  /** The first object that it creates; `time`, RFC 3339, is when. What is suspended or wants no replicas counts as if it ran. */
  readonly create: (owner: JsonObject, time: string) => Creation
}

/** Of an object that has the shape of its template. */
export function shapedLike(template: Path): Pick<Creation, 'template' | 'placeInOwner'> {
  return { template, placeInOwner: (path) => [...template, ...path] }
}
