import type { Operation } from '../../admission/request.ts'

const written = ['CREATE', 'UPDATE', 'DELETE'] as const

/** Sub-resources that are not what `UPDATE` means of every other. */
const ofSubResources: Readonly<Record<string, readonly Operation[]>> = {
  attach: ['CONNECT'],
  exec: ['CONNECT'],
  portforward: ['CONNECT'],
  proxy: ['CONNECT'],
  binding: ['CREATE'],
  eviction: ['CREATE'],
  token: ['CREATE'],
  log: [],
}

/** Resources that are not stored. */
const ofResources: Readonly<Record<string, readonly Operation[]>> = {
  '/bindings': ['CREATE'],
  '/componentstatuses': [],
}

/**
 * What admission is asked of a resource, or of one of its sub-resources. To read is nothing that admission sees.
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
export function operationsOf(
  group: string,
  resource: string,
  subResource: string,
): readonly Operation[] {
  if (subResource === '') return ofResources[`${group}/${resource}`] ?? written
  return Object.hasOwn(ofSubResources, subResource)
    ? (ofSubResources[subResource] ?? [])
    : ['UPDATE']
}
