import type { Decision } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { combine } from './combine.ts'
import { findingOf } from './finding.ts'
import type { Snapshot } from './snapshot.ts'
import { emptyVerdict, noteApplied } from './verdict.ts'

/**
 * The decision where nothing can be evaluated: each policy that may match by its resource rules refuses or lets pass as
 * its failure policy says. Selectors and conditions are not looked at, so under `Fail` it rather refuses.
 */
export function decideByFailurePolicy(
  request: Request,
  snapshot: Snapshot,
  message: string,
): Decision {
  const verdict = emptyVerdict()
  for (const { compiled } of snapshot.index.candidates(request)) {
    if (compiled.policy.failurePolicy === 'Ignore') continue
    noteApplied(verdict, compiled.policy.name)
    const said = { cause: 'error', message } as const
    verdict.findings.push(findingOf(compiled, compiled.bindings[0], 'deny', said))
  }
  return combine(request, verdict)
}
