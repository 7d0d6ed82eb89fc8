import { dns1123LabelFaults } from '../../kubernetes/name-formats.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { duplicates, nameProblems } from './names.ts'
import { fieldAt, isWritten, itemsAt, rootOf } from './spot.ts'

/** Names of validations, where they have one, are labels of RFC 1123, and no two of a policy are the same. */
export function validationNamesRule(document: SourceDocument): readonly Problem[] {
  const validations = itemsAt(fieldAt(rootOf(document), 'spec', 'validations'))
  const names = validations.map((one) => fieldAt(one, 'name')).filter(isWritten)
  return [...names.flatMap((name) => nameProblems(name, label)), ...duplicates(names)]
}

const label = {
  faultsOf: dns1123LabelFaults,
  remedy: 'use at most 63 small letters, digits and "-"',
} as const
