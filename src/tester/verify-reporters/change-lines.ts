import { fieldChanges } from '../cases/field-changes.ts'
import type { CaseDifference } from '../cases/verify-report.ts'

/** What was expected and what came, field by field; nothing where the message says both. */
export function changeLines({ code, expected, actual }: CaseDifference): readonly string[] {
  if (code === 'refusal') return []
  return fieldChanges(expected, actual).flatMap((change) => [
    ...(change.path === '' ? [] : [`${change.path}:`]),
    `- ${change.expected ?? '(nothing)'}`,
    `+ ${change.actual ?? '(nothing)'}`,
  ])
}
