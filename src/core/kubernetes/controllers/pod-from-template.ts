import type { JsonObject } from '../../source/json-value.ts'
import { dns1123SubdomainFaults, prefixFaults } from '../name-formats.ts'
import { nameOf } from '../object.ts'
import { objectAt, withField } from '../stages/edit.ts'
import { type Creation, shapedLike } from './controller.ts'
import { ownerReference } from './owner-reference.ts'

const template = ['spec', 'template']

/** That a controller makes a Pod of what its owner has in `spec.template`. */
export function podCreation(
  owner: JsonObject,
  made: Pick<Creation, 'account' | 'object' | 'unknown'>,
): Creation {
  return { kind: 'Pod', ...made, described: objectAt(owner, template), ...shapedLike(template) }
}

const kept = ['labels', 'annotations', 'finalizers']
const nameFaults = prefixFaults(dns1123SubdomainFaults)

/**
 * The Pod that controllers make of a template: of its metadata only labels, annotations and finalizers, and a name that the API
 * server makes up. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/controller_utils.go (GetPodFromTemplate)
 */
export function podFromTemplate(owner: JsonObject): JsonObject {
  const described = objectAt(owner, template)
  const given = objectAt(described, ['metadata'])
  const prefix = `${nameOf(owner)}-`
  const generateName = nameFaults(prefix).length === 0 ? prefix : nameOf(owner)
  const metadata = kept.reduce<JsonObject>((own, field) => withField(own, field, given[field]), {
    generateName,
    ownerReferences: [ownerReference(owner)],
  })
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: objectAt(described, ['spec']) }
}
