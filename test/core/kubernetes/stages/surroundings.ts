import type { JsonObject } from '#src/core/index.ts'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import { builtInKind } from '#src/core/kubernetes/schema/schema.ts'
import type { StagedKind, Surroundings, Unknown } from '#src/core/kubernetes/stages/surroundings.ts'

/** A cluster of the newest release that holds these objects. */
export function clusterWith(
  objects: readonly JsonObject[] = [],
  other: Partial<Surroundings> = {},
): Surroundings {
  const held = objects.map((object) => asHeld(object, builtInKindsOnly, '1.37').object)
  return {
    objectsOf: (apiVersion, kind) =>
      held.filter((one) => one['apiVersion'] === apiVersion && one['kind'] === kind),
    version: '1.37',
    time: '2026-02-03T04:05:06Z',
    ...other,
  }
}

/** The kind of an object, which must be one of Kubernetes' own. */
export function kindOf({ apiVersion, kind }: JsonObject): StagedKind {
  const found = builtInKind(String(apiVersion), String(kind))
  if (found === undefined) throw new Error(`no built-in kind ${kind}`)
  return found
}

/** Where something is unknown, without what is so for every object. */
export function unknownPaths(unknown: readonly Unknown[]): readonly string[] {
  return unknown
    .map(({ path }) => path.join('.'))
    .filter((path) => !['metadata.managedFields', 'metadata.uid'].includes(path))
}

/** A Pod with that spec, as it is decoded and defaulted as far as the rows care. */
export function podWith(spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'anchor', namespace: 'harbour', ...metadata },
    spec: { containers: [{ name: 'main', resources: {} }], ...spec },
    status: {},
  }
}
