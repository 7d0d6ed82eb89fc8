import type { Finding } from '../admission/decision.ts'
import { isEnforced } from '../policy/enforce-from.ts'
import type { Binding, Policy, ValidationAction } from '../policy/model.ts'

/** What comes of a finding; `enforceFrom` where it would refuse from that date on. */
export interface Effect {
  readonly effect: Finding['effect']
  readonly enforceFrom?: string
}

const effects: Readonly<Record<ValidationAction, Effect>> = {
  Deny: { effect: 'deny' },
  Warn: { effect: 'warn' },
  Audit: { effect: 'audit' },
}

/**
 * What comes of a violation or an error under a binding at that time, RFC 3339, in its order; a mutating binding has no
 * actions: it denies.
 */
export function effectsOf(policy: Policy, binding: Binding, time: string): readonly Effect[] {
  if (policy.door === 'mutate') return denialOf(policy, time)
  const { validationActions } = binding
  return validationActions.includes('Deny') && isToCome(policy, time)
    ? denialOf(policy, time)
    : validationActions.map((action) => effects[action])
}

/** What comes of what always denies: before the date of a rule, Deny is Warn and Audit. */
export function denialOf(policy: Policy, time: string): readonly Effect[] {
  const { enforceFrom } = policy
  if (enforceFrom === undefined || !isToCome(policy, time)) return [effects.Deny]
  const { text } = enforceFrom
  return [
    { effect: 'warn', enforceFrom: text },
    { effect: 'audit', enforceFrom: text },
  ]
}

function isToCome({ enforceFrom }: Policy, time: string): boolean {
  return enforceFrom !== undefined && !isEnforced(enforceFrom, time)
}
