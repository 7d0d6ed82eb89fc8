import type { JsonObject } from '../source/json-value.ts'

/** `metav1.LabelSelector`. */
export interface LabelSelector {
  readonly matchLabels?: { readonly [key: string]: string }
  readonly matchExpressions?: readonly LabelRequirement[]
}

interface LabelRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values?: readonly string[]
}

/**
 * Whether the labels meet every requirement; a selector without any matches all.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selects(selector: LabelSelector, labels: JsonObject): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (!Object.hasOwn(labels, key) || labels[key] !== value) return false
  }
  return (selector.matchExpressions ?? []).every((requirement) => meets(requirement, labels))
}

/** Whether the selector asks for nothing, so that it selects everything. */
export function selectsAll(selector: LabelSelector | undefined): boolean {
  if (selector === undefined) return true
  return (
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0
  )
}

function meets({ key, operator, values = [] }: LabelRequirement, labels: JsonObject): boolean {
  const has = Object.hasOwn(labels, key)
  const isIn = has && values.some((value) => value === labels[key])
  switch (operator) {
    case 'In':
      return isIn
    case 'NotIn':
      return !isIn
    case 'Exists':
      return has
    case 'DoesNotExist':
      return !has
  }
}
