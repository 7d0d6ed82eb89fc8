import type { ResourceAttributes } from '../../admission/access-review.ts'
import { given } from '../../admission/access-spec.ts'
import { splitApiVersion } from '../../kubernetes/group-version.ts'
import type { Kinds } from '../../kubernetes/kinds.ts'
import type { Lookup, ParamRef, Policy } from '../../policy/model.ts'
import { type Path, printPath } from '../../source/path.ts'
import type { ReadPolicy } from './read-object.ts'

/** What somebody must be allowed to do who writes a policy, because the policy does it for everybody. */
export interface RequiredAccess {
  /** The field that asks for it. */
  readonly path: string
  readonly attributes: ResourceAttributes
}

/**
 * What the policy reads beside the request: the param that `paramRef` names or selects, and what it looks up. Whoever may
 * not read that could learn of it from what the policy says.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/admissionregistration/validatingadmissionpolicybinding/authz.go
 */
export function requiredAccess(
  { policy, bindings }: ReadPolicy,
  kinds: Kinds,
): readonly RequiredAccess[] {
  const references = bindings.flatMap(({ paramRef }) => paramRef ?? [])
  return [
    ...references.flatMap((reference) => accessToParams(policy, reference, kinds)),
    ...policy.lookups.map((lookup, index) => accessToLookup(policy, lookup, index)),
  ]
}

/** Without a namespace all namespaces are meant. */
function accessToParams(
  { paramKind, namespace: own }: Policy,
  { name = '', namespace = '' }: ParamRef,
  kinds: Kinds,
): readonly RequiredAccess[] {
  if (paramKind === undefined) return []
  const { group, version } = splitApiVersion(paramKind.apiVersion)
  const { resource = '*' } = kinds.find(paramKind.apiVersion, paramKind.kind)?.served ?? {}
  const verb = name === '' ? 'list' : 'get'
  const where = own === '' ? namespace : own
  const attributes = given({ verb, group, version, resource, name, namespace: where })
  return [required(['spec', 'paramRef'], attributes)]
}

function accessToLookup(
  { namespace: own }: Policy,
  { resource, namespace }: Lookup,
  index: number,
): RequiredAccess {
  const where = own === '' ? constantText(namespace?.text) : own
  return required(
    ['spec', 'lookups', index],
    given({ verb: 'list', ...resource, namespace: where }),
  )
}

/** The namespace, where the expression is a text; any may come out of another one. */
function constantText(expression = ''): string {
  return /^\s*(['"])([a-z0-9-]*)\1\s*$/.exec(expression)?.[2] ?? ''
}

function required(path: Path, attributes: ResourceAttributes): RequiredAccess {
  return { path: printPath(path), attributes }
}
