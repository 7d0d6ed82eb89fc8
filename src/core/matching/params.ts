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

/**
 * The objects that a binding's `paramRef` means. A policy without `paramKind` has none, and neither has a binding without
 * `paramRef`: those are evaluated once, without params.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/generic/policy_dispatcher.go (CollectParams)
 */
export function paramsOf(
  paramKind: ParamKind,
  paramRef: ParamRef,
  objects: ObjectStore,
  requestNamespace: string,
): Params {
  const namespace = namespaceOfParams(paramKind, paramRef, objects, requestNamespace)
  if (namespace.kind === 'error') return namespace
  const found = find(paramKind, paramRef, namespace.name, objects)
  if (found.length > 0 || paramRef.parameterNotFoundAction === 'Allow') {
    return { kind: 'each', params: found }
  }
  return {
    kind: 'error',
    message: 'no params found for policy binding with `Deny` parameterNotFoundAction',
  }
}

function namespaceOfParams(
  paramKind: ParamKind,
  paramRef: ParamRef,
  objects: ObjectStore,
  requestNamespace: string,
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
  namespace: string,
  objects: ObjectStore,
): readonly JsonObject[] {
  if (name !== undefined && name !== '') {
    const object = objects.get(paramKind, namespace, name)
    return object === undefined ? [] : [object]
  }
  const wanted: LabelSelector = selector ?? {}
  return objects.list(paramKind, namespace).filter((object) => selects(wanted, labelsOf(object)))
}
