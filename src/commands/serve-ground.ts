import type { Controller } from '../cluster/controller.ts'
import type { Decision, PolicySet, Request, Snapshot, Surroundings } from '../core/index.ts'
import type { AnswerQuestions } from '../server/answer-in-time.ts'
import { answerWithoutCluster } from '../server/answer-without-cluster.ts'
import { policiesCheck } from '../server/checks.ts'
import { isError, openPolicies, type Policies } from '../server/policies.ts'
import type { Check } from '../server/readiness.ts'
import type { ServeSettings } from '../settings/settings.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { observePolicies } from '../telemetry/observe-policies.ts'
import { certificatesOfFiles, type OpenedCertificates } from './serve-certificates.ts'

/** What decisions rest on: files, or a cluster. */
export interface Ground {
  /** Only once there is one. */
  readonly snapshot: () => Snapshot
  /** Ends when there is a snapshot; before that no request may come. */
  readonly first: Promise<void>
  readonly answerQuestions: AnswerQuestions
  /** The clock that counts: in a cluster the API server's, which the replicas share. */
  readonly now: () => Date
  readonly checks: readonly Check[]
  /** Undefined as long as there is no snapshot. */
  readonly policySet: () => PolicySet | undefined
  /** How many errors the policies have. */
  readonly problems: () => number
  /** Answers once there is a certificate to serve, or the signal came. */
  readonly openCertificates: (stopping: AbortSignal) => Promise<OpenedCertificates>
  /** By what objects of our own kinds are judged; without it there is no door for them. */
  readonly surroundings?: () => Surroundings
  /** Told of every denial. */
  readonly onDenial?: (request: Request, decision: Decision) => void
  /** What goes on beside serving from the first snapshot on, once there is a certificate. */
  readonly controllers: () => readonly Controller[]
  readonly close: () => Promise<void>
}

export type OpenedGround =
  | { readonly kind: 'ground'; readonly ground: Ground }
  | { readonly kind: 'problem'; readonly message: string }

/** Policies and context in files, which are watched. */
export async function groundOfFiles(
  settings: ServeSettings,
  logger: Logger,
  metrics: Metrics,
): Promise<OpenedGround> {
  const onReading = observePolicies(logger, metrics)
  const opened = await openPolicies(settings, onReading)
  if (opened.kind === 'problem') return opened
  const { policies } = opened
  onReading(policies.lastReading())
  const ground: Ground = {
    snapshot: policies.snapshot,
    first: Promise.resolve(),
    answerQuestions: answerWithoutCluster,
    now: systemTime,
    checks: [policiesCheck(policies)],
    policySet: () => policies.snapshot().policySet,
    problems: () => errorsIn(policies),
    openCertificates: () => certificatesOfFiles(settings, logger, metrics),
    controllers: () => [],
    close: policies.close,
  }
  return { kind: 'ground', ground }
}

function systemTime(): Date {
  return new Date()
}

function errorsIn(policies: Policies): number {
  const reading = policies.lastReading()
  return reading.kind === 'unreadable' ? 1 : reading.problems.filter(isError).length
}
