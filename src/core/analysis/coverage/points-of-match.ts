import { selectsAll } from '../../kubernetes/label-selector.ts'
import type { MatchResources, Place, ResourceRule } from '../../policy/model.ts'
import { printPath } from '../../source/path.ts'
import type { Outcome, Point } from './point.ts'

/** The key of the point that a field of `MatchResources` is. */
export function matchKey(at: Place, ...steps: readonly (string | number)[]): string {
  return `${at.document.source}#${at.document.index} ${printPath([...at.path, ...steps])}`
}

/** Rules, exclusions and selectors of a policy or of a binding, which stand at the place. */
export function pointsOfMatch(match: MatchResources, at: Place): readonly Point[] {
  const { resourceRules = [], excludeResourceRules = [] } = match
  const point = pointAt(at)
  return [
    ...resourceRules.map((rule, index) =>
      point(['resourceRules', index], 'resource rule', printRule(rule), ruleOutcomes),
    ),
    ...excludeResourceRules.map((rule, index) =>
      point(['excludeResourceRules', index], 'exclusion', printRule(rule), exclusionOutcomes),
    ),
    ...(['objectSelector', 'namespaceSelector'] as const).flatMap((field) => {
      const selector = match[field]
      return selector === undefined || selectsAll(selector)
        ? []
        : [point([field], 'selector', field, selectorOutcomes)]
    }),
  ]
}

function pointAt(at: Place) {
  return (
    steps: readonly (string | number)[],
    title: string,
    text: string,
    outcomes: readonly Outcome[],
  ): Point => ({
    key: matchKey(at, ...steps),
    title,
    place: { document: at.document, path: [...at.path, ...steps] },
    offset: undefined,
    text,
    outcomes,
  })
}

/** `CREATE, UPDATE of pods, pods/resize` */
function printRule({ operations, resources }: ResourceRule): string {
  return `${operations.join(', ')} of ${resources.join(', ')}`
}

const ruleOutcomes: readonly Outcome[] = [{ name: 'matches', unseen: 'never matches' }]
const exclusionOutcomes: readonly Outcome[] = [
  { name: 'matches', unseen: 'never excludes anything' },
]
const selectorOutcomes: readonly Outcome[] = [
  { name: 'selects', unseen: 'never selects anything' },
  { name: 'passes over', unseen: 'never passes over anything' },
]
