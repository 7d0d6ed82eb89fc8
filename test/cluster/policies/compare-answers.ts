import { isDeepStrictEqual } from 'node:util'
import type { Answer, Refusal } from './answer.ts'

/** The parts in which two answers differ, with what each arm said. */
export type AnswerDifference = Readonly<Record<string, readonly [inTree: unknown, own: unknown]>>

/**
 * What of the answers differs; undefined where nothing does. Where Kubernetes has no order (several bindings or params), the
 * refusal of one arm must be among those of the other, and warnings and audited values are compared as sets.
 */
export function differenceOf(
  inTree: Answer,
  own: Answer,
  { isOrdered }: { readonly isOrdered: boolean },
): AnswerDifference | undefined {
  const order = isOrdered ? asTheyAre : sorted
  const parts: AnswerDifference = {
    ...(isOrdered || !isOneOf(inTree, own)
      ? { refusal: [inTree.refusal, own.refusal], status: [inTree.status, own.status] }
      : {}),
    warnings: [order(inTree.warnings), order(own.warnings)],
    annotations: [audited(inTree, order), audited(own, order)],
    object: [inTree.object, own.object],
  }
  const differing = Object.entries(parts).filter(
    ([, [one, other]]) => !isDeepStrictEqual(one, other),
  )
  return differing.length === 0 ? undefined : Object.fromEntries(differing)
}

type Order = <T>(list: readonly T[]) => readonly T[]

const asTheyAre: Order = (list) => list
const sorted: Order = (list) =>
  [...list].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))

/** Whether what one arm says is among all that the other has against the request. */
function isOneOf(inTree: Answer, own: Answer): boolean {
  return has(own, inTree.refusal) || has(inTree, own.refusal)
}

function has({ refusals }: Answer, wanted: Refusal | undefined): boolean {
  return refusals.some(
    ({ message, reason = wanted?.reason, status }) =>
      message === wanted?.message && reason === wanted.reason && status === wanted.status,
  )
}

/** Values of several bindings are joined by a comma. */
function audited({ annotations }: Answer, order: Order): unknown {
  const entries = Object.entries(annotations).map(([key, value]) => [
    key,
    order(key === 'validation_failure' ? (JSON.parse(value) as unknown[]) : value.split(', ')),
  ])
  return Object.fromEntries(entries)
}
