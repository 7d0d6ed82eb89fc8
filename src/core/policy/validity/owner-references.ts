import { type FieldError, invalid, required } from '../../kubernetes/custom/field-error.ts'
import { printJson } from '../../source/json.ts'
import { isObject, type JsonObject } from '../../source/json-value.ts'
import type { Problem } from '../../source/problem.ts'
import { parsedGroupVersion } from './group-version.ts'
import { refused } from './refused.ts'
import { fieldAt, itemsAt, type Spot, textAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go (ValidateOwnerReferences) */
export function ownerProblems(owners: Spot): readonly Problem[] {
  const items = distinct(owners)
  return [...items.flatMap(ofOne), ...controllerProblems(owners, items)]
}

/**
 * The API server drops all but the first of equal references before it looks at them.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go (dedupOwnerReferences)
 */
function distinct(owners: Spot): readonly Spot[] {
  const byText = new Map<string, Spot>()
  for (const owner of itemsAt(owners)) {
    const text = printJson(structOf(owner))
    if (!byText.has(text)) byText.set(text, owner)
  }
  return [...byText.values()]
}

const needed = ['apiVersion', 'kind', 'name', 'uid'] as const

function ofOne(owner: Spot): readonly Problem[] {
  const { document } = owner
  const empty = needed
    .map((name) => fieldAt(owner, name))
    .filter((spot) => textAt(spot) === '')
    .map(({ path }) =>
      refused(document, required(path, 'must not be empty'), { remedy: 'name the owner in full' }),
    )
  const apiVersion = fieldAt(owner, 'apiVersion')
  const written = textAt(apiVersion)
  const parsed = parsedGroupVersion(written)
  const isWrong = written !== '' && (parsed === undefined || parsed.version === '')
  return [
    ...empty,
    ...(isWrong
      ? [
          refused(
            document,
            invalid(apiVersion.path, written, 'must be <group>/<version> or <version>'),
            { remedy: 'write the apiVersion of the owner' },
          ),
        ]
      : []),
    ...eventProblems(owner),
  ]
}

function eventProblems(owner: Spot): readonly Problem[] {
  if (textAt(fieldAt(owner, 'kind')) !== 'Event') return []
  if (textAt(fieldAt(owner, 'apiVersion')) !== 'v1') return []
  const detail = '/v1, Kind=Event is disallowed from being an owner'
  const error = invalidStruct(owner, printJson(structOf(owner)), detail)
  return [refused(owner.document, error, { remedy: 'name another owner' })]
}

function controllerProblems(owners: Spot, items: readonly Spot[]): readonly Problem[] {
  const controllers = items.filter((owner) => fieldAt(owner, 'controller').value === true)
  const [first, ...others] = controllers.map(
    (owner) => `${textAt(fieldAt(owner, 'kind'))}/${textAt(fieldAt(owner, 'name'))}`,
  )
  return others.map((other) => {
    const detail = `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${other}`
    const error = invalidStruct(owners, printJson(items.map(structOf)), detail)
    return refused(owners.document, error, { remedy: 'leave one of them the controller' })
  })
}

/** The API server prints structs in the order of their fields. */
function structOf({ value }: Spot): JsonObject {
  if (!isObject(value)) return {}
  const known = [...needed, 'controller', 'blockOwnerDeletion'].filter((name) =>
    Object.hasOwn(value, name),
  )
  return Object.fromEntries(known.map((name) => [name, value[name] ?? null]))
}

function invalidStruct({ path }: Spot, printed: string, detail: string): FieldError {
  return { ...invalid(path, '', detail), message: `Invalid value: ${printed}: ${detail}` }
}
