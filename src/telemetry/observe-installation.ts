import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** Writes what an installation in a cluster does beside answering to the log and the metrics. */
export function observeInstallation(logger: Logger, metrics: Metrics) {
  const failed = (work: string) => (message: string) => {
    metrics.workFailures.inc({ work })
    logger.warn({ event_type: 'work_failed', work, error_message: message }, 'it is tried again')
  }
  return {
    certificates: { ...observeCertificates(logger), failed: failed('certificates') },
    leader: { ...observeLeader(logger, metrics), failed: failed('leader election') },
    webhooks: { ...observeWebhooks(logger, metrics), failed: failed('webhooks') },
    statuses: {
      statusWritten: () => metrics.statusesWritten.inc(),
      statusFailed: (cause: unknown) =>
        failed('status')(cause instanceof Error ? cause.message : String(cause)),
    },
    reports: { ...observeReports(logger, metrics), failed: failed('reports') },
    events: { dropped: () => metrics.eventsDropped.inc(), failed: failed('events') },
  }
}

function observeCertificates(logger: Logger) {
  return {
    problem: ({ code, message }: { readonly code: string; readonly message: string }) =>
      logger.error({ event_type: 'certificate_problem', code }, message),
    written: (step: string) =>
      logger.info({ event_type: 'certificate_written', step }, 'the certificate Secret is written'),
  }
}

function observeLeader(logger: Logger, metrics: Metrics) {
  return {
    acquired: (transitions: number) => {
      metrics.isLeader.set(1)
      logger.info({ event_type: 'leader_acquired', transitions }, 'this replica leads')
    },
    lost: (why: string) => {
      metrics.isLeader.set(0)
      metrics.failsClosed.set(0)
      logger.warn({ event_type: 'leader_lost', why }, 'this replica leads no more')
    },
    follows: (holder: string) =>
      logger.info({ event_type: 'leader_seen', holder }, 'another replica leads'),
  }
}

function observeWebhooks(logger: Logger, metrics: Metrics) {
  return {
    wrote: (which: string, how: string, failsClosed: boolean) => {
      const line = { event_type: 'webhooks_written', which, how, fails_closed: failsClosed }
      logger.info(line, 'a webhook configuration is written')
    },
    gate: (answer: { readonly kind: string; readonly why?: string }) => {
      metrics.failsClosed.set(answer.why === undefined ? 1 : 0)
      const line = { event_type: 'webhooks_gate', gate: answer.kind }
      if (answer.why === undefined) logger.info(line, 'webhooks may fail closed')
      else logger.warn(line, `webhooks fail open: ${answer.why}`)
    },
  }
}

function observeReports(logger: Logger, metrics: Metrics) {
  return {
    totals: (totals: readonly Total[]) => {
      metrics.scanResults.reset()
      for (const { policyKind: kind, policy, result, count } of totals) {
        metrics.scanResults.set({ kind, policy, result }, count)
      }
    },
    scanned: (resource: string, objects: number, durationMs: number) => {
      const line = { event_type: 'scanned', resource, objects, duration_ms: Math.round(durationMs) }
      logger.debug(line, 'what runs was judged')
    },
    unscanned: (policies: readonly unknown[]) => {
      const line = { event_type: 'scan_leaves_out', policies }
      if (policies.length > 0) logger.info(line, 'policies that a scan leaves out')
    },
    written: (written: object) => logger.debug({ event_type: 'reports_written', ...written }),
    reports: (areThere: boolean) => {
      const line = { event_type: 'reports_kind', installed: areThere }
      const words = 'no reports: openreports.io is not installed'
      logger.info(line, areThere ? 'reports are written' : words)
    },
  }
}

interface Total {
  readonly policyKind: string
  readonly policy: string
  readonly result: string
  readonly count: number
}
