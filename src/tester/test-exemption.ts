import type { CreatedKind, ExemptionUse } from '../core/index.ts'
import type { TestExemption } from './report.ts'

/** A use of an exemption as reports have it. */
export function testExemption(
  { index, validation, control, requestedBy, ...use }: ExemptionUse,
  createdKind: CreatedKind | null,
): TestExemption {
  return {
    createdKind,
    ...use,
    validation: index ?? null,
    validationName: validation ?? null,
    control: control ?? null,
    requestedBy: requestedBy ?? null,
  }
}
