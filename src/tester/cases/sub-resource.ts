import {
  fieldOf,
  kindOfSubResource,
  missingSubResource,
  type SubResource,
  subResourceFaults,
} from '../../core/index.ts'
import type { Sent } from '../through-doors.ts'
import type { PolicyCase } from './policy-case.ts'

/** Whose sub-resource a case asks for; undefined where it sends the object itself. */
export function parentOf({ resource, resourceName }: PolicyCase): Sent['parent'] {
  if (resource === undefined) return undefined
  const [plural = '', ...group] = resource.split('.')
  return { group: group.join('.'), resource: plural, name: resourceName }
}

/** Why the API server would not bring what the case sends to a door, a sentence each. */
export function subResourceProblems(row: PolicyCase): readonly string[] {
  const parent = parentOf(row)
  if (parent === undefined) return []
  const { subResource = '', resource = '', object } = row
  if (subResource === '')
    return ['resource says whose sub-resource is meant: say which one in subResource']
  const asked: SubResource = { ...parent, subResource }
  const missing = missingSubResource(asked)
  if (missing !== undefined) return [missing]
  const expected = kindOfSubResource(asked)
  const found = `${fieldOf(object, 'apiVersion') ?? ''} ${fieldOf(object, 'kind') ?? ''}`.trim()
  if (expected !== undefined && expected !== found) {
    return [
      `${resource}/${subResource} takes ${expected}, the object is ${found === '' ? 'of no kind' : found}`,
    ]
  }
  return subResourceFaults(object).map((text) => `the API server does not take the object: ${text}`)
}
