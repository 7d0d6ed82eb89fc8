import { type Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type ClusterMetrics, clusterMetrics } from './cluster-metrics.ts'
import { counter, gauge } from './counter.ts'

/** What the gauges read when somebody asks for the metrics. */
export interface MetricsState {
  readonly policies: () => number
  readonly policyProblems: () => number
  /** When the certificate that is served ends; undefined as long as there is none. */
  readonly certificateExpiry: () => Date | undefined
}

/**
 * The metrics of one server, in a registry of its own. Base units, few labels, no names of objects.
 * https://prometheus.io/docs/practices/naming/
 */
export interface Metrics extends ClusterMetrics {
  readonly registry: Registry
  readonly admissionDuration: Histogram<'door' | 'operation' | 'decision'>
  readonly badRequests: Counter<'code'>
  readonly bodyTooLarge: Counter
  readonly failures: Counter<'door'>
  readonly exempted: Counter<'door'>
  readonly tlsErrors: Counter
  readonly inFlight: Gauge
  readonly reloads: Counter<'result'>
  readonly lastReloadSuccess: Gauge
  readonly certificateReloadFailures: Counter
}

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
    ...clusterMetrics(registers),
  }
}

/** Adds the gauges that read the server's state whenever the metrics are asked for. */
export function addStateGauges({ registry }: Metrics, state: MetricsState): void {
  const gauges = [
    ['sallyport_policies_loaded', 'Policies in force.', state.policies],
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
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
}

function durationHistogram(registers: Registry[]): Histogram<'door' | 'operation' | 'decision'> {
  return new Histogram({
    name: 'sallyport_admission_duration_seconds',
    help: 'From the request read to the answer ready.',
    labelNames: ['door', 'operation', 'decision'],
    buckets: durationBuckets,
    registers,
  })
}

function doorCounters(registers: Registry[]): Pick<Metrics, 'failures' | 'exempted'> {
  return {
    failures: counter(
      registers,
      'sallyport_admission_failures_total',
      'Reviews that only the failure policies could answer.',
      ['door'],
    ),
    exempted: counter(
      registers,
      'sallyport_exempted_requests_total',
      'Requests of which exemptions freed something.',
      ['door'],
    ),
  }
}

function buildInfo(registry: Registry, version: string): void {
  new Gauge({
    name: 'sallyport_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.version }, 1)
}
