import type { LabelSelector } from '../../kubernetes/label-selector.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Path } from '../../source/path.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check } from '../check.ts'
import { matchesOf, type PlacedMatch } from '../offers/placed-rule.ts'

/** A selector that no labels can meet: by itself, or together with the one of the policy. */
export const selectorContradiction: Check = {
  code: 'selector-contradiction',
  title: 'a label selector selects nothing',
  check: ({ compiled }) => {
    const [own, ...bound] = matchesOf(compiled)
    if (own === undefined) return []
    return fields.flatMap((field) => {
      const ownProblems = contradictions(own, field, undefined)
      if (ownProblems.length > 0) return ownProblems
      return bound.flatMap((one) => contradictions(one, field, own.match[field]))
    })
  },
}

const fields = ['namespaceSelector', 'objectSelector'] as const

interface Requirement {
  readonly key: string
  /** Values that are allowed; undefined where any is. */
  readonly allowed: ReadonlySet<string> | undefined
  readonly refused: ReadonlySet<string>
  readonly exists: boolean | undefined
}

function contradictions(
  { match, document, path }: PlacedMatch,
  field: (typeof fields)[number],
  other: LabelSelector | undefined,
): readonly Problem[] {
  const selector = match[field]
  if (selector === undefined) return []
  const key = contradictoryKey([...requirementsOf(selector), ...requirementsOf(other ?? {})])
  if (key === undefined) return []
  const beside = other === undefined ? '' : " together with the policy's own selector"
  const at: Path = [...path, field]
  return [
    problemAt(document, at, {
      code: selectorContradiction.code,
      severity: 'warning',
      message: `no labels meet what ${field} asks of "${key}"${beside}, so that nothing matches`,
      remedy: 'correct the requirements, or take one out',
    }),
  ]
}

function requirementsOf({ matchLabels, matchExpressions }: LabelSelector): readonly Requirement[] {
  const labels = Object.entries(matchLabels ?? {}).map(([key, value]) => ({
    key,
    allowed: new Set([value]),
    refused: new Set<string>(),
    exists: true,
  }))
  const expressions = (matchExpressions ?? []).map(({ key, operator, values = [] }) => ({
    key,
    allowed: operator === 'In' ? new Set(values) : undefined,
    refused: new Set(operator === 'NotIn' ? values : []),
    exists: operator === 'DoesNotExist' ? false : operator === 'NotIn' ? undefined : true,
  }))
  return [...labels, ...expressions]
}

function contradictoryKey(requirements: readonly Requirement[]): string | undefined {
  const keys = new Set(requirements.map(({ key }) => key))
  return [...keys].find((key) => isImpossible(requirements.filter((one) => one.key === key)))
}

function isImpossible(requirements: readonly Requirement[]): boolean {
  const exists = requirements.some((one) => one.exists === true)
  if (exists && requirements.some((one) => one.exists === false)) return true
  const lists = requirements.flatMap(({ allowed }) => (allowed === undefined ? [] : [allowed]))
  const [first, ...rest] = lists
  if (first === undefined) return false
  return ![...first].some(
    (value) =>
      rest.every((allowed) => allowed.has(value)) &&
      !requirements.some(({ refused }) => refused.has(value)),
  )
}
