import { type Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type ClusterMetrics, clusterMetrics } from './cluster-metrics.ts'
import { counter, gauge } from './counter.ts'
import { type ReviewMetrics, reviewMetrics } from './review-metrics.ts'

/** What the gauges read when somebody asks for the metrics. */
export interface MetricsState {
  readonly policies: () => number
  /** Those of them of which something cannot be evaluated. */
  readonly brokenPolicies: () => number
  readonly policyNames: () => readonly string[]
  readonly policyProblems: () => number
  /** When the certificate that is served ends; undefined as long as there is none. */
  readonly certificateExpiry: () => Date | undefined
}

/**
 * The metrics of one server, in a registry of its own. Base units, few labels, no names of objects.
 * https://prometheus.io/docs/practices/naming/
 */
export interface Metrics extends ClusterMetrics, ReviewMetrics {
  readonly registry: Registry
  readonly admissionDuration: Histogram<DurationLabel>
  readonly badRequests: Counter<'code'>
  readonly bodyTooLarge: Counter
  readonly failures: Counter<'door'>
  readonly exempted: Counter<'door'>
  readonly late: Counter<'door'>
  readonly tlsErrors: Counter
  readonly inFlight: Gauge
  readonly reloads: Counter<'result'>
  readonly lastReloadSuccess: Gauge
  readonly certificateReloadFailures: Counter
}

type DurationLabel = 'door' | 'operation' | 'kind' | 'decision'

/** Seconds, from a millisecond up to the longest time-out that a webhook may have. */
const durationBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30,
]

export function createMetrics(version: string): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  buildInfo(registry, version)
  return {
    registry,
    admissionDuration: durationHistogram(registers),
    badRequests: counter(
      registers,
      'sallyport_bad_requests_total',
      'Requests that were no review.',
      ['code'],
    ),
    bodyTooLarge: counter(
      registers,
      'sallyport_request_body_too_large_total',
      'Requests beyond the body limit.',
      [],
    ),
    ...doorCounters(registers),
    tlsErrors: counter(
      registers,
      'sallyport_tls_errors_total',
      'Connections that ended before a request: no TLS, no common version, an unknown certificate.',
      [],
    ),
    inFlight: gauge(registers, 'sallyport_admission_in_flight', 'Reviews that are being answered.'),
    reloads: counter(registers, 'sallyport_policy_reloads_total', 'Readings of the policies.', [
      'result',
    ]),
    lastReloadSuccess: gauge(
      registers,
      'sallyport_last_reload_success_timestamp_seconds',
      'When the policies were last read without an error.',
    ),
    certificateReloadFailures: counter(
      registers,
      'sallyport_certificate_reload_failures_total',
      'Changes of the certificate files that could not be taken over.',
      [],
    ),
    ...reviewMetrics(registers),
    ...clusterMetrics(registers),
  }
}

/** Adds the gauges that read the server's state whenever the metrics are asked for. */
export function addStateGauges(metrics: Metrics, state: MetricsState): void {
  metrics.policyTally.follow(state.policyNames)
  const gauges = [
    ['sallyport_policies_loaded', 'Policies in force.', state.policies],
    [
      'sallyport_policies_broken',
      'Policies in force of which something cannot be evaluated: there their failure policies decide.',
      state.brokenPolicies,
    ],
    [
      'sallyport_policy_problems',
      'Errors in the policies as they stand on disk.',
      state.policyProblems,
    ],
    [
      'sallyport_certificate_expiry_timestamp_seconds',
      'When the certificate that is served ends.',
      () => (state.certificateExpiry()?.getTime() ?? 0) / 1000,
    ],
  ] as const
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers: [metrics.registry],
      collect() {
        this.set(read())
      },
    })
  }
}

function durationHistogram(registers: Registry[]): Histogram<DurationLabel> {
  return new Histogram({
    name: 'sallyport_admission_duration_seconds',
    help: 'From the request read to the answer ready. `kind` is `other` where no policy looks at it.',
    labelNames: ['door', 'operation', 'kind', 'decision'],
    buckets: durationBuckets,
    registers,
  })
}

function doorCounters(registers: Registry[]): Pick<Metrics, 'failures' | 'exempted' | 'late'> {
  return {
    failures: doorCounter(
      registers,
      'sallyport_admission_failures_total',
      'Reviews that only the failure policies could answer.',
    ),
    exempted: doorCounter(
      registers,
      'sallyport_exempted_requests_total',
      'Requests of which exemptions freed something.',
    ),
    late: doorCounter(
      registers,
      'sallyport_deadline_exceeded_total',
      'Reviews that were answered only after their deadline; what was not evaluated by then, failure policies decided.',
    ),
  }
}

/** There from the start: what never happened is 0. https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics */
function doorCounter(registers: Registry[], name: string, help: string): Counter<'door'> {
  const made = counter(registers, name, help, ['door'])
  for (const door of ['validate', 'mutate']) made.inc({ door }, 0)
  return made
}

function buildInfo(registry: Registry, version: string): void {
  new Gauge({
    name: 'sallyport_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.version }, 1)
}
