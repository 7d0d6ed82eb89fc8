import type { Request } from '../admission/request.ts'
import { podOf, templateAt, templatePathOf } from '../kubernetes/pod-template.ts'
import { jsonEqual } from '../source/equal.ts'
import type { Path } from '../source/path.ts'

/**
 * The CREATE of the Pod that a workload's template describes, or undefined: for other objects, sub-resources and
 * operations, and for an update that leaves the template as it was.
 */
export function podRequest(
  request: Request,
): { readonly request: Request; readonly at: Path } | undefined {
  const { operation, resource, subResource, object, oldObject, namespace } = request
  const path = templatePathOf(resource.group, resource.resource)
  if (path === undefined || subResource !== '') return undefined
  if (operation !== 'CREATE' && operation !== 'UPDATE') return undefined
  const template = templateAt(object, path)
  if (template === undefined) return undefined
  const before = operation === 'UPDATE' ? templateAt(oldObject, path) : undefined
  if (before !== undefined && jsonEqual(before, template)) return undefined
  return {
    at: path,
    request: {
      ...request,
      ...podNames,
      operation: 'CREATE',
      name: '',
      object: podOf(template, namespace),
      oldObject: null,
      options: null,
    },
  }
}

const podKind = { group: '', version: 'v1', kind: 'Pod' }
const podResource = { group: '', version: 'v1', resource: 'pods' }

const podNames = {
  kind: podKind,
  resource: podResource,
  subResource: '',
  requestKind: podKind,
  requestResource: podResource,
  requestSubResource: '',
} as const
