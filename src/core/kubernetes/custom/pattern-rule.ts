import { type FieldError, invalid } from './field-error.ts'
import { child, type FieldPath } from './field-path.ts'
import { patternOf } from './pattern.ts'

/** A pattern must compile. */
export function patternErrors(pattern: string, path: FieldPath): readonly FieldError[] {
  const compiled = patternOf(pattern)
  if (pattern === '' || compiled.kind === 'pattern') return []
  const detail = `must be a valid regular expression, but isn't: ${compiled.message}`
  return [invalid(child(path, 'pattern'), pattern, detail)]
}
