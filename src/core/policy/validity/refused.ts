import type { FieldError } from '../../kubernetes/custom/field-error.ts'
import { describedValue } from '../../source/described-value.ts'
import type { SourceDocument } from '../../source/document.ts'
import { valueAt } from '../../source/json-value.ts'
import type { Problem } from '../../source/problem.ts'
import { problemAt } from '../problem-at.ts'

/** What a rule of validity looks at: a document whose fields have the right types. */
export type Rule = (document: SourceDocument) => readonly Problem[]

/** What to do about a refused value. */
interface Advice {
  readonly remedy: string
  readonly expected?: string
}

/** A value that the API server refuses, with its field and its text, at its place in the file. */
export function refused(
  document: SourceDocument,
  { reason, path, field, message }: FieldError,
  advice: Advice,
): Problem {
  const value = valueAt(document.value, path) ?? null
  const found = typeof value === 'string' ? value : describedValue(value)
  const problem = problemAt(document, path, {
    code: codes[reason],
    message,
    ...(value === null ? {} : { found }),
    ...advice,
  })
  return { ...problem, path: field }
}

const codes: { readonly [reason in FieldError['reason']]: string } = {
  FieldValueRequired: 'required-field',
  FieldValueInvalid: 'invalid-value',
  FieldValueTypeInvalid: 'wrong-type',
  FieldValueNotSupported: 'unsupported-value',
  FieldValueForbidden: 'forbidden-field',
  FieldValueTooLong: 'too-long',
  FieldValueTooMany: 'too-many',
  FieldValueDuplicate: 'duplicate-value',
}
