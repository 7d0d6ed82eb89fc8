import type { Decision } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { combine } from './combine.ts'
import { findingOf } from './finding.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The decision where nothing can be evaluated: each policy that may match by its resource rules refuses or lets pass as
 * its failure policy says. Selectors and conditions are not looked at, so under `Fail` it rather refuses.
 */
export function decideByFailurePolicy(
  request: Request,
  snapshot: Snapshot,
  message: string,
): Decision {
  const failing = snapshot.index
    .candidates(request)
    .filter(({ policy }) => policy.failurePolicy === 'Fail')
  return combine(request, {
    findings: failing.map((compiled) =>
      findingOf(compiled, compiled.bindings[0], 'deny', {
        cause: 'error',
        index: undefined,
        message,
        reason: undefined,
        expression: undefined,
        path: undefined,
        place: undefined,
      }),
    ),
    skips: [],
    applied: failing.map(({ policy }) => policy.name),
    auditAnnotations: [],
  })
}
