import type { JsonObject } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import { nameOf } from '../object.ts'
import { templateAt } from '../pod-template.ts'
import { objectAt, withField } from '../stages/edit.ts'
import type { Unknown } from '../stages/surroundings.ts'
import { type Creation, shapedLike } from './controller.ts'

/** The Pod that a template of a custom resource describes. Who creates it, and what they add, nobody knows. */
export function podOfCustomWorkload(owner: JsonObject, at: Path): Creation {
  const described = templateAt(owner, at) ?? {}
  const given = objectAt(described, ['metadata'])
  const metadata = ['labels', 'annotations', 'finalizers'].reduce<JsonObject>(
    (own, field) => withField(own, field, given[field]),
    { generateName: `${nameOf(owner)}-` },
  )
  return {
    kind: 'Pod',
    object: { apiVersion: 'v1', kind: 'Pod', metadata, spec: objectAt(described, ['spec']) },
    account: undefined,
    described,
    ...shapedLike(at),
    unknown,
  }
}

const unknown: readonly Unknown[] = [
  {
    path: ['metadata', 'generateName'],
    what: 'the name',
    why: 'its controller gives it',
    substitute: 'assumption',
  },
  {
    path: ['metadata', 'ownerReferences'],
    what: 'the owner',
    why: 'its controller may put an object of its own between',
    substitute: 'nothing',
  },
]
