import { compilePattern } from '../../source/regular-expression.ts'
import { type FieldError, invalid } from './field-error.ts'
import { child, type FieldPath } from './field-path.ts'

/** A pattern must compile. */
export function patternErrors(pattern: string, path: FieldPath): readonly FieldError[] {
  const compiled = compilePattern(pattern)
  if (pattern === '' || compiled.kind === 'pattern') return []
  const detail = `must be a valid regular expression, but isn't: ${compiled.message}`
  return [invalid(child(path, 'pattern'), pattern, detail)]
}
