import type { CertificateProblem, KeyPair } from '../../certificates/key-pair.ts'
import type { Lifetimes } from '../../certificates/rotation/next-step.ts'
import type { CertificateSource } from '../../certificates/source.ts'
import type { WebhookTrust } from '../../core/index.ts'
import { createAlarm } from '../alarm.ts'
import { type BackOff, backOffMs } from '../back-off.ts'
import type { Connection } from '../connection.ts'
import type { Controller } from '../controller.ts'
import { followObject } from '../follow-object.ts'
import { messageOf } from '../message-of.ts'
import { pause } from '../pause.ts'
import { readSecret, type SecretPlace, secretClient } from './certificate-secret.ts'
import {
  mendSecret,
  type Pace,
  type Rotating,
  type RotationObserver,
  rotationController,
  usualPace,
} from './rotation.ts'
import { servedPair } from './served-pair.ts'

/**
 * Who makes the certificate. `self-managed`: Sallyport, unless somebody else made the Secret. `secret`: somebody else.
 * `cert-manager`: the same, and its injector writes the authority into the webhook configurations.
 */
type CertificateMode = 'self-managed' | 'secret' | 'cert-manager'

export interface SecretCertificatesOptions extends SecretPlace {
  readonly mode: CertificateMode
  readonly names: readonly string[]
  readonly isInForce: Rotating['isInForce']
  readonly observer: CertificateObserver
  /** Ends the wait for a first certificate. */
  readonly signal: AbortSignal
  readonly lifetimes?: Lifetimes
  readonly pace?: Pace
}

interface CertificateObserver extends RotationObserver {
  /** Once for each state of the Secret that cannot be served. */
  readonly problem: (problem: CertificateProblem) => void
}

export interface SecretCertificates {
  readonly source: CertificateSource
  /** What webhook configurations are to trust; undefined where that is not known. */
  readonly trust: () => WebhookTrust | undefined
  readonly onBundle: (listener: () => void) => void
  /** For the leader. */
  readonly controller: Controller
}

const dayMs = 86_400_000
const usualLifetimes: Lifetimes = { authorityMs: 365 * dayMs, leafMs: 90 * dayMs }

const startBackOff: BackOff = { leastMs: 250, mostMs: 10_000 }

/**
 * The certificate that all replicas share in a Secret. Answers once there is one to serve, made where nobody has; undefined where
 * the signal came first. Each replica follows the Secret, and the last good pair goes on where it breaks.
 */
export async function secretCertificates(
  connection: Connection,
  options: SecretCertificatesOptions,
): Promise<SecretCertificates | undefined> {
  const { mode, observer, signal } = options
  const client = secretClient(connection, options)
  const changed = createAlarm()
  const pairListeners: ((pair: KeyPair) => void)[] = []
  const bundleListeners: (() => void)[] = []
  const served = servedPair({
    title: `Secret ${options.namespace}/${options.name}`,
    now: connection.serverTime,
    onPair: (pair) => {
      for (const listener of pairListeners) listener(pair)
    },
    onBundle: () => {
      for (const listener of bundleListeners) listener()
    },
    onProblem: observer.problem,
  })
  const { names, isInForce, lifetimes = usualLifetimes, pace = usualPace } = options
  const now = connection.serverTime
  const rotating = { client, served, names, lifetimes, pace, now, isInForce, observer }

  const first = await firstPair(rotating, mode, signal)
  if (first === undefined) return undefined
  const closing = new AbortController()
  void followObject(connection, client.place, {
    signal: closing.signal,
    onState: (object) => {
      served.see(object === undefined ? undefined : readSecret(object))
      changed.ring()
    },
    onFailure: ({ message }) => observer.failed(message),
  })
  return {
    source: {
      current: () => served.current() ?? first,
      problem: served.problem,
      onChange: (listener) => void pairListeners.push(listener),
      close: () => closing.abort(),
    },
    trust: () => trustOf(options, served.lastGood()?.bundle),
    onBundle: (listener) => void bundleListeners.push(listener),
    controller: mode === 'self-managed' ? rotationController(rotating, changed) : restingController,
  }
}

/** Waits for a pair that can be served; makes one where there is none and it is ours to make. */
async function firstPair(
  rotating: Rotating,
  mode: CertificateMode,
  signal: AbortSignal,
): Promise<KeyPair | undefined> {
  const { client, served, observer } = rotating
  for (let attempts = 1; !signal.aborted; attempts++) {
    try {
      served.see(await client.read())
      if (served.problem() !== undefined && mode === 'self-managed') await mendSecret(rotating)
    } catch (error) {
      observer.failed(messageOf(error))
    }
    const pair = served.current()
    if (pair !== undefined) return pair
    await pause(backOffMs(attempts, startBackOff), signal)
  }
  return undefined
}

function trustOf(
  { mode, namespace, name }: Pick<SecretCertificatesOptions, 'mode' | 'namespace' | 'name'>,
  pem: string | undefined,
): WebhookTrust | undefined {
  if (mode === 'cert-manager') return { kind: 'injected', secret: `${namespace}/${name}` }
  return pem === undefined || pem.trim() === '' ? undefined : { kind: 'bundle', pem }
}

/** Where somebody else renews the certificate there is nothing to do. */
const restingController: Controller = {
  name: 'certificates',
  run: (signal) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve()
      else signal.addEventListener('abort', () => resolve(), { once: true })
    }),
}
