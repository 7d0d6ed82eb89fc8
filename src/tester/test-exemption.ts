import type { ExemptionUse } from '../core/index.ts'
import type { TestExemption } from './report.ts'

/** A use of an exemption as reports have it. */
export function testExemption({
  index,
  validation,
  control,
  requestedBy,
  ...use
}: ExemptionUse): TestExemption {
  return {
    ...use,
    validation: index ?? null,
    validationName: validation ?? null,
    control: control ?? null,
    requestedBy: requestedBy ?? null,
  }
}
