import { notSupported } from '../../kubernetes/custom/field-error.ts'
import { nearestName } from '../../source/nearest-name.ts'
import type { Problem } from '../../source/problem.ts'
import { refused } from './refused.ts'
import { isWritten, type Spot, textAt } from './spot.ts'

/** A written text that is none of the supported ones, which stand in Kubernetes' order. */
export function oneOf(spot: Spot, supported: readonly string[]): readonly Problem[] {
  const found = textAt(spot)
  if (!isWritten(spot) || supported.includes(found)) return []
  const near = nearestName(found, supported)
  const expected = supported.map((word) => `"${word}"`).join(', ')
  const remedy = near === undefined ? `use one of ${expected}` : `did you mean "${near}"?`
  return [refused(spot.document, notSupported(spot.path, found, supported), { expected, remedy })]
}
