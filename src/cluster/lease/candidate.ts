import type { JsonObject } from '../../core/index.ts'
import type { LeaseClient } from './lease-client.ts'
import { type LeaseRecord, microTime, readLease, writeLease } from './lease-record.ts'

export interface Term {
  /** How long a lease counts without being renewed. */
  readonly durationMs: number
  /** How long a leader that cannot renew goes on; shorter than the duration. */
  readonly renewDeadlineMs: number
  /** How long between two attempts. */
  readonly retryMs: number
}

/** One who wants to lead. */
export interface Candidate {
  /** Acquires or renews the lease; whether it is ours now. Throws what the cluster refuses otherwise. */
  readonly attempt: (signal: AbortSignal) => Promise<boolean>
  /** Gives the lease up where it is ours, so that the next one need not wait for its end. */
  readonly release: (signal: AbortSignal) => Promise<void>
  /** The lease as it was last seen. */
  readonly seen: () => LeaseRecord | undefined
  /** How long until the lease of somebody else ends, if nobody renews it. */
  readonly msToExpiry: () => number
}

interface Seen {
  readonly lease: JsonObject
  readonly record: LeaseRecord
  /** When it was first seen like this, on the monotonic clock. */
  readonly at: number
}

/**
 * The rules of client-go: a lease counts for its duration from the moment in which it was *seen* to change, by the local
 * monotonic clock, so that no two clocks are compared.
 * https://github.com/kubernetes/client-go/blob/v0.37.0/tools/leaderelection/leaderelection.go
 */
export function candidate(client: LeaseClient, identity: string, term: Term): Candidate {
  let seen: Seen | undefined

  function see(lease: JsonObject | undefined): void {
    if (lease === undefined) {
      seen = undefined
      return
    }
    const record = readLease(lease)
    const at = seen !== undefined && isSame(record, seen.record) ? seen.at : performance.now()
    seen = { lease, record, at }
  }

  const isOurs = () => seen?.record.holder === identity

  async function write(record: LeaseRecord, signal: AbortSignal): Promise<boolean> {
    const written = await client.write(writeLease(record, seen?.lease ?? {}), signal)
    if (written !== undefined) see(written)
    return written !== undefined
  }

  async function acquire(signal: AbortSignal): Promise<boolean> {
    const before = isOurs() ? seen : undefined
    see(await client.read(signal))
    if (seen !== undefined && !isOurs() && msToExpiry(seen, term) > 0) return false
    return write(claim(seen?.record ?? before?.record, identity, term), signal)
  }

  return {
    attempt: async (signal) => {
      const renewed = isOurs() && (await write(claim(seen?.record, identity, term), signal))
      return renewed || acquire(signal)
    },
    release: async (signal) => {
      if (!isOurs()) return
      if (await write(resignation(seen?.record), signal)) return
      see(await client.read(signal))
      if (isOurs()) await write(resignation(seen?.record), signal)
    },
    seen: () => seen?.record,
    msToExpiry: () => (seen === undefined || isOurs() ? 0 : msToExpiry(seen, term)),
  }
}

/** A wrong duration, of a lease that nobody renews, must not keep everybody waiting. */
const longestInDurations = 4

function msToExpiry({ record, at }: Seen, { durationMs }: Term): number {
  if (record.holder === '') return 0
  const said = record.durationMs ?? durationMs
  return at + Math.min(said, durationMs * longestInDurations) - performance.now()
}

function isSame(one: LeaseRecord, other: LeaseRecord): boolean {
  return one.holder === other.holder && one.renewTime === other.renewTime
}

function claim(before: LeaseRecord | undefined, identity: string, term: Term): LeaseRecord {
  const now = microTime(new Date())
  const isRenewal = before?.holder === identity
  return {
    holder: identity,
    durationMs: term.durationMs,
    renewTime: now,
    acquireTime: isRenewal ? before.acquireTime : now,
    transitions: before === undefined ? 0 : before.transitions + (isRenewal ? 0 : 1),
  }
}

/** https://github.com/kubernetes/client-go/blob/v0.37.0/tools/leaderelection/leaderelection.go (tryRelease) */
function resignation(before: LeaseRecord | undefined): LeaseRecord {
  const now = microTime(new Date())
  const transitions = before?.transitions ?? 0
  return { holder: '', durationMs: 1_000, renewTime: now, acquireTime: now, transitions }
}
