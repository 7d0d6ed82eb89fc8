import { type Lifetimes, nextStep, type Step } from '../../certificates/rotation/next-step.ts'
import { takeStep } from '../../certificates/rotation/take-step.ts'
import type { Alarm } from '../alarm.ts'
import { backOffMs, usualBackOff } from '../back-off.ts'
import type { Controller } from '../controller.ts'
import { messageOf } from '../message-of.ts'
import { pause } from '../pause.ts'
import type { SecretClient } from './certificate-secret.ts'
import type { ServedPair } from './served-pair.ts'

/** How quickly a rotation goes. All by the monotonic clock. */
export interface Pace {
  /** How often it is looked whether something is due. */
  readonly checkMs: number
  /** How often it is looked whether clients trust a new authority, and the least time between two writes. */
  readonly waitMs: number
  /** How long all webhook configurations must have had the new authority before it signs: API servers read them later. */
  readonly settleMs: number
  /** How long an old authority stays trusted after the last pair of its was replaced. */
  readonly overlapMs: number
}

export const usualPace: Pace = {
  checkMs: 60_000,
  waitMs: 1_000,
  settleMs: 30_000,
  overlapMs: 86_400_000,
}

/** What a change of the Secret is made from. */
export interface Rotating {
  readonly client: SecretClient
  readonly served: ServedPair
  readonly names: readonly string[]
  readonly lifetimes: Lifetimes
  readonly pace: Pace
  readonly now: () => Date
  /** Whether all that call us trust the bundle. */
  readonly isInForce: (bundle: string) => Promise<boolean>
  readonly observer: RotationObserver
}

export interface RotationObserver {
  /** The Secret was written. */
  readonly written: (step: Step['kind']) => void
  /** The cluster refused something; it is tried again. */
  readonly failed: (message: string) => void
}

/** Renews the certificates of a Secret of ours, and mends it where it is gone or broken; for the leader. Any other Secret is left alone. */
export function rotationController(rotating: Rotating, changed: Alarm): Controller {
  return {
    name: 'certificates',
    run: async (signal) => {
      const progress = { trusted: stopwatch(), settled: stopwatch() }
      let failures = 0
      while (!signal.aborted) {
        let waitMs: number
        try {
          waitMs = await advance(rotating, progress, signal)
          failures = 0
        } catch (error) {
          rotating.observer.failed(messageOf(error))
          waitMs = backOffMs(++failures, usualBackOff)
        }
        await changed.wait(waitMs, signal)
      }
    },
  }
}

/** Puts a Secret right that holds nothing to serve: any replica may, as only the first write counts. */
export async function mendSecret(rotating: Rotating): Promise<void> {
  const { served } = rotating
  if (served.secret()?.isOurs === false) return
  await carryOut(rotating, { isTrusted: true, isSettled: false })
}

interface Progress {
  readonly trusted: Stopwatch
  readonly settled: Stopwatch
}

/** One step; answers how long nothing has to be done. */
async function advance(
  rotating: Rotating,
  { trusted, settled }: Progress,
  signal: AbortSignal,
): Promise<number> {
  const { served, pace, isInForce } = rotating
  const secret = served.secret()
  if (secret?.isOurs === false) return pace.checkMs
  const isSettled = settled.since(secret?.texts['tls.crt']) >= pace.overlapMs
  const step = await carryOut(rotating, { isTrusted: false, isSettled })
  if (step === 'wait') {
    const bundle = secret?.texts['ca.crt'] ?? ''
    const inForceMs = trusted.since((await isInForce(bundle)) ? bundle : undefined)
    if (inForceMs < pace.settleMs || signal.aborted) return pace.waitMs
    await carryOut(rotating, { isTrusted: true, isSettled: false })
  } else if (step === 'keep') return Math.min(pace.checkMs, pace.overlapMs)
  await pause(pace.waitMs, signal)
  return 0
}

async function carryOut(
  { client, served, names, lifetimes, now, observer }: Rotating,
  known: { readonly isTrusted: boolean; readonly isSettled: boolean },
): Promise<Step['kind']> {
  const secret = served.secret()
  const moment = { now: now(), names, lifetimes, lastGood: served.lastGood(), ...known }
  const step = nextStep(secret?.texts, moment)
  const texts = await takeStep(step, moment)
  if (texts === undefined) return step.kind
  const written = await client.write(texts, secret)
  if (written !== undefined) observer.written(step.kind)
  served.see(written ?? (await client.read()))
  return step.kind
}

interface Stopwatch {
  /** For how long the text has been the same, ms; 0 where there is none. */
  readonly since: (text: string | undefined) => number
}

function stopwatch(): Stopwatch {
  let first: { readonly text: string; readonly at: number } | undefined
  return {
    since: (text) => {
      if (text === undefined) first = undefined
      else if (first?.text !== text) first = { text, at: performance.now() }
      return first === undefined ? 0 : performance.now() - first.at
    },
  }
}
