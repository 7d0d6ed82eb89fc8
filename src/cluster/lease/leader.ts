import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Connection } from '../connection.ts'
import type { Controller } from '../controller.ts'
import { messageOf } from '../message-of.ts'
import { pause } from '../pause.ts'
import { type Candidate, candidate, type Term } from './candidate.ts'
import { type LeasePlace, leaseClient } from './lease-client.ts'

export interface LeaderOptions extends LeasePlace {
  /** Who we are, unlike everybody else; by default the host's name and random letters. */
  readonly identity?: string
  readonly term?: Term
  readonly observer: LeaderObserver
}

export interface LeaderObserver {
  readonly acquired: (transitions: number) => void
  readonly lost: (why: string) => void
  /** Somebody else leads; empty where nobody does. */
  readonly follows: (holder: string) => void
  /** An attempt, or one of the controllers, failed. */
  readonly failed: (message: string) => void
}

export interface Leader extends Controller {
  /** Whether what only one may do may be done here and now. */
  readonly isLeader: () => boolean
  /** How often the lease went from one holder to another, as far as was seen. */
  readonly transitions: () => number
}

/** As client-go's own users have it. https://github.com/kubernetes/component-base/blob/v0.37.0/config/v1alpha1/defaults.go */
const usualTerm: Term = { durationMs: 15_000, renewDeadlineMs: 10_000, retryMs: 2_000 }

/** A term of that length, with the proportions of the usual one. */
export function termOf(durationMs: number): Term {
  return {
    durationMs,
    renewDeadlineMs: (durationMs * 2) / 3,
    retryMs: Math.min(usualTerm.retryMs, durationMs / 7.5),
  }
}

/**
 * Wants the lease for as long as it runs, and runs the controllers while it has it. Where the lease cannot be renewed, their
 * signal comes within the renew deadline, before anybody else may take the lease; at the end it is released.
 */
export function leader(
  connection: Connection,
  { identity = ownIdentity(), term = usualTerm, observer, ...place }: LeaderOptions,
  controllers: readonly Controller[],
): Leader {
  const lease = candidate(leaseClient(connection, place), identity, term)
  let leadsUntil = 0
  let follows: string | undefined

  async function tryOnce(deadlineAt: number): Promise<boolean> {
    const asked = performance.now()
    const patienceMs = Math.min(deadlineAt - asked, term.renewDeadlineMs / 2)
    const signal = AbortSignal.timeout(Math.max(1, Math.floor(patienceMs)))
    try {
      if (!(await lease.attempt(signal))) return false
      leadsUntil = asked + term.renewDeadlineMs
      return true
    } catch (error) {
      observer.failed(messageOf(error))
      return false
    }
  }

  /** Whether the lease is ours; false where the signal came. */
  async function acquire(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (await tryOnce(Number.POSITIVE_INFINITY)) return true
      const holder = lease.seen()?.holder
      if (holder !== undefined && holder !== follows) observer.follows(holder)
      follows = holder
      await pause(msToNextAttempt(lease, term), signal)
    }
    return false
  }

  /** Renews until the lease is lost, and says why it was; undefined where the signal came. */
  async function renew(signal: AbortSignal): Promise<string | undefined> {
    while (!signal.aborted) {
      await pause(Math.min(term.retryMs, leadsUntil - performance.now()), signal)
      if (signal.aborted) return undefined
      const renewed = await tryOnce(leadsUntil)
      const why = renewed ? undefined : whyLost()
      if (why !== undefined) return why
    }
    return undefined
  }

  /** Undefined where it may be tried again. */
  function whyLost(): string | undefined {
    const holder = lease.seen()?.holder ?? ''
    if (holder !== identity && holder !== '') return `${holder} has taken the lease`
    return performance.now() < leadsUntil ? undefined : 'the lease could not be renewed in time'
  }

  /** The controllers end before it does. */
  async function lead(signal: AbortSignal): Promise<void> {
    const mandate = new AbortController()
    observer.acquired(lease.seen()?.transitions ?? 0)
    follows = undefined
    const working = controllers.map((controller) => work(controller, mandate.signal, observer))
    const why = await renew(signal)
    leadsUntil = 0
    mandate.abort()
    if (why !== undefined) observer.lost(why)
    await Promise.all(working)
  }

  return {
    name: 'leader election',
    run: async (signal) => {
      while (await acquire(signal)) await lead(signal)
      await release(lease, term, observer)
    },
    isLeader: () => performance.now() < leadsUntil,
    transitions: () => lease.seen()?.transitions ?? 0,
  }
}

/** As client-go: the host's name tells people who it is, the rest that it is another process. */
function ownIdentity(): string {
  return `${hostname()}_${randomUUID()}`
}

/** With a little jitter; at once when the other's lease ends. */
function msToNextAttempt(lease: Candidate, { retryMs }: Term): number {
  const regular = retryMs * (1 + Math.random() * 0.2)
  const toExpiry = lease.msToExpiry()
  return toExpiry > 0 ? Math.min(regular, toExpiry + 1) : regular
}

async function work(controller: Controller, signal: AbortSignal, observer: LeaderObserver) {
  try {
    await controller.run(signal)
  } catch (error) {
    observer.failed(`${controller.name}: ${messageOf(error)}`)
  }
}

async function release(lease: Candidate, term: Term, observer: LeaderObserver): Promise<void> {
  try {
    await lease.release(AbortSignal.timeout(term.renewDeadlineMs))
  } catch (error) {
    observer.failed(`the lease is not released: ${messageOf(error)}`)
  }
}
