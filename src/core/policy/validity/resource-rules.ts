import { invalid, required } from '../../kubernetes/custom/field-error.ts'
import type { Problem } from '../../source/problem.ts'
import { duplicates, nameProblems, pathSegment } from './names.ts'
import { oneOf } from './one-of.ts'
import { refused } from './refused.ts'
import { resourceProblems } from './resources.ts'
import { fieldAt, itemsAt, type Spot, textAt, textsAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateNamedRuleWithOperations) */
export function resourceRuleProblems(rule: Spot): readonly Problem[] {
  const names = itemsAt(fieldAt(rule, 'resourceNames'))
  const operations = fieldAt(rule, 'operations')
  return [
    ...names.flatMap((name) => nameProblems(name, pathSegment)),
    ...duplicates(names),
    ...listProblems(operations, 'operations'),
    ...itemsAt(operations).flatMap((operation) => oneOf(written(operation), allOperations)),
    ...listProblems(fieldAt(rule, 'apiGroups'), 'API groups'),
    ...versionProblems(fieldAt(rule, 'apiVersions')),
    ...resourceProblems(fieldAt(rule, 'resources')),
    ...oneOf(fieldAt(rule, 'scope'), scopes),
  ]
}

const allOperations = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE']
const scopes = ['*', 'Cluster', 'Namespaced']

/** A null item counts as the empty text, as Go holds it. */
function written(item: Spot): Spot {
  return { ...item, value: textAt(item) }
}

/** A list that must have items, of which `*` stands alone. */
function listProblems(list: Spot, what: string): readonly Problem[] {
  const texts = textsAt(list)
  if (texts.length === 0) {
    return [
      refused(list.document, required(list.path), { remedy: `name the ${what}, or "*" for all` }),
    ]
  }
  if (texts.length === 1 || !texts.includes('*')) return []
  const detail = `if '*' is present, must not specify other ${what}`
  return [
    refused(list.document, invalid(list.path, texts, detail), {
      remedy: 'keep "*" alone, or name what is meant',
    }),
  ]
}

/** The core group's name is empty; no version's is. */
function versionProblems(versions: Spot): readonly Problem[] {
  return [
    ...listProblems(versions, 'API versions'),
    ...itemsAt(versions)
      .filter((version) => textAt(version) === '')
      .map(({ document, path }) =>
        refused(document, required(path), { remedy: 'name the version, such as "v1"' }),
      ),
  ]
}
