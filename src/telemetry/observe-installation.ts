import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** Writes what an installation in a cluster does beside answering to the log and the metrics. */
export function observeInstallation(logger: Logger, metrics: Metrics) {
  const failed = (work: string) => {
    metrics.workFailures.inc({ work }, 0)
    return (message: string) => {
      metrics.workFailures.inc({ work })
      logger.warn(
        { 'event.action': 'work_failed', work, 'error.message': message },
        'it is tried again',
      )
    }
  }
  const statusFailed = failed('status')
  return {
    certificates: { ...observeCertificates(logger), failed: failed('certificates') },
    leader: { ...observeLeader(logger, metrics), failed: failed('leader election') },
    webhooks: { ...observeWebhooks(logger, metrics), failed: failed('webhooks') },
    statuses: {
      statusWritten: () => metrics.statusesWritten.inc(),
      statusFailed: (cause: unknown) =>
        statusFailed(cause instanceof Error ? cause.message : String(cause)),
    },
    reports: { ...observeReports(logger, metrics), failed: failed('reports') },
    preflight: { checked: tellChecks(logger), failed: failed('preflight') },
    events: { dropped: () => metrics.eventsDropped.inc(), failed: failed('events') },
  }
}

interface CheckResult {
  readonly check: string
  readonly outcome: 'ok' | 'warning' | 'problem'
  readonly message: string
  readonly remedy?: string
}

/** What is well is said in one line. */
function tellChecks(logger: Logger) {
  return (results: readonly CheckResult[]) => {
    const wrong = results.filter(({ outcome }) => outcome !== 'ok')
    for (const { check, outcome, message, remedy } of wrong) {
      const line = { 'event.action': 'preflight', check, outcome, remedy }
      if (outcome === 'problem') logger.error(line, message)
      else logger.warn(line, message)
    }
    if (wrong.length === 0) {
      logger.info(
        { 'event.action': 'preflight', outcome: 'ok' },
        'the cluster is as a server needs it',
      )
    }
  }
}

function observeCertificates(logger: Logger) {
  return {
    problem: ({ code, message }: { readonly code: string; readonly message: string }) =>
      logger.error({ 'event.action': 'certificate_problem', 'error.code': code }, message),
    written: (step: string) =>
      logger.info(
        { 'event.action': 'certificate_written', step },
        'the certificate Secret is written',
      ),
  }
}

function observeLeader(logger: Logger, metrics: Metrics) {
  return {
    acquired: (transitions: number) => {
      metrics.isLeader.set(1)
      logger.info({ 'event.action': 'leader_acquired', transitions }, 'this replica leads')
    },
    lost: (why: string) => {
      metrics.isLeader.set(0)
      metrics.failsClosed.set(0)
      logger.warn({ 'event.action': 'leader_lost', why }, 'this replica leads no more')
    },
    follows: (holder: string) =>
      logger.info({ 'event.action': 'leader_seen', holder }, 'another replica leads'),
  }
}

function observeWebhooks(logger: Logger, metrics: Metrics) {
  return {
    wrote: (which: string, how: string, failsClosed: boolean) => {
      const line = { 'event.action': 'webhooks_written', which, how, fails_closed: failsClosed }
      logger.info(line, 'a webhook configuration is written')
    },
    gate: (answer: { readonly kind: string; readonly why?: string }) => {
      metrics.failsClosed.set(answer.why === undefined ? 1 : 0)
      const line = { 'event.action': 'webhooks_gate', gate: answer.kind }
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
      const line = {
        'event.action': 'scanned',
        resource,
        objects,
        'event.duration': Math.round(durationMs * 1e6),
      }
      logger.debug(line, 'what runs was judged')
    },
    unscanned: (policies: readonly unknown[]) => {
      const line = { 'event.action': 'scan_leaves_out', unscanned: policies }
      if (policies.length > 0) logger.info(line, 'policies that a scan leaves out')
    },
    written: ({ written, removed, unchanged }: Written) =>
      logger.debug({ 'event.action': 'reports_written', written, removed, unchanged }),
    reports: (areThere: boolean) => {
      const line = { 'event.action': 'reports_kind', installed: areThere }
      const words = 'no reports: openreports.io is not installed'
      logger.info(line, areThere ? 'reports are written' : words)
    },
  }
}

type Written = Readonly<Record<'written' | 'removed' | 'unchanged', number>>

interface Total {
  readonly policyKind: string
  readonly policy: string
  readonly result: string
  readonly count: number
}
