import type { Decision, Door, Request } from '../core/index.ts'

/** What the doors tell of their work; telemetry listens. */
export interface Observer {
  readonly started: () => void
  readonly ended: () => void
  readonly answered: (answered: {
    /** Without its objects where it was allowed. */
    readonly request: Request
    readonly decision: Decision
    readonly durationMs: number
    readonly cause?: unknown
  }) => void
  /** Something was thrown where nothing should be. */
  readonly failed: (door: Door, cause: unknown) => void
  /** A request that was no review: the code of the answer's body. */
  readonly refused: (code: string, message: string) => void
  readonly connectionFailed: (error: Error) => void
}
