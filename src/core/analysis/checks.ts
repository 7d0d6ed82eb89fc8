import type { Check } from './check.ts'
import { alwaysRefuses } from './checks/always-refuses.ts'
import { bindingMatchesNothing } from './checks/binding-matches-nothing.ts'
import { constantMatchCondition } from './checks/constant-match-condition.ts'
import { fieldMayBeMissing } from './checks/field-may-be-missing.ts'
import { holdsUpDeletion } from './checks/holds-up-deletion.ts'
import { messageLeaksSecret } from './checks/message-leaks-secret.ts'
import { neverAdmitted } from './checks/never-admitted.ts'
import { neverRefuses } from './checks/never-refuses.ts'
import { operationNeverOffered } from './checks/operation-never-offered.ts'
import { paramsNotFound } from './checks/params-not-found.ts'
import { readsNull } from './checks/reads-null.ts'
import { redundantRule } from './checks/redundant-rule.ts'
import { scopeMismatch } from './checks/scope-mismatch.ts'
import { selectorContradiction } from './checks/selector-contradiction.ts'
import { subResourceByPass } from './checks/sub-resource-by-pass.ts'
import { unknownResource } from './checks/unknown-resource.ts'
import { unreachableValidation } from './checks/unreachable-validation.ts'

/** Every static check: first what a policy matches, then what it says. */
export const checks: readonly Check[] = [
  unknownResource,
  operationNeverOffered,
  neverAdmitted,
  scopeMismatch,
  redundantRule,
  selectorContradiction,
  bindingMatchesNothing,
  subResourceByPass,
  constantMatchCondition,
  unreachableValidation,
  neverRefuses,
  alwaysRefuses,
  fieldMayBeMissing,
  readsNull,
  holdsUpDeletion,
  messageLeaksSecret,
  paramsNotFound,
]
