import type { Connection } from '../connection.ts'
import type { ServerVersion } from '../server-version.ts'

/** What one check found. */
export interface CheckResult {
  readonly check: string
  readonly outcome: 'ok' | 'warning' | 'problem'
  readonly message: string
  /** What to do; undefined where nothing is. */
  readonly remedy?: string
}

/** Where the server would live, and under which names. */
export interface PreflightPlace {
  readonly namespace: string
  readonly certificateSecret: string
  readonly lease: string
  readonly webhookName: string
}

/** What a check may look at. */
export interface CheckGround {
  readonly connection: Connection
  readonly version: ServerVersion
  readonly place: PreflightPlace
  readonly now: () => Date
}

/** A check of the cluster; what it throws is a problem of its own. */
export interface Check {
  readonly name: string
  readonly run: (ground: CheckGround) => Promise<readonly Omit<CheckResult, 'check'>[]>
}
