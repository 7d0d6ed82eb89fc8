import { isAtLeast } from '../../kubernetes/version.ts'
import { isNeverOffered, isReview } from '../../matching/never-offered.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Check, CheckContext } from '../check.ts'
import { isResource } from '../offers/covers.ts'
import type { Offered } from '../offers/offered.ts'
import { matchesOf, wantedRules } from '../offers/placed-rule.ts'

/** A resource by its name that the API server shows to no policy. */
export const neverAdmitted: Check = {
  code: 'never-admitted',
  title: 'a rule names a resource that admission never sees',
  check: (context) =>
    matchesOf(context.compiled)
      .flatMap(wantedRules)
      .flatMap(({ rule, document, path }) =>
        rule.resources.flatMap((pattern, index) => {
          const named = context.offered.filter(
            (one) =>
              !pattern.startsWith('*') &&
              rule.apiGroups.includes(one.group) &&
              isResource(pattern, one),
          )
          if (named.length === 0 || !named.every((one) => isUnseen(one, context))) {
            return []
          }
          return [
            problemAt(document, [...path, 'resources', index], {
              code: neverAdmitted.code,
              severity: 'warning',
              message: `the API server shows ${pattern} to no policy: who could refuse it could lock everybody out`,
              found: pattern,
              remedy: 'take it out',
            }),
          ]
        }),
      ),
}

function isUnseen(one: Offered, { compiled, kubernetesVersion }: CheckContext): boolean {
  return (
    isNeverOffered(one, compiled.policy) || (isReview(one) && isAtLeast(kubernetesVersion, '1.37'))
  )
}
