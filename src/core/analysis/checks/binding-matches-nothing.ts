import type { Binding } from '../../policy/model.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check } from '../check.ts'
import { situationsOf } from '../offers/situation.ts'

/** A binding whose rules and those of its policy have nothing in common. */
export const bindingMatchesNothing: Check = {
  code: 'binding-matches-nothing',
  title: 'a binding matches nothing of what its policy does',
  check: ({ compiled: { policy, bindings }, offered }) => {
    const isMatched = (some: readonly Binding[]) =>
      situationsOf({ policy, bindings: some }, offered).length > 0
    if (!isMatched([])) return []
    return bindings.filter((binding) => !isMatched([binding])).map(problemOf)
  },
}

function problemOf({ place }: Binding): Problem {
  return problemAt(place.document, ['spec', 'matchResources', 'resourceRules'], {
    code: bindingMatchesNothing.code,
    severity: 'warning',
    message:
      'these rules match nothing that the rules of the policy match, so that the binding does nothing',
    remedy: "name what the policy's matchConstraints name, or a part of it",
  })
}
