import { fieldOf, isObject, type JsonObject } from '../../core/index.ts'

/** Who leads, as a Lease says it. https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/ */
export interface LeaseRecord {
  /** Empty where nobody does. */
  readonly holder: string
  /** Undefined where it is not said, or said wrongly. */
  readonly durationMs: number | undefined
  /** RFC 3339 with microseconds; whoever waits for the lease does not compare it with a clock. */
  readonly renewTime: string
  readonly acquireTime: string
  /** How often the lease went from one holder to another. */
  readonly transitions: number
}

/** What a Lease says; fields of other types count as absent. */
export function readLease(lease: JsonObject): LeaseRecord {
  const spec = fieldOf(lease, 'spec')
  const text = (name: string) => {
    const value = fieldOf(spec, name)
    return typeof value === 'string' ? value : ''
  }
  const seconds = fieldOf(spec, 'leaseDurationSeconds')
  const transitions = fieldOf(spec, 'leaseTransitions')
  return {
    holder: text('holderIdentity'),
    durationMs: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined,
    renewTime: text('renewTime'),
    acquireTime: text('acquireTime'),
    transitions: typeof transitions === 'number' ? transitions : 0,
  }
}

/** The Lease that says so; what else stands in `before` stays. */
export function writeLease(record: LeaseRecord, before: JsonObject): JsonObject {
  const spec = fieldOf(before, 'spec')
  return {
    ...before,
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    spec: {
      ...(isObject(spec) ? spec : {}),
      holderIdentity: record.holder,
      leaseDurationSeconds: Math.max(1, Math.ceil((record.durationMs ?? 0) / 1000)),
      acquireTime: record.acquireTime,
      renewTime: record.renewTime,
      leaseTransitions: record.transitions,
    },
  }
}

/** RFC 3339 with microseconds, as a MicroTime is written. */
export function microTime(time: Date): string {
  return time.toISOString().replace('Z', '000Z')
}
