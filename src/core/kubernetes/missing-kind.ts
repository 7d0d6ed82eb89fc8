import { nearestName } from '../source/nearest-name.ts'
import { splitApiVersion } from './group-version.ts'
import { builtInKinds } from './schema/schema.ts'

/** A kind that a version of Kubernetes' own does not have. */
export interface MissingKind {
  readonly apiVersion: string
  readonly kind: string
  /** The kind of that version whose name is nearest, where one is near. */
  readonly nearest: string | undefined
}

/** Whether the API server serves the version, and no such kind in it. */
export function missingKind(apiVersion: string, kind: string): MissingKind | undefined {
  const { group, version } = splitApiVersion(apiVersion)
  const kinds = builtInKinds()
    .filter((one) => one.group === group && one.version === version)
    .map((one) => one.kind)
  if (kinds.length === 0 || kinds.includes(kind)) return undefined
  return { apiVersion, kind, nearest: nearestName(kind, kinds) }
}

/** Whether the group is Kubernetes' own, so that no CustomResourceDefinition can have a kind in it. */
export function isBuiltInGroup(apiVersion: string): boolean {
  const { group } = splitApiVersion(apiVersion)
  return builtInKinds().some((one) => one.group === group)
}
