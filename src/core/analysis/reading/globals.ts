import type { Kinds } from '../../kubernetes/kinds.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { Situation } from '../offers/situation.ts'
import { type Abstract, constant, type Root, unknown } from './abstract.ts'
import { formOfKind } from './form.ts'

/** What the declared names mean in a situation. */
export function globalsOf(
  { policy, bindings }: CompiledPolicy,
  situation: Situation,
  kinds: Kinds,
): ReadonlyMap<string, Abstract> {
  const { operation, offered } = situation
  const isNew = operation === 'CREATE' || operation === 'CONNECT'
  const given = [...bindings].some(({ paramRef, params }) => paramRef ?? params)
  const paramKind =
    policy.paramKind && kinds.find(policy.paramKind.apiVersion, policy.paramKind.kind)
  const params =
    policy.hasParams && bindings.length > 0 && !given
      ? missing('params')
      : paramKind === undefined
        ? unknown
        : place('params', paramKind)
  return new Map([
    ['object', operation === 'DELETE' ? missing('object') : objectIn(situation, 'object')],
    ['oldObject', isNew ? missing('oldObject') : objectIn(situation, 'oldObject')],
    ['request', requestIn(situation)],
    ['params', params],
    [
      'namespaceObject',
      offered === undefined || offered.namespaced ? unknown : missing('namespaceObject'),
    ],
    ['variables', { kind: 'variables' }],
  ])
}

function missing(name: string): Abstract {
  return { kind: 'constant', value: null, name }
}

function objectIn({ offered, kind, operation }: Situation, root: Root): Abstract {
  if (operation === 'CONNECT') return unknown
  return offered !== undefined && kind === undefined ? unknown : place(root, kind)
}

function place(root: Root, kind: Situation['kind']): Abstract {
  const form = formOfKind(kind)
  const holder = form.kind === 'object' ? form.name : ''
  return { kind: 'place', origins: [{ root, holder, at: [], form }], key: root, given: [] }
}

/** As the API server prints it: what is empty is not there. */
function requestIn({ operation, offered, workload }: Situation): Abstract {
  if (offered === undefined) return requestWith({ operation }, [])
  const { group, version, resource, subResource, kind, namespaced } = offered
  const isNamespace = group === '' && resource === 'namespaces'
  const fields = new Map<string, Abstract>([
    ['operation', constant(operation)],
    ['resource', requestWith({ group, version, resource }, [])],
    ...(kind === undefined
      ? []
      : [['kind', requestWith({ ...groupVersionKind(kind.served) }, [])] as const]),
    ...(subResource === '' ? [] : [['subResource', constant(subResource)] as const]),
  ])
  const absent = [
    ...(subResource === '' ? ['subResource', 'requestSubResource'] : []),
    ...(namespaced || isNamespace ? [] : ['namespace']),
    ...(workload === undefined ? [] : ['name']),
  ]
  return { kind: 'request', fields, absent: new Set(absent) }
}

function groupVersionKind({
  group,
  version,
  kind,
}: {
  readonly group: string
  readonly version: string
  readonly kind: string
}) {
  return { group, version, kind }
}

function requestWith(
  fields: { readonly [name: string]: string },
  absent: readonly string[],
): Abstract {
  return {
    kind: 'request',
    fields: new Map(Object.entries(fields).map(([name, value]) => [name, constant(value)])),
    absent: new Set(absent),
  }
}
