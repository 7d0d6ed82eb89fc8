import type { GroupVersionResource } from '../admission/request.ts'
import { type LabelSelector, selects } from '../kubernetes/label-selector.ts'
import { labelsOf } from '../kubernetes/object.ts'
import type { ParamKind, ParamRef } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'

/** Objects that the cluster holds, found by kind, namespace and name; never scanned across kinds. */
export interface ObjectStore {
  /** Undefined where no such object is known. */
  readonly get: (kind: ParamKind, namespace: string, name: string) => JsonObject | undefined
  /** Sorted by name. */
  readonly list: (kind: ParamKind, namespace: string) => readonly JsonObject[]
  /** Of all namespaces, sorted by namespace, then name. */
  readonly listAll: (kind: ParamKind) => readonly JsonObject[]
  /** The kind of a resource's objects; undefined where none is known. */
  readonly kindOf: (resource: GroupVersionResource) => ParamKind | undefined
  /** Whether the cluster serves the kind, or an object of it is known. */
  readonly isKnown: (kind: ParamKind) => boolean
  /** Whether objects of that kind live in namespaces. */
  readonly isNamespaced: (kind: ParamKind) => boolean
  /** Why objects of the kind may be missing; undefined where none is, or nobody knows. */
  readonly problemOf: (kind: ParamKind) => string | undefined
  /** Whether there is a cluster behind it, which may have what is not here yet. */
  readonly isLive: boolean
}

/** The params that a reference finds: one evaluation for each, or a reason why it cannot be said. */
export type Params =
  | { readonly kind: 'each'; readonly params: readonly JsonObject[] }
  | { readonly kind: 'error'; readonly message: string }

/**
 * What is wrong with a policy whose `paramKind` no cluster serves, undefined where nothing is.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/generic/policy_source.go (ensureParamsForPolicyLocked)
 */
export function paramKindProblem(paramKind: ParamKind, objects: ObjectStore): string | undefined {
  if (objects.isKnown(paramKind)) return undefined
  const { apiVersion, kind } = paramKind
  const groupVersion = apiVersion.includes('/') ? apiVersion : `/${apiVersion}`
  return `failed to find resource referenced by paramKind: '${groupVersion}, Kind=${kind}'`
}

/** Where params are looked for. */
interface ParamsGround {
  readonly objects: ObjectStore
  /** The namespace of the request. */
  readonly namespace: string
  /** Asks the cluster for an object that is not here, where there is one. */
  readonly ask: AskParam
}

export type AskParam = (
  kind: ParamKind,
  namespace: string,
  name: string,
) =>
  | { readonly kind: 'found'; readonly object: JsonObject }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly message: string }

/**
 * The objects that a binding's `paramRef` means. A policy without `paramKind` has none, and neither has a binding without
 * `paramRef`: those are evaluated once, without params. An object that is named and not here is asked for: it may be too new.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/generic/policy_dispatcher.go (CollectParams)
 */
export function paramsOf(paramKind: ParamKind, paramRef: ParamRef, ground: ParamsGround): Params {
  const namespace = namespaceOfParams(paramKind, paramRef, ground)
  if (namespace.kind === 'error') return namespace
  const problem = ground.objects.problemOf(paramKind)
  if (problem !== undefined) return { kind: 'error', message: notSynced(paramKind, problem) }
  const found = find(paramKind, paramRef, { ...ground, namespace: namespace.name })
  if (found.kind === 'error' || found.params.length > 0) return found
  if (paramRef.parameterNotFoundAction === 'Allow') return found
  return {
    kind: 'error',
    message: 'no params found for policy binding with `Deny` parameterNotFoundAction',
  }
}

function notSynced({ apiVersion, kind }: ParamKind, problem: string): string {
  return `paramKind kind \`&ParamKind{APIVersion:${apiVersion},Kind:${kind},}\` not yet synced to use for admission: ${problem}`
}

function namespaceOfParams(
  paramKind: ParamKind,
  paramRef: ParamRef,
  { objects, namespace: requestNamespace }: ParamsGround,
):
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'error'; readonly message: string } {
  const given = paramRef.namespace ?? ''
  if (!objects.isNamespaced(paramKind)) {
    return given === ''
      ? { kind: 'namespace', name: '' }
      : {
          kind: 'error',
          message: 'paramRef.namespace must not be provided for a cluster-scoped `paramKind`',
        }
  }
  const name = given === '' ? requestNamespace : given
  return name === ''
    ? {
        kind: 'error',
        message:
          'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources',
      }
    : { kind: 'namespace', name }
}

function find(
  paramKind: ParamKind,
  { name, selector }: ParamRef,
  { objects, namespace, ask }: ParamsGround,
): Params {
  if (name !== undefined && name !== '') {
    const object = objects.get(paramKind, namespace, name)
    if (object !== undefined) return { kind: 'each', params: [object] }
    return objects.isLive ? asked(ask(paramKind, namespace, name)) : none
  }
  const wanted: LabelSelector = selector ?? {}
  const params = objects
    .list(paramKind, namespace)
    .filter((object) => selects(wanted, labelsOf(object)))
  return { kind: 'each', params }
}

const none: Params = { kind: 'each', params: [] }

function asked(answer: ReturnType<AskParam>): Params {
  switch (answer.kind) {
    case 'found':
      return { kind: 'each', params: [answer.object] }
    case 'missing':
      return none
    case 'unknown':
      return { kind: 'error', message: answer.message }
  }
}
