import { problemAt } from '../../policy/problem-at.ts'
import { printPath } from '../../source/path.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check } from '../check.ts'
import { includes } from '../offers/includes.ts'
import { matchesOf, type PlacedMatch, type PlacedRule, wantedRules } from '../offers/placed-rule.ts'

/** A rule that changes nothing: another of the list matches all that it does, or it is excluded as a whole. */
export const redundantRule: Check = {
  code: 'redundant-rule',
  title: 'a resource rule changes nothing',
  check: ({ compiled }) => matchesOf(compiled).flatMap(redundantIn),
}

function redundantIn(placed: PlacedMatch): readonly Problem[] {
  const rules = wantedRules(placed)
  const excluded = placed.match.excludeResourceRules ?? []
  return rules.flatMap((one, index) => {
    if (excluded.some((rule) => includes(rule, one.rule))) {
      return [problemOf(one, 'excludeResourceRules exclude all that this rule matches')]
    }
    const wider = rules.find(
      ({ rule }, other) =>
        other !== index && includes(rule, one.rule) && (other < index || !includes(one.rule, rule)),
    )
    if (wider === undefined) return []
    return [problemOf(one, `${printPath(wider.path)} matches all that this rule does`)]
  })
}

function problemOf({ document, path }: PlacedRule, message: string): Problem {
  return problemAt(document, path, {
    code: redundantRule.code,
    severity: 'warning',
    message,
    remedy: 'take the rule out, or correct it',
  })
}
