import {
  fieldOf,
  type JsonObject,
  type JsonValue,
  nearestName,
  type SourceText,
} from '../core/index.ts'
import { ClusterError } from './cluster-error.ts'
import type { Connection } from './connection.ts'
import type { Discovery, ServedResource } from './discovery.ts'
import { listPages } from './list-objects.ts'
import { runningText } from './object-text.ts'

/** What of the running objects is wanted. */
export interface RunningSelection {
  readonly resources: readonly ServedResource[]
  /** Undefined: all of them. */
  readonly namespace: string | undefined
  /** Those of them of which nothing more is said than of their owners: what one of the owners made is left out. */
  readonly owned: readonly ServedResource[]
  readonly owners: readonly ServedResource[]
}

/** Up to 500 objects, and how many of them were left out. */
export interface RunningPage {
  readonly objects: readonly SourceText[]
  readonly leftOut: number
}

/** The objects of the resources as they are served, page by page. */
export async function* runningObjects(
  connection: Connection,
  { resources, namespace, owned, owners }: RunningSelection,
): AsyncGenerator<RunningPage> {
  const judging = new Set(owners.map(kindKey))
  for (const resource of resources) {
    if (namespace !== undefined && !resource.namespaced) continue
    for await (const { objects } of listPages(connection, resource, { namespace })) {
      const kept = owned.includes(resource)
        ? objects.filter((object) => !isMadeByOne(object, judging))
        : objects
      yield { objects: kept.map(runningText), leftOut: objects.length - kept.length }
    }
  }
}

/** What can be created and listed, each resource in the version that the server prefers. */
export function listableResources({ resources }: Discovery): readonly ServedResource[] {
  const first = new Map<string, ServedResource>()
  for (const resource of resources) {
    const key = `${resource.resource}.${resource.group}`
    if (isKept(resource) && !first.has(key)) first.set(key, resource)
  }
  return [...first.values()]
}

/** What nobody creates is only shown, such as metrics. */
function isKept({ verbs }: ServedResource): boolean {
  return verbs.includes('list') && verbs.includes('create')
}

/** The resources that the words name (`pods`, `deployments.apps`); without its group, the first that has the name. */
export function namedResources(
  names: readonly string[],
  discovery: Discovery,
  server: string,
): readonly ServedResource[] {
  const all = listableResources(discovery)
  const found = names.map((name) => {
    const [plain = '', ...group] = name.split('.')
    const resource = all.find(
      (one) => one.resource === plain && (group.length === 0 || one.group === group.join('.')),
    )
    if (resource !== undefined) return resource
    throw new ClusterError(server, `the cluster has no resource "${name}" ${insteadOf(plain, all)}`)
  })
  return [...new Set(found)]
}

function insteadOf(name: string, all: readonly ServedResource[]): string {
  const nearest = nearestName(
    name,
    all.map(({ resource }) => resource),
  )
  const similar = all.find(({ resource }) => resource === nearest)
  return similar === undefined
    ? 'that can be listed; name it in the plural, such as pods or deployments.apps'
    : `that can be listed; did you mean ${fullName(similar)}?`
}

/** `deployments.apps`; a resource of the core has no group. */
function fullName({ group, resource }: ServedResource): string {
  return group === '' ? resource : `${resource}.${group}`
}

const deployments = 'apps Deployment'
const replicaSets = 'apps ReplicaSet'
/** A Deployment writes this label on its ReplicaSets and on their Pods. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label */
const ofDeployment = 'pod-template-hash'

/** Whether something of the kinds made the object. */
export function isMadeByOne(object: JsonObject, owning: ReadonlySet<string>): boolean {
  const metadata = fieldOf(object, 'metadata')
  const owners = fieldOf(metadata, 'ownerReferences')
  if (!Array.isArray(owners)) return false
  const owner = owners.find((one) => fieldOf(one, 'controller') === true)
  if (owner === undefined) return false
  const maker = kindKeyOf(owner)
  const isOfDeployment =
    maker === replicaSets && fieldOf(fieldOf(metadata, 'labels'), ofDeployment) !== undefined
  return owning.has(maker) || (isOfDeployment && owning.has(deployments))
}

/** A kind in a set of kinds. */
export function kindKey({ group, kind }: ServedResource): string {
  return `${group} ${kind}`
}

function kindKeyOf(object: JsonValue): string {
  const apiVersion = String(fieldOf(object, 'apiVersion') ?? '')
  const group = apiVersion.includes('/') ? apiVersion.split('/', 1)[0] : ''
  return `${group} ${String(fieldOf(object, 'kind') ?? '')}`
}
