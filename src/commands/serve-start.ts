import type { ServeSettings } from '../settings/settings.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Ground } from './serve-ground.ts'

export type Problem = { readonly kind: 'problem'; readonly message: string }
export type Started = Problem | { readonly kind: 'started'; readonly stop: () => Promise<void> }

export interface Start {
  readonly settings: ServeSettings
  readonly logger: Logger
  readonly metrics: Metrics
  /** Told to stop before it answers, it need not wait for what it rests on. */
  readonly stopping: Promise<unknown>
}

/** What the webhook is built on. */
export interface OpenedServer {
  readonly ground: Ground
  readonly clientAuthorities: string | undefined
}

export interface Closable {
  readonly close: () => Promise<unknown>
}

export async function closeAll(closables: readonly Closable[]): Promise<void> {
  await Promise.all(closables.map((one) => one.close()))
}
