import type { SourceDocument } from '../source/document.ts'
import { isArray, valueAt } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import { parseEnforceFrom } from './enforce-from.ts'
import { problemAt } from './problem-at.ts'

const at = ['spec', 'enforceFrom']

/** An `enforceFrom` that is no date; a warning where the rule never refuses, whatever the date. */
export function enforceFromProblems(document: SourceDocument): readonly Problem[] {
  const found = valueAt(document.value, at) ?? undefined
  if (typeof found !== 'string') return []
  return parseEnforceFrom(found) === undefined ? [noDate(document, found)] : idle(document)
}

function noDate(document: SourceDocument, found: string): Problem {
  return problemAt(document, at, {
    code: 'invalid-date',
    message: `"${found}" is no date`,
    found,
    expected: 'a date such as 2030-01-31, or a time such as 2030-01-31T09:00:00+01:00',
    remedy: 'write year, month and day as numbers, and a time only with its zone (Z for UTC)',
  })
}

function idle(document: SourceDocument): readonly Problem[] {
  const actions = valueAt(document.value, ['spec', 'validationActions']) ?? undefined
  if (!isArray(actions) || actions.includes('Deny')) return []
  return [
    problemAt(
      document,
      at,
      {
        code: 'no-effect',
        severity: 'warning',
        message: 'validationActions has no Deny that could be enforced from then on',
        remedy: 'say Deny in validationActions, or leave them out; else remove enforceFrom',
      },
      'key',
    ),
  ]
}
