import { kindOf } from '../../kubernetes/object.ts'
import { describedValue } from '../../source/described-value.ts'
import type { SourceDocument } from '../../source/document.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import { nearestName } from '../../source/nearest-name.ts'
import type { Path } from '../../source/path.ts'
import type { Problem } from '../../source/problem.ts'
import { problemAt } from '../problem-at.ts'
import { labelSelectorProblems } from '../validity/label-selector-rules.ts'
import { fieldAt, itemsAt, rootOf, type Spot } from '../validity/spot.ts'
import { validationActionsProblems } from '../validity/validation-actions-rule.ts'
import { isRule } from './amendment.ts'
import type { BundleItem } from './read-bundle.ts'

/** An item of a bundle, in the bundle's document. */
export interface PlacedItem {
  readonly document: SourceDocument
  readonly item: BundleItem
}

/** What of an item cannot be done to the documents of the policy that it names. */
export function amendmentProblems(
  { document, item }: PlacedItem,
  policies: readonly SourceDocument[],
): readonly Problem[] {
  if (Object.keys(item.amendment).length === 0) return []
  const rules = policies.filter(isRule)
  const [rule] = rules
  if (rule === undefined || rules.length > 1) return [notOneRule({ document, item }, rules.length)]
  const spot = itemsAt(fieldAt(rootOf(document), 'policies'))[Number(item.path.at(-1))]
  return [
    ...actionProblems({ document, item }, rule, spot),
    ...paramProblems({ document, item }, rule),
    ...(spot === undefined ? [] : labelSelectorProblems(fieldAt(spot, 'namespaceSelector'))),
  ]
}

function notOneRule({ document, item }: PlacedItem, count: number): Problem {
  return problemAt(document, [...item.path, 'policy'], {
    code: 'not-one-rule',
    message: `a bundle changes one ValidatingRule or MutatingRule, and ${item.policy} holds ${count === 0 ? 'none' : count}`,
    remedy: 'name a file with one rule, or leave the policy as it is',
  })
}

function actionProblems(
  { document, item }: PlacedItem,
  rule: SourceDocument,
  spot: Spot | undefined,
): readonly Problem[] {
  if (item.amendment.validationActions === undefined || spot === undefined) return []
  const kind = kindOf(rule.value)
  if (kind.endsWith('ValidatingRule'))
    return validationActionsProblems(fieldAt(spot, 'validationActions'))
  return [
    problemAt(document, [...item.path, 'validationActions'], {
      code: 'no-actions',
      message: `${item.policy} is a ${kind}, which refuses nothing and has no validationActions`,
      remedy: 'remove them',
    }),
  ]
}

function paramProblems({ document, item }: PlacedItem, rule: SourceDocument): readonly Problem[] {
  const own = fieldOf(fieldOf(rule.value, 'spec'), 'params')
  const known = isObject(own) ? own : {}
  return Object.entries(item.amendment.params ?? {}).flatMap(([name, value]) => {
    const place = { document, path: [...item.path, 'params', name] }
    return Object.hasOwn(known, name)
      ? typeProblems(place, value, known[name] ?? null)
      : [unknownParam(place, item.policy, known)]
  })
}

interface Place {
  readonly document: SourceDocument
  readonly path: Path
}

function unknownParam({ document, path }: Place, policy: string, known: JsonObject): Problem {
  const name = String(path.at(-1))
  const names = Object.keys(known)
  const near = nearestName(name, names)
  const all = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`
  return problemAt(
    document,
    path,
    {
      code: 'unknown-param',
      message: `${policy} has no param "${name}"`,
      found: name,
      expected: names.join(', '),
      remedy: near === undefined ? all : `did you mean "${near}"?`,
    },
    'key',
  )
}

/** A text may stand for a number, as quantities and percentages do; what is null in the policy may be anything. */
function typeProblems(place: Place, value: JsonValue, own: JsonValue): readonly Problem[] {
  if (own === null || formOf(value) === formOf(own)) return []
  const found = describedValue(value)
  return [
    problemAt(place.document, place.path, {
      code: 'wrong-type',
      message: `expected ${formOf(own)} as in the policy, found ${found}`,
      found,
      expected: formOf(own),
      remedy: `give it ${formOf(own)}`,
    }),
  ]
}

function formOf(value: JsonValue): string {
  if (isArray(value)) return 'a list'
  if (isObject(value)) return 'a mapping'
  return typeof value === 'boolean' ? 'true or false' : 'a text or a number'
}
