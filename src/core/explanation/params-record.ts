import type { Encounter } from '../engine/encounter.ts'
import { printSelector } from '../kubernetes/label-selector.ts'
import { nameOf, namespaceOf } from '../kubernetes/object.ts'
import type { ObjectStore } from '../matching/params.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Binding, Policy } from '../policy/model.ts'
import type { RecordedParams } from './record.ts'

/** The params of an encounter; null for a policy that has none. */
export function paramsRecord(
  { policy }: CompiledPolicy,
  encounter: Encounter,
  objects: ObjectStore,
): RecordedParams | null {
  const { binding, subject } = encounter
  if (!policy.hasParams || binding === undefined) return null
  const home =
    policy.paramKind && objects.isNamespaced(policy.paramKind) ? subject.request.namespace : ''
  const wanted = wantedParams(policy, binding, home)
  const params = encounter.scope?.params
  if (params === undefined) {
    return binding.paramRef === undefined ? null : { source: 'none-found', ...wanted }
  }
  if (params === null) return { source: 'none', ...wanted }
  return binding.paramRef === undefined
    ? { source: 'inline', ...wanted }
    : { source: 'object', ...wanted, namespace: namespaceOf(params), name: nameOf(params) }
}

function wantedParams(
  { paramKind }: Policy,
  { paramRef }: Binding,
  home: string,
): Omit<RecordedParams, 'source'> {
  const { namespace = home, name = '', selector, parameterNotFoundAction } = paramRef ?? {}
  return {
    apiVersion: paramKind?.apiVersion ?? '',
    kind: paramKind?.kind ?? '',
    namespace,
    name,
    selector: selector === undefined ? '' : printSelector(selector),
    notFoundAction: parameterNotFoundAction ?? null,
  }
}
