import type { AdmissionCase, InputMode, Reference } from './admission-case.ts'
import { readRows } from './corpora.ts'
import type { JudgedRequest } from './exclusions.ts'

interface Row extends Partial<AdmissionCase> {
  readonly id: string
  readonly admissionCase?: AdmissionCase
  readonly reference?: Reference & Readonly<Record<string, Reference>>
  readonly expect?: Reference & Readonly<Record<string, Reference>>
}

/** A request in one of the forms in which its object came. */
export interface JudgedRow extends JudgedRequest {
  readonly id: string
  readonly mode: InputMode
  /** Whether the reference is the same for every form. */
  readonly isAnyMode: boolean
}

/** The requests of a file, one for every form in which the object came. */
export function judgedRows(file: string): readonly JudgedRow[] {
  return (readRows(file) as readonly Row[]).flatMap(judgedOf)
}

function judgedOf(row: Row): readonly JudgedRow[] {
  const { id, admissionCase = row as AdmissionCase } = row
  const outcome = row.reference ?? row.expect
  const given = { ...admissionCase, policies: admissionCase.policies ?? [] }
  const inModes = modes.flatMap(({ name, mode }) => {
    const reference = outcome?.[name]
    const isAnyMode = name === 'anyInputMode'
    return reference === undefined ? [] : [{ id, mode, isAnyMode, given, reference }]
  })
  if (inModes.length > 0) return inModes
  return [{ id, mode: 'raw', isAnyMode: true, given, reference: outcome }]
}

const modes = [
  { name: 'anyInputMode', mode: 'raw' },
  { name: 'raw', mode: 'raw' },
  { name: 'defaulted', mode: 'defaulted' },
] as const
