import { type Counter, Gauge, type Registry } from 'prom-client'
import { counter, gauge } from './counter.ts'

/** What is counted of the work on a cluster. */
export interface ClusterMetrics {
  readonly watchLists: Counter<'resource'>
  readonly watchFailures: Counter<'resource'>
  readonly clusterQuestions: Counter<'kind' | 'from'>
  readonly workFailures: Counter<'work'>
  readonly isLeader: Gauge
  readonly failsClosed: Gauge
  readonly statusesWritten: Counter
  readonly scanResults: Gauge<'kind' | 'policy' | 'result'>
  readonly eventsDropped: Counter
}

export function clusterMetrics(registers: Registry[]): ClusterMetrics {
  return {
    ...watchCounters(registers),
    workFailures: counter(
      registers,
      'sallyport_work_failures_total',
      'Work beside answering that failed and was tried again.',
      ['work'],
    ),
    isLeader: gauge(
      registers,
      'sallyport_leader',
      'Whether this replica writes what one replica writes.',
    ),
    failsClosed: gauge(
      registers,
      'sallyport_webhooks_fail_closed',
      'Whether webhooks may fail closed, as the replica that leads found out; 0 where another one leads.',
    ),
    statusesWritten: counter(
      registers,
      'sallyport_statuses_written_total',
      'Statuses of policies and exemptions that were written.',
      [],
    ),
    scanResults: new Gauge({
      name: 'sallyport_scan_results',
      help: 'What the last scan of everything that runs found.',
      labelNames: ['kind', 'policy', 'result'],
      registers,
    }),
    eventsDropped: counter(
      registers,
      'sallyport_events_dropped_total',
      'Denials of which there is no event: too many, or it could not be written.',
      [],
    ),
  }
}

/** How a watch of one resource goes. */
interface WatchReport {
  readonly resource: string
  readonly objects: number
  readonly staleSeconds: number | undefined
}

/** Adds the gauges of a watched cluster, read whenever the metrics are asked for. What was never listed is stale for ever. */
export function addWatchGauges(
  { registry }: { readonly registry: Registry },
  reports: () => readonly WatchReport[],
): void {
  const gauges = [
    [
      'sallyport_watch_staleness_seconds',
      'How long ago the cluster said of a resource that nothing is missing.',
      ({ staleSeconds }: WatchReport) => staleSeconds ?? Number.POSITIVE_INFINITY,
    ],
    [
      'sallyport_watch_objects',
      'Objects of a resource that are kept.',
      ({ objects }: WatchReport) => objects,
    ],
  ] as const
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      labelNames: ['resource'],
      registers: [registry],
      collect() {
        this.reset()
        for (const report of reports()) this.set({ resource: report.resource }, read(report))
      },
    })
  }
}

function watchCounters(
  registers: Registry[],
): Pick<ClusterMetrics, 'watchLists' | 'watchFailures' | 'clusterQuestions'> {
  return {
    watchLists: counter(
      registers,
      'sallyport_watch_lists_total',
      'Complete lists of a resource of the cluster, at start and where a watch was lost.',
      ['resource'],
    ),
    watchFailures: counter(
      registers,
      'sallyport_watch_failures_total',
      'Lists and watches of a resource of the cluster that failed and were tried again.',
      ['resource'],
    ),
    clusterQuestions: counter(
      registers,
      'sallyport_cluster_questions_total',
      'Questions that the cluster was asked within a request, and where their answers came from.',
      ['kind', 'from'],
    ),
  }
}
