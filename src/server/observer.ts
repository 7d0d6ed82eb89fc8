import type { Decision, Door, Request, ReviewWatcher } from '../core/index.ts'

/** Is told of the steps of one review. */
export interface ReviewWatch extends ReviewWatcher {
  /** The review is judged from now on, for the first time or once more with answers to questions. */
  readonly begun: () => void
  readonly answered: (request: Request, decision: Decision) => void
}

/** What the doors tell of their work; telemetry listens. */
export interface Observer {
  readonly started: () => void
  readonly ended: () => void
  readonly answered: (answered: {
    /** Without its objects where nothing is said of it. */
    readonly request: Request
    readonly decision: Decision
    readonly durationMs: number
    /** Whether the answer came too late to be waited for. */
    readonly isLate?: boolean
    readonly cause?: unknown
  }) => void
  /** Something was thrown where nothing should be. */
  readonly failed: (door: Door, cause: unknown) => void
  /** A request that was no review: the code of the answer's body. */
  readonly refused: (code: string, message: string) => void
  /** A body is there, after this time. */
  readonly bodyRead?: (durationMs: number) => void
  /** Who follows the review that came at this time, on the clock of `performance.now()`; undefined where nobody wants to. */
  readonly watch?: (startedAt: number) => ReviewWatch | undefined
  readonly connectionFailed: (error: Error) => void
}
