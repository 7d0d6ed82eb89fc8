import {
  type ConfigurationOwner,
  type JsonObject,
  jsonEqual,
  type WantedWebhooks,
  type WebhookServer,
  type WebhookTrust,
  webhookConfigurations,
} from '../../core/index.ts'
import { type Alarm, createAlarm } from '../alarm.ts'
import { type BackOff, backOffMs, usualBackOff } from '../back-off.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { Controller } from '../controller.ts'
import { messageOf } from '../message-of.ts'
import { pause } from '../pause.ts'
import type { GateAnswer } from './fail-gate.ts'
import { type Gate, gateOf } from './gate.ts'
import { type Which, whiches } from './held-configuration.ts'
import { noticeChanges } from './notice-changes.ts'
import { configurationOwner } from './owner.ts'
import { pacing } from './pacing.ts'
import { type Written, writeConfiguration } from './write-configuration.ts'

interface WebhookObserver {
  /** A configuration was written; `mayFail`: with webhooks that fail closed. */
  readonly wrote: (which: Which, how: Exclude<Written, 'nothing'>, mayFail: boolean) => void
  /** Whether webhooks may fail closed by now; told when it is another answer than the last one. */
  readonly gate: (answer: GateAnswer) => void
  readonly failed: (message: string) => void
}

interface WebhookDelays {
  /** How soon it is noticed that something else is wanted. */
  readonly pollMs: number
  /** How often the API server is asked what it holds, though nothing is known to have changed. */
  readonly resyncMs: number
  /** How long until it is tried again whether webhooks may fail closed. */
  readonly gateMs: number
  readonly backOff: BackOff
}

const usualWebhookDelays: WebhookDelays = {
  pollMs: 250,
  resyncMs: 5 * 60_000,
  gateMs: 2_000,
  backOff: usualBackOff,
}

export interface WebhookControllerOptions {
  /** What policies need; undefined as long as they are not known. */
  readonly wanted: () => WantedWebhooks | undefined
  /** Undefined as long as there is no certificate: then nothing is written. */
  readonly trust: () => WebhookTrust | undefined
  /** The name of both configurations. */
  readonly name: string
  readonly server: WebhookServer
  /** The own namespace. */
  readonly namespace: string
  readonly timeoutSeconds: number
  /** Why webhooks must not fail closed, if something speaks against it. */
  readonly objection?: () => Promise<string | undefined>
  readonly observer: WebhookObserver
  readonly delays?: WebhookDelays
}

/**
 * Keeps both webhook configurations as policies need them, and corrects what others change at once. Until a probe through the
 * API server was answered every webhook fails open; then they fail closed, and stay so whoever leads.
 */
export function webhookController(
  connection: Connection,
  options: WebhookControllerOptions,
): Controller {
  return {
    name: 'webhooks',
    run: async (signal) => {
      const alarm = createAlarm()
      const noticing = noticeChanges(connection, options.name, {
        signal,
        changed: alarm.ring,
        failed: options.observer.failed,
        backOff: (options.delays ?? usualWebhookDelays).backOff,
      })
      await keep({ connection, options, alarm, signal })
      await noticing
    },
  }
}

interface Keeping {
  readonly connection: Connection
  readonly options: WebhookControllerOptions
  readonly alarm: Alarm
  readonly signal: AbortSignal
}

async function keep(keeping: Keeping): Promise<void> {
  const { connection, options, alarm, signal } = keeping
  const { delays = usualWebhookDelays } = options
  const gate = gateOf(connection, options)
  const round = roundsOf(keeping, gate)
  while (!signal.aborted) {
    const wanted = configurationsOf(options, gate.isOpen())
    if (wanted === undefined) {
      await alarm.wait(delays.pollMs, signal)
      continue
    }
    const { failures, restMs } = await round(wanted)
    await pause(restMs, signal)
    await untilDue({ wanted, failures, isOpen: gate.isOpen() }, keeping)
  }
}

/** Writes what is not held as it is wanted, and tries the gate where it is closed; how often that failed in a row, and how long to rest. */
function roundsOf({ connection, options }: Keeping, gate: Gate) {
  const { observer, delays = usualWebhookDelays } = options
  const pace = pacing(delays.backOff)
  let before: Configurations | undefined
  let failures = 0

  async function attempt(wanted: Configurations): Promise<void> {
    await gate.recall()
    const hasWritten = await writeAll(connection, options, gate.isOpen())
    if (hasWritten && before !== undefined && !isOther(before, wanted)) pace.corrected()
    before = wanted
    if (gate.isOpen() || !(await gate.tryOpen())) return
    await writeAll(connection, options, true)
  }

  return async (wanted: Configurations) => {
    try {
      await attempt(wanted)
      failures = 0
    } catch (error) {
      failures++
      observer.failed(messageOf(error))
    }
    return { failures, restMs: pace.restMs() }
  }
}

interface State {
  readonly wanted: Configurations
  readonly failures: number
  readonly isOpen: boolean
}

/** Until something else is wanted, somebody changed what is held, or it is time to look. */
async function untilDue(
  { wanted, failures, isOpen }: State,
  { options, alarm, signal }: Keeping,
): Promise<void> {
  const { delays = usualWebhookDelays } = options
  const dueAt = performance.now() + dueIn({ failures, isOpen }, delays)
  while (!signal.aborted && performance.now() < dueAt) {
    const left = dueAt - performance.now()
    const rang = await alarm.wait(Math.min(delays.pollMs, left), signal)
    if (failures > 0) continue
    if (rang || isOther(configurationsOf(options, isOpen), wanted)) return
  }
}

function dueIn(
  { failures, isOpen }: Omit<State, 'wanted'>,
  { backOff, gateMs, resyncMs }: WebhookDelays,
): number {
  if (failures > 0) return backOffMs(failures, backOff)
  return isOpen ? resyncMs : gateMs
}

type Configurations = Readonly<Record<Which, JsonObject>>

function configurationsOf(
  { wanted, trust: trusted, ...options }: WebhookControllerOptions,
  mayFail: boolean,
  owner?: ConfigurationOwner,
): Configurations | undefined {
  const webhooks = wanted()
  const trust = trusted()
  if (webhooks === undefined || trust === undefined) return undefined
  return webhookConfigurations(webhooks, { ...options, trust, mayFail, owner })
}

function isOther(one: Configurations | undefined, other: Configurations): boolean {
  return one !== undefined && !whiches.every((which) => jsonEqual(one[which], other[which]))
}

async function writeAll(
  connection: Connection,
  options: WebhookControllerOptions,
  mayFail: boolean,
): Promise<boolean> {
  const owner = await configurationOwner(connection, options.name)
  const ownerless = configurationsOf(options, mayFail)
  const owned = configurationsOf(options, mayFail, owner)
  if (ownerless === undefined || owned === undefined) return false
  let hasWritten = false
  for (const which of whiches) {
    const how = await writeOwned(connection, which, {
      owned: owned[which],
      ownerless: ownerless[which],
    })
    if (how === 'nothing') continue
    hasWritten = true
    options.observer.wrote(which, how, mayFail)
  }
  return hasWritten
}

/**
 * Some clusters let only those name an owner who may delete: there the configuration has none.
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#ownerreferencespermissionenforcement
 */
async function writeOwned(
  connection: Connection,
  which: Which,
  { owned, ownerless }: Readonly<Record<'owned' | 'ownerless', JsonObject>>,
): Promise<Written> {
  try {
    return await writeConfiguration(connection, which, owned)
  } catch (error) {
    if (!isRefusal(error, 403)) throw error
    return writeConfiguration(connection, which, ownerless)
  }
}
