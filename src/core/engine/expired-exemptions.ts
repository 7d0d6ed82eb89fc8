import { hasCome } from '../policy/moment.ts'
import { problemAt } from '../policy/problem-at.ts'
import type { Problem } from '../source/problem.ts'
import type { Snapshot } from './snapshot.ts'

/** A warning for each exemption that has ended at the time (RFC 3339), and so frees nothing any more. */
export function expiredExemptions({ exemptions }: Snapshot, time: string): readonly Problem[] {
  return exemptions.all
    .filter(({ exemption }) => hasCome(exemption.end, time) === true)
    .map(({ exemption: { place, expires } }) =>
      problemAt(place.document, ['spec', 'expires'], {
        code: 'exemption-expired',
        severity: 'warning',
        message: `the exemption expired ${expires} and frees nothing any more`,
        found: expires,
        remedy: 'remove it, or agree on another end',
      }),
    )
}
