import { explain, type Request } from '../../core/index.ts'
import { answered, type PretendedCluster } from '../through-doors.ts'
import { doorReport } from './door-report.ts'
import type { DoorReport } from './explain-report.ts'

/** How records are made, and which of their policies are told. */
export interface Telling {
  readonly policy: string | undefined
  /** Milliseconds. */
  readonly clock: () => number
  /** Polled while expressions are evaluated; true ends that. */
  readonly interrupted?: () => boolean
}

/** How each request comes by its decision; what is of another kind than the first one is what controllers create. */
export function explainRequests(
  requests: readonly Request[],
  { snapshot, time, answer }: PretendedCluster,
  { policy, clock, interrupted = never }: Telling,
): readonly DoorReport[] {
  const options = { interrupted, clock }
  return requests.map((request) => {
    const { record } = answered(
      (answers) => explain(request, snapshot, { time, answers }, options),
      answer,
    )
    return doorReport(record, { isCreated: !isOfKind(request, requests[0]), policy })
  })
}

function isOfKind({ requestKind }: Request, other: Request | undefined): boolean {
  return (
    requestKind.kind === other?.requestKind.kind && requestKind.group === other.requestKind.group
  )
}

function never(): boolean {
  return false
}
