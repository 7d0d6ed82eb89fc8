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

/** The requirements that the labels do not meet, as kubectl writes them: `app=web`, `tier in (a, b)`, `!legacy`. */
export function unmetRequirements(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: JsonObject,
): readonly { readonly key: string; readonly text: string }[] {
  const equal = Object.entries(matchLabels)
    .filter(([key, value]) => !Object.hasOwn(labels, key) || labels[key] !== value)
    .map(([key, value]) => ({ key, text: `${key}=${value}` }))
  const unmet = matchExpressions.filter((requirement) => !meets(requirement, labels))
  return [...equal, ...unmet.map((one) => ({ key: one.key, text: printRequirement(one) }))]
}

function printRequirement({ key, operator, values = [] }: LabelRequirement): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(', ')})`
    case 'NotIn':
      return `${key} notin (${values.join(', ')})`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
  }
}

/** The selector as kubectl writes it, its requirements with commas between them. */
export function printSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`)
  return [...equal, ...matchExpressions.map(printRequirement)].join(',')
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
