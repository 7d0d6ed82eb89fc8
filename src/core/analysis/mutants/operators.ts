import type { Operator } from './operator.ts'
import { changeConstant } from './operators/change-constant.ts'
import { dropClause } from './operators/drop-clause.ts'
import { dropExcludeRule } from './operators/drop-exclude-rule.ts'
import { dropExclusion } from './operators/drop-exclusion.ts'
import { dropHasGuard } from './operators/drop-has-guard.ts'
import { dropMatchCondition } from './operators/drop-match-condition.ts'
import { dropMutation } from './operators/drop-mutation.ts'
import { dropPodTemplates } from './operators/drop-pod-templates.ts'
import { dropValidation } from './operators/drop-validation.ts'
import { flipComparison } from './operators/flip-comparison.ts'
import { flipFailurePolicy } from './operators/flip-failure-policy.ts'
import { lowerLevel } from './operators/lower-level.ts'
import { narrowMatch } from './operators/narrow-match.ts'
import { negateClause } from './operators/negate-clause.ts'
import { swapArms } from './operators/swap-arms.ts'
import { swapQuantifier } from './operators/swap-quantifier.ts'
import { widenMatch } from './operators/widen-match.ts'

/** Every way to damage a policy: what it matches, its parts, its expressions. */
export const operators: readonly Operator[] = [
  widenMatch,
  narrowMatch,
  dropExcludeRule,
  dropMatchCondition,
  dropPodTemplates,
  flipFailurePolicy,
  lowerLevel,
  dropExclusion,
  dropValidation,
  dropMutation,
  dropClause,
  negateClause,
  flipComparison,
  changeConstant,
  swapQuantifier,
  dropHasGuard,
  swapArms,
]
