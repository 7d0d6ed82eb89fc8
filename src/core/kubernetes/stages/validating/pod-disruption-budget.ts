import { jsonEqual } from '../../../source/equal.ts'
import type { JsonObject } from '../../../source/json-value.ts'
import { editExisting, itemsOf, objectAt, withField } from '../edit.ts'
import { always, knowing, ofSpec, type Strategy } from './strategy.ts'

const label = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match'

/** What the label is meant for: a selector that selects nothing. */
const matchNone = { matchExpressions: [{ key: label, operator: 'Exists' }] }

/**
 * The label that told the empty selectors of v1beta1 apart is dropped from other selectors.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/policy/poddisruptionbudget/strategy.go
 */
export const podDisruptionBudget: Strategy = {
  group: 'policy',
  kind: 'PodDisruptionBudget',
  generation: { ...ofSpec, countsBeforePreparing: true },
  ownsStatusSince: always,
  prepareForCreate: knowing(withoutLabel),
  prepareForUpdate: knowing((object, old) =>
    jsonEqual(selectorOf(object), selectorOf(old)) ? object : withoutLabel(object),
  ),
}

function selectorOf(object: JsonObject) {
  return objectAt(object, ['spec'])['selector'] ?? null
}

function withoutLabel(object: JsonObject): JsonObject {
  return editExisting(object, ['spec', 'selector'], (selector) => {
    if (jsonEqual(selector, matchNone)) return selector
    const expressions = itemsOf(selector, 'matchExpressions')
    const kept = expressions.filter(({ key }) => key !== label)
    if (kept.length === expressions.length) return selector
    return withField(selector, 'matchExpressions', kept.length === 0 ? undefined : kept)
  })
}
