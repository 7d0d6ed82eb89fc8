import { listed } from '../../matching/resource-rules.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check, CheckContext } from '../check.ts'
import { isResource, namesResource } from '../offers/covers.ts'
import { matchesOf, type PlacedRule, wantedRules } from '../offers/placed-rule.ts'

/** An operation that admission is never asked of what the rule names: CONNECT to what cannot connect, CREATE of pods/exec. */
export const operationNeverOffered: Check = {
  code: 'operation-never-offered',
  title: 'a rule names an operation that its resources never see',
  check: (context) =>
    matchesOf(context.compiled)
      .flatMap(wantedRules)
      .flatMap((placed) => [
        ...operationProblems(placed, context),
        ...resourceProblems(placed, context),
      ]),
}

/** Only where everything that the rule names is known. */
function operationProblems(
  { rule, document, path }: PlacedRule,
  { offered }: CheckContext,
): readonly Problem[] {
  const named = offered.filter((one) => namesResource(rule, one))
  const isAllKnown = rule.resources.every((pattern) =>
    named.some((one) => isResource(pattern, one)),
  )
  if (!isAllKnown || rule.resources.some((pattern) => pattern.startsWith('*'))) return []
  return rule.operations.flatMap((operation, index) => {
    if (operation === '*' || named.some((one) => one.operations.includes(operation))) return []
    return [
      problemAt(document, [...path, 'operations', index], {
        code: operationNeverOffered.code,
        severity: 'warning',
        message: `admission is never asked for ${operation} of ${rule.resources.join(', ')}`,
        found: operation,
        expected: expectedOf(named),
        remedy: 'take it out, or name the resource that it is meant for',
      }),
    ]
  })
}

/** A resource that sees none of the operations, beside others that do. */
function resourceProblems(
  { rule, document, path }: PlacedRule,
  { offered }: CheckContext,
): readonly Problem[] {
  return rule.resources.flatMap((pattern, index) => {
    const named = offered.filter((one) => namesResource(rule, one) && isResource(pattern, one))
    const isSeen = named.some((one) =>
      one.operations.some((operation) => listed(rule.operations, operation)),
    )
    if (named.length === 0 || isSeen || pattern.startsWith('*')) return []
    const expected = expectedOf(named)
    const message =
      expected === ''
        ? `admission is never asked about ${pattern}`
        : `admission is asked about ${pattern} for ${expected} only, not for ${rule.operations.join(', ')}`
    return [
      problemAt(document, [...path, 'resources', index], {
        code: operationNeverOffered.code,
        severity: 'warning',
        message,
        found: pattern,
        expected,
        remedy: expected === '' ? 'take it out' : `add ${expected} to operations`,
      }),
    ]
  })
}

function expectedOf(named: CheckContext['offered']): string {
  return [...new Set(named.flatMap(({ operations }) => operations))].join(', ')
}
