import { type ParsedQuantity, parseQuantity } from '../../parse-quantity.ts'
import { printQuantity } from '../../quantity.ts'
import { type Defaulter, type Draft, structAt } from '../defaulter.ts'

/** Where lists of resources stand. (Not the overhead in a RuntimeClass: that group sets no defaults.) */
const lists: readonly (readonly [struct: string, ...fields: string[]])[] = [
  ['core.v1.ResourceRequirements', 'limits', 'requests'],
  ['core.v1.VolumeResourceRequirements', 'limits', 'requests'],
  ['core.v1.PodSpec', 'overhead'],
  ['core.v1.PodStatus', 'allocatedResources'],
  ['core.v1.ContainerStatus', 'allocatedResources'],
  ['core.v1.PersistentVolumeSpec', 'capacity'],
  ['core.v1.PersistentVolumeClaimStatus', 'capacity', 'allocatedResources'],
  ['core.v1.LimitRangeItem', 'max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'],
  ['core.v1.ResourceQuotaSpec', 'hard'],
  ['core.v1.ResourceQuotaStatus', 'hard', 'used'],
  ['core.v1.NodeStatus', 'capacity', 'allocatable'],
]

/** Quantities are rounded up to this power of ten. */
const milli = -3

/** What needs no rounding, as nearly all quantities. */
const isCoarse = /^\d+(?:m|[kMGTPE]i?)?$/

/**
 * A resource's quantity has no more than three decimals; what is finer is rounded away from zero.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L39
 */
export const resourceLists: readonly Defaulter[] = lists.map(([struct, ...fields]) => ({
  struct,
  apply: (draft) => {
    for (const field of fields) roundUp(structAt(draft, field))
  },
}))

/** Assigning is safe for any name, as it is the list's own already. */
function roundUp(list: Draft | undefined): void {
  if (list === undefined) return
  for (const name of Object.keys(list)) {
    const text = list[name]
    if (typeof text === 'string' && !isCoarse.test(text)) list[name] = inMilli(text)
  }
}

function inMilli(text: string): string {
  const parsed: ParsedQuantity = parseQuantity(text)
  if (parsed.kind === 'problem' || parsed.quantity.exponent >= milli) return text
  const { unscaled, exponent, format, fitsInt64 } = parsed.quantity
  const rounded = awayFromZero(unscaled, 10n ** BigInt(milli - exponent))
  return printQuantity({ unscaled: rounded, exponent: milli, format, fitsInt64 })
}

function awayFromZero(value: bigint, divisor: bigint): bigint {
  const towards = value / divisor
  if (towards * divisor === value) return towards
  return value < 0n ? towards - 1n : towards + 1n
}
