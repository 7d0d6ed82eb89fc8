import { splitApiVersion } from '../kubernetes/group-version.ts'
import { builtInKindsOnly, type Kinds, kindOfObject } from '../kubernetes/kinds.ts'
import { apiVersionOf, kindOf, nameOf, namespaceOf } from '../kubernetes/object.ts'
import type { ServedKind } from '../kubernetes/schema/field-type.ts'
import { isObject, type JsonObject } from '../source/json-value.ts'
import type { Door, Operation, Request, UserInfo } from './request.ts'

/** How an object is on its way to the API server; what is not said is what `kubectl create` would send. */
export interface Journey {
  readonly door: Door
  readonly uid: string
  readonly operation?: Operation
  /** Where a namespaced object without a namespace goes; `default`. */
  readonly namespace?: string
  readonly oldObject?: JsonObject | null
  readonly subResource?: string
  /** Whose sub-resource is asked for, where what is sent is of another kind: Scale, Binding, PodExecOptions. */
  readonly parent?: Parent
  readonly userInfo?: UserInfo
  readonly dryRun?: boolean
  /** The kinds that the cluster serves; Kubernetes' own. */
  readonly kinds?: Kinds
}

/** An object by its resource. */
interface Parent {
  readonly group: string
  readonly resource: string
  /** That of what is sent, where nothing else is said. */
  readonly name?: string | undefined
}

/** The object with the namespace that its request would have, where the kind is namespaced and it names none. */
export function placed(
  object: JsonObject,
  { kinds = builtInKindsOnly, namespace = 'default' }: Pick<Journey, 'kinds' | 'namespace'>,
): JsonObject {
  return servedKindOf(object, kinds).namespaced ? withNamespace(object, namespace) : object
}

/**
 * The request that the object would make. A kind that is not known is taken for namespaced, and its resource name is
 * guessed.
 */
export function requestFor(
  object: JsonObject,
  {
    door,
    uid,
    operation = 'CREATE',
    namespace: fallback = 'default',
    oldObject = null,
    subResource = '',
    parent,
    userInfo = nobody,
    dryRun = false,
    kinds = builtInKindsOnly,
  }: Journey,
): Request {
  const served = servedKindOf(object, kinds)
  const { group, version, kind: name } = served
  const home = parent === undefined ? served : parentKind(parent, kinds)
  const namespace = namespaceFor(object, home, fallback)
  const sent = home.namespaced ? withNamespace(object, namespace) : object
  const kind = { group, version, kind: name }
  const resource = { group: home.group, version: home.version, resource: home.resource }
  // written out: with spreads it took six times as long, and every manifest makes some
  return {
    door,
    reviewVersion: 'admission.k8s.io/v1',
    isOnlyOne: true,
    uid,
    kind,
    resource,
    subResource,
    requestKind: kind,
    requestResource: resource,
    requestSubResource: subResource,
    name: parent?.name ?? nameOf(object),
    namespace,
    operation,
    userInfo,
    dryRun,
    // what is deleted is an old object only
    object: operation === 'DELETE' ? null : sent,
    oldObject: operation === 'DELETE' ? (oldObject ?? sent) : oldObject,
    options: optionsOf(operation, dryRun),
  }
}

const nobody: UserInfo = {}

const optionKinds: Readonly<Record<Operation, string | undefined>> = {
  CREATE: 'CreateOptions',
  UPDATE: 'UpdateOptions',
  DELETE: 'DeleteOptions',
  CONNECT: undefined,
}

/** As the API server hands them over: which kind they are, and nothing that a client did not say. */
function optionsOf(operation: Operation, dryRun: boolean): JsonObject | null {
  const kind = optionKinds[operation]
  if (kind === undefined) return null
  return { kind, apiVersion: 'meta.k8s.io/v1', ...(dryRun ? { dryRun: ['All'] } : {}) }
}

function servedKindOf(object: JsonObject, kinds: Kinds): ServedKind {
  return kindOfObject(kinds, object)?.served ?? guess(object)
}

/** A resource that nobody knows is taken for namespaced. */
function parentKind({ group, resource }: Parent, kinds: Kinds): ServedKind {
  const known = kinds.all().find(({ served }) => isOf(served, group, resource))
  return known?.served ?? { ...guess({}), group, version: 'v1', resource }
}

function isOf(served: ServedKind, group: string, resource: string): boolean {
  return served.group === group && served.resource === resource
}

function guess(object: JsonObject): ServedKind {
  const kind = kindOf(object)
  return {
    ...splitApiVersion(apiVersionOf(object)),
    kind,
    resource: guessedResource(kind),
    namespaced: true,
    creatable: true,
    shortNames: [],
    subResources: [],
  }
}

/**
 * What a kind's resource is likely to be called: as Kubernetes guesses it, but gateways rather than gatewaies.
 * https://github.com/kubernetes/apimachinery/blob/v0.37.0/pkg/api/meta/restmapper.go (UnsafeGuessKindToResource)
 */
export function guessedResource(kind: string): string {
  const singular = kind.toLowerCase()
  if (singular.endsWith('s')) return `${singular}es`
  return /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`
}

function namespaceFor(object: JsonObject, served: ServedKind, fallback: string): string {
  if (served.group === '' && served.kind === 'Namespace') return nameOf(object)
  if (!served.namespaced) return ''
  const given = namespaceOf(object)
  return given === '' ? fallback : given
}

function withNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = object['metadata']
  if (namespaceOf(object) !== '' || !isObject(metadata)) return object
  return { ...object, metadata: { ...metadata, namespace } }
}
