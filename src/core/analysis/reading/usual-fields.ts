import { joinApiVersion } from '../../kubernetes/group-version.ts'
import type { Kinds, KnownKind } from '../../kubernetes/kinds.ts'
import { toMutatingDoor, toValidatingDoor } from '../../kubernetes/passage.ts'
import { podOf, templateAt, templatePathOf } from '../../kubernetes/pod-template.ts'
import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Policy } from '../../policy/model.ts'
import { type JsonObject, type JsonValue, valueAt } from '../../source/json-value.ts'
import { type Path, printPath } from '../../source/path.ts'
import type { Situation } from '../offers/situation.ts'

export interface Cluster {
  readonly kinds: Kinds
  readonly kubernetesVersion: KubernetesVersion
}

/** Whether an object at a policy's door has a field, wherever nothing unusual was sent. */
export type IsUsual = (
  place: { readonly at: Path; readonly struct: string },
  name: string,
) => boolean

/** The same for every policy and situation; what was tried once is known. */
export type UsualFields = (policy: Policy, situation: Situation) => IsUsual

/**
 * Found by trying: an object that has nothing but the way to the field is brought to the door, where defaults and the API
 * server's own plugins have been at work. What depends on other fields is taken to be there.
 */
export function usualFields(cluster: Cluster): UsualFields {
  const found = new Map<string, boolean>()
  return ({ door }, situation) => {
    const { kind, workload } = situation
    const sent = workload ?? kind
    const name = `${door} ${workload === undefined ? '' : 'template'} ${sent === undefined ? '' : printServed(sent)}`
    return ({ at, struct }, field) => {
      if (isValidated(struct, field) || isOfEveryObject(at, field, situation)) return true
      if (sent === undefined) return false
      const path = [...at, field]
      const id = `${name} ${printPath(path)}`
      const known = found.get(id)
      if (known !== undefined) return known
      const object = arrived(sent, path, { door, isTemplate: workload !== undefined, cluster })
      const isThere = valueAt(object, concrete(path)) !== undefined
      found.set(id, isThere)
      return isThere
    }
  }
}

function printServed({ served }: KnownKind): string {
  return `${served.group}/${served.version}/${served.kind}`
}

/**
 * What API validation asks for although the schema calls it optional, or what means nothing without it.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/validation/validation.go
 */
const validated: ReadonlySet<string> = new Set([
  'core.v1.Container.image',
  'core.v1.EphemeralContainer.image',
  'core.v1.LocalObjectReference.name',
  'core.v1.PersistentVolumeClaimSpec.accessModes',
  'core.v1.PersistentVolumeClaimSpec.resources',
  'core.v1.VolumeResourceRequirements.requests',
  'core.v1.PersistentVolumeSpec.accessModes',
  'core.v1.ReplicationControllerSpec.template',
  'core.v1.PersistentVolumeSpec.capacity',
  'apps.v1.DeploymentSpec.selector',
  'apps.v1.StatefulSetSpec.selector',
  'apps.v1.DaemonSetSpec.selector',
  'apps.v1.ReplicaSetSpec.selector',
  'networking.v1.IngressServiceBackend.port',
])

function isValidated(struct: string, name: string): boolean {
  return validated.has(`${struct}.${name}`)
}

/** Only of a Pod that a template describes are these not there; a namespace only where there is one. */
function isOfEveryObject(at: Path, name: string, { offered, workload }: Situation): boolean {
  if (at.length !== 1 || at[0] !== 'metadata' || workload !== undefined) return false
  if (name === 'namespace') return offered?.namespaced ?? true
  return ofMetadata.has(name)
}

const ofMetadata: ReadonlySet<string> = new Set([
  'name',
  'uid',
  'creationTimestamp',
  'managedFields',
  'resourceVersion',
  'generation',
])

interface Trial {
  readonly door: Policy['door']
  readonly isTemplate: boolean
  readonly cluster: Cluster
}

function arrived(kind: KnownKind, path: Path, { door, isTemplate, cluster }: Trial): JsonObject {
  const template = isTemplate ? templatePathOf(kind.served.group, kind.served.resource) : undefined
  const way = {
    kinds: cluster.kinds,
    surroundings: {
      objectsOf: () => [],
      version: cluster.kubernetesVersion,
      time: '2000-01-01T00:00:00Z',
    },
  }
  const sent = trialObject(kind, [...(template ?? []), ...path])
  const first = toMutatingDoor(sent, way).object
  const object =
    door === 'mutate' ? first : toValidatingDoor({ before: first, after: first }, way).object
  if (template === undefined) return object
  return podOf(templateAt(object, template) ?? {}, 'default')
}

/** An object with nothing but a name and what leads to the last step of the path. */
function trialObject({ served }: KnownKind, path: Path): JsonObject {
  const [first, ...rest] = path.slice(0, -1)
  const metadata = { name: 'sample', ...(served.namespaced ? { namespace: 'default' } : {}) }
  const object = { apiVersion: joinApiVersion(served), kind: served.kind, metadata }
  if (typeof first !== 'string') return object
  const below = nested(rest)
  return first === 'metadata'
    ? { ...object, metadata: { ...metadata, ...(below as JsonObject) } }
    : { ...object, [first]: below }
}

function nested([step, ...rest]: Path): JsonValue {
  if (step === undefined) return {}
  const below = nested(rest)
  if (step === '[]') return [below]
  return { [step === '{}' ? 'sample' : step]: below }
}

function concrete(path: Path): Path {
  return path.map((step) => (step === '[]' ? 0 : step === '{}' ? 'sample' : step))
}
