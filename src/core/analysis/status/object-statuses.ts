import type { Kinds } from '../../kubernetes/kinds.ts'
import { type JsonObject, valueAt } from '../../source/json-value.ts'
import { type Offered, offeredBy } from '../offers/offered.ts'
import { readObject } from '../policy-objects/read-object.ts'
import { type KnownObject, objectStatus } from './object-status.ts'
import { ruleConcern } from './rule-concern.ts'
import type { StatusSurroundings } from './status-surroundings.ts'

/** An object of our kinds as the cluster holds it, and the status that it should have. */
export interface ObjectStatus {
  readonly object: JsonObject
  readonly status: JsonObject
}

/** Statuses one after the other, as they are asked for: to find one out may take 50 ms. */
type ObjectStatuses = (
  objects: readonly JsonObject[],
  surroundings: StatusSurroundings,
) => Generator<ObjectStatus, void>

/**
 * Finds out the statuses of all objects, those first whose status is not about their newest spec. What was found out about
 * a rule before counts as long as its generation and the kinds of the cluster stay.
 */
export function objectStatuses(): ObjectStatuses {
  const remembered = new Map<string, Remembered>()
  return function* statuses(objects, surroundings) {
    const offered = offeredBy(surroundings.snapshot.kinds)
    for (const object of [...objects].sort(newestFirst)) {
      const known = remember(object, { surroundings, offered, remembered })
      yield { object, status: objectStatus(known, surroundings) }
    }
    const keys = new Set(objects.map(keyOf))
    for (const key of remembered.keys()) if (!keys.has(key)) remembered.delete(key)
  }
}

interface Remembered {
  readonly kinds: Kinds
  readonly known: Omit<KnownObject, 'object'>
}

interface Memory {
  readonly surroundings: StatusSurroundings
  readonly offered: readonly Offered[]
  readonly remembered: Map<string, Remembered>
}

function remember(object: JsonObject, memory: Memory): KnownObject {
  const { surroundings, remembered } = memory
  const { kinds } = surroundings.snapshot
  const before = remembered.get(keyOf(object))
  if (before?.kinds === kinds) return { ...before.known, object }
  const known = findOut(object, memory)
  if (known.reading.exemption === undefined) remembered.set(keyOf(object), { kinds, known })
  return { ...known, object }
}

/** What exemptions come to depends on the policies that there are, and is soon found out. */
function findOut(
  object: JsonObject,
  { surroundings, offered }: Memory,
): Omit<KnownObject, 'object'> {
  const reading = readObject(object, surroundings)
  const { kubernetesVersion } = surroundings.snapshot
  const concern = reading.policy && ruleConcern(reading.policy.policy, offered, kubernetesVersion)
  return { reading, concern }
}

function keyOf(object: JsonObject): string {
  const { kind, metadata } = object
  const steps = ['uid', 'namespace', 'name', 'generation']
  return JSON.stringify([kind, ...steps.map((step) => valueAt(metadata, [step]) ?? null)])
}

function newestFirst(a: JsonObject, b: JsonObject): number {
  return Number(isObserved(a)) - Number(isObserved(b))
}

function isObserved(object: JsonObject): boolean {
  const generation = valueAt(object, ['metadata', 'generation'])
  return valueAt(object, ['status', 'observedGeneration']) === generation
}
